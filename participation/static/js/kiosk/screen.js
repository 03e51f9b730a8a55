// The one screen: what stands on it is drawn anew from what is known, in the language of the moment.
import { h, lines } from "./markup.js";
import { _, isEasy } from "./words.js";

let drawn = () => [];
const listeners = new Set();

export const main = () => document.querySelector("#kiosk");

function put(nodes) {
  const place = main();
  const draft = isEasy() && h("p", { class: "draft" }, _("Draft in Leichte Sprache – not yet checked by a test group"));
  place.replaceChildren(...[nodes, draft].flat(Infinity).filter(Boolean));
  listeners.forEach((listen) => listen(place));
}

// `draw` returns the nodes; called again when the language changes. The heading takes the focus, as on a new page.
export function show(draw) {
  drawn = draw;
  put(draw());
  window.scrollTo(0, 0);
  main().querySelector("h1")?.focus();
}

export function redraw() {
  const held = document.activeElement?.id;
  put(drawn());
  if (held) document.getElementById(held)?.focus();
}

// Words of the interface may have line ends and strong words (Leichte Sprache).
const shown = (words) => words.map((word) => (typeof word === "string" ? lines(word) : word));

export const onShow = (listen) => listeners.add(listen);
export const heading = (...words) => h("h1", { tabindex: "-1" }, shown(words));

export function button(label, press, { kind = "primary", ...attributes } = {}) {
  return h("button", { type: "button", class: `button button--${kind}`, onclick: press, ...attributes }, label);
}

export function notice(kind, ...words) {
  return h("div", { class: `notice notice--${kind}`, role: kind === "bad" ? "alert" : "status" }, h("p", {}, shown(words)));
}

// What is asked before something is left for good; true where it was confirmed.
export function asked(question, yes, no = _("Back")) {
  return new Promise((resolve) => {
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "dialog-question" });
    const close = (answer) => () => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    dialog.append(
      h("p", { id: "dialog-question", class: "dialog__question" }, lines(question)),
      h("div", { class: "buttons" }, button(no, close(false), { kind: "quiet" }), button(yes, close(true))),
    );
    dialog.addEventListener("cancel", close(false));
    document.body.append(dialog);
    dialog.showModal();
  });
}
