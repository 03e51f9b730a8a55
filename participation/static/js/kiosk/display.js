// Language, contrast and text size of this visitor; nothing of it is kept, the next visitor begins afresh.
import { h } from "./markup.js";
import { watch } from "./idle.js";
import { main, redraw } from "./screen.js";
import { _, language, speak } from "./words.js";
import { aloudButton } from "./aloud.js";

export const LANGUAGES = [["de", "Deutsch"], ["de-simple", "Leichte Sprache"], ["en", "English"]];
const SIZES = ["", "large", "larger"];
const root = document.documentElement;
let offered = LANGUAGES;

export function offerLanguages(tags) {
  offered = LANGUAGES.filter(([tag]) => tags.includes(tag));
}

function again() {
  if (main().querySelector(".tiles")) watch(); // the next visitor begins in German, and small
  drawTools();
  redraw();
}

function languageButton([tag, name]) {
  const choose = () => {
    speak(tag);
    again();
  };
  return h("button", { type: "button", class: "tool", id: `language-${tag}`, lang: tag, "aria-pressed": String(language() === tag), onclick: choose }, name);
}

function contrastButton() {
  const isHigh = root.dataset.contrast === "high";
  const turn = () => {
    if (isHigh) delete root.dataset.contrast;
    else root.dataset.contrast = "high";
    again();
  };
  return h("button", { type: "button", class: "tool", id: "tool-contrast", "aria-pressed": String(isHigh), onclick: turn }, _("Contrast"));
}

function sizeButton() {
  const size = root.dataset.size ?? "";
  const grow = () => {
    const next = SIZES[(SIZES.indexOf(size) + 1) % SIZES.length];
    if (next) root.dataset.size = next;
    else delete root.dataset.size;
    again();
  };
  return h("button", { type: "button", class: "tool", id: "tool-size", "aria-pressed": String(size !== ""), onclick: grow }, _("Larger text"));
}

export function drawTools() {
  const held = document.activeElement?.id;
  const tools = document.querySelector("#tools");
  tools.replaceChildren(
    h("div", { class: "tools__group", role: "group", "aria-label": _("Language") }, offered.map(languageButton)),
    h("div", { class: "tools__group", role: "group", "aria-label": _("Display") }, sizeButton(), contrastButton(), aloudButton()),
  );
  tools.hidden = false;
  if (held) document.getElementById(held)?.focus();
}
