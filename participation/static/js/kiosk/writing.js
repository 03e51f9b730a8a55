// The idea box, and a comment on a field.
import { h, lines } from "./markup.js";
import { forget } from "./idle.js";
import { send } from "./sending.js";
import { button, heading, notice, redraw, show } from "./screen.js";
import { _, language, plain } from "./words.js";

const LONGEST_TITLE = 160;
const LONGEST_TEXT = 5000;
const quiet = { autocomplete: "off", spellcheck: "false", autocapitalize: "sentences" };

function field(state, name, label, { longest, lines = 1, hint = "" }) {
  const isWrong = state.wrong.includes(name);
  const common = { ...quiet, id: name, maxlength: longest, value: state[name], "aria-invalid": isWrong ? "true" : null, "aria-describedby": isWrong ? `error-${name}` : null, oninput: (event) => (state[name] = event.target.value) };
  return h("div", { class: "field" }, h("label", { for: name }, label), hint && h("p", { class: "hint" }, hint),
    isWrong && h("p", { class: "error", id: `error-${name}` }, _("Please write something here.")),
    lines === 1 ? h("input", { ...common, type: "text" }) : h("textarea", { ...common, rows: lines }));
}

function fieldChoice(state, fields, label) {
  const entry = ({ key, texts }) =>
    h("label", { class: "choice" }, h("input", { type: "radio", name: "element", id: `element-${key}`, autocomplete: "off", checked: state.element === key, onchange: () => (state.element = key) }),
      h("span", { class: "choice__words" }, plain(texts)));
  const isWrong = state.wrong.includes("element");
  return h("fieldset", { class: "question" }, h("legend", {}, lines(label)), isWrong && h("p", { class: "error" }, _("Please choose one.")), h("div", { class: "choices" }, fields.map(entry)));
}

function sendWords(kind, state, needed) {
  state.wrong = needed.filter((name) => !state[name].trim());
  if (state.wrong.length) {
    redraw();
    return document.querySelector(".error")?.parentElement.querySelector("input, textarea")?.focus();
  }
  const { title, text, element } = state;
  const said = { kind, text: text.trim(), element, language: language() };
  return send(kind === "idea" ? { ...said, title: title.trim() } : said);
}

const buttons = (press) => h("div", { class: "buttons" }, button(_("Send"), press, { id: "onward" }), button(_("Back"), forget, { kind: "quiet" }));
const noNames = () => notice("note", _("Please write no names and no addresses. Other people will read your words."));

export function openIdea(fields) {
  const state = { title: "", text: "", element: "", wrong: [] };
  show(() => [
    heading(_("Your idea")),
    noNames(),
    field(state, "title", _("Your idea in one sentence"), { longest: LONGEST_TITLE }),
    field(state, "text", _("What should happen?"), { longest: LONGEST_TEXT, lines: 6 }),
    fields.length > 0 && fieldChoice(state, fields, _("What is it about? (You need not choose.)")),
    buttons(() => sendWords("idea", state, ["title", "text"])),
  ]);
}

export function openComment(fields) {
  const state = { title: "", text: "", element: "", wrong: [] };
  show(() => [
    heading(_("Your opinion on a topic")),
    noNames(),
    fieldChoice(state, fields, _("Which topic?")),
    field(state, "text", _("What do you want to say?"), { longest: LONGEST_TEXT, lines: 6 }),
    buttons(() => sendWords("comment", state, ["element", "text"])),
  ]);
}
