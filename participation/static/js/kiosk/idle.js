// Nobody there any more: after 75 seconds a question, after 15 more everything of the visitor is gone.
import { h } from "./markup.js";
import { button } from "./screen.js";
import { _ } from "./words.js";

const QUIET = 75_000;
const LEFT = 15;
const SIGNS = ["pointerdown", "pointermove", "keydown", "input", "wheel", "touchmove"];
let timer = 0;
let ticking = 0;
let dialog = null;
let isWatching = false;

// A new document instead of tidying up: memory, page and form fields of the old one are gone, and no way leads back.
export function forget() {
  window.onbeforeunload = null;
  location.replace(location.pathname);
}

function stay() {
  clearInterval(ticking);
  dialog?.close();
  dialog?.remove();
  dialog = null;
  restart();
}

function warn() {
  let left = LEFT;
  const count = h("strong", { class: "dialog__count" }, String(left));
  dialog = h(
    "dialog",
    { class: "dialog", id: "idle", "aria-labelledby": "idle-question" },
    h("p", { id: "idle-question", class: "dialog__question" }, _("Are you still there?")),
    h("p", {}, _("What you have entered will be deleted. Seconds left:"), " ", count),
    button(_("I am still here"), stay, { id: "stay" }),
  );
  dialog.addEventListener("cancel", stay);
  document.body.append(dialog);
  dialog.showModal();
  ticking = setInterval(() => {
    left -= 1;
    count.textContent = String(left);
    if (left <= 0) forget();
  }, 1000);
}

function restart() {
  clearTimeout(timer);
  if (isWatching && !dialog) timer = setTimeout(warn, QUIET);
}

export function watch() {
  isWatching = true;
  restart();
}

export function rest() {
  isWatching = false;
  clearTimeout(timer);
}

SIGNS.forEach((sign) => document.addEventListener(sign, restart, { passive: true, capture: true }));
