// Teamgerät: head count, minutes, conversations, cards with votes and counted sticky dots, typed in fast, offline too.
import { h, inline } from "./markup.js";
import { pack } from "./device.js";
import { enqueue } from "./queue.js";
import { sync } from "./connection.js";
import { button, heading, notice, redraw, show } from "./screen.js";
import { _, language, plain, text } from "./words.js";

const quiet = { autocomplete: "off", spellcheck: "false" };
const state = { visitors: 1, minutes: "", conversation: "", card: "", votes: 0, element: "", counted: {}, said: "", problem: "" };
let content;

const told = () => [state.problem ? notice("bad", state.problem) : state.said && notice("good", _("Saved on this device: %(what)s", { what: state.said }))].filter(Boolean);

// What was typed leaves the form at once, so that whoever types on meanwhile loses nothing; it comes back if it cannot be kept.
async function keepItem(item, said, cleared) {
  const typed = Object.fromEntries(Object.keys(cleared).map((name) => [name, state[name]]));
  Object.assign(state, cleared, { said: "", problem: "" });
  redraw();
  try {
    await enqueue(await pack(), { ...item, language: language() });
    state.said = said;
    sync();
  } catch {
    Object.keys(cleared).filter((name) => state[name] === cleared[name]).forEach((name) => (state[name] = typed[name]));
    state.problem = _("This could not be saved on the tablet. Please write it on paper.");
    redraw();
  }
  document.getElementById("told")?.replaceChildren(...told());
}

function number(id, label, value, change, least = 0) {
  return h("div", { class: "field field--number" }, h("label", { for: id }, label),
    h("input", { ...quiet, id, type: "number", inputmode: "numeric", min: least, max: 9999, value, oninput: (event) => change(Math.max(least, Math.trunc(Number(event.target.value)) || least)) }));
}

function area(id, label, lines = 3) {
  return h("div", { class: "field" }, h("label", { for: id }, label), h("textarea", { ...quiet, id, rows: lines, maxlength: 5000, value: state[id], oninput: (event) => (state[id] = event.target.value) }));
}

function fieldSelect(id) {
  return h("div", { class: "field" }, h("label", { for: id }, _("Topic")),
    h("select", { ...quiet, id, onchange: (event) => (state.element = event.target.value) },
      h("option", { value: "" }, _("No topic")),
      content.fields.map(({ key, texts }) => h("option", { value: key, selected: state.element === key }, plain(texts)))));
}

const part = (title, ...body) => h("section", { class: "panel" }, h("h2", {}, title), body);

function wordsPart(kind, title, label) {
  const press = () => state[kind].trim() && keepItem({ kind, text: state[kind].trim(), ...(kind === "minutes" ? {} : { element: state.element }) }, title, { [kind]: "" });
  return part(title, area(kind, label), kind !== "minutes" && fieldSelect(`element-${kind}`), button(_("Save"), press, { id: `save-${kind}` }));
}

function cardPart() {
  const press = () => state.card.trim() && keepItem({ kind: "card", text: state.card.trim(), element: state.element, votes: state.votes }, _("Card"), { card: "", votes: 0 });
  return part(_("Card"), area("card", _("What stands on the card"), 2), fieldSelect("element-card"),
    number("votes", _("Votes on the card"), state.votes, (votes) => (state.votes = votes)), button(_("Save"), press, { id: "save-card" }));
}

function countPart() {
  const press = () => keepItem({ kind: "headcount", visitors: state.visitors }, _("Visitors"), { visitors: 1 });
  return part(_("Visitors"), number("visitors", _("How many have come since the last count?"), state.visitors, (visitors) => (state.visitors = visitors), 1), button(_("Save"), press, { id: "save-headcount" }));
}

function stickyPart(question) {
  const counted = (state.counted[question.id] ??= {});
  const press = () => {
    const dots = Object.fromEntries(Object.entries(counted).filter(([, amount]) => amount > 0));
    return Object.keys(dots).length && keepItem({ kind: "sticky_dots", question: question.id, dots }, _("Counted sticky dots"), { counted: { ...state.counted, [question.id]: {} } });
  };
  return part(`${_("Counted sticky dots")}: ${plain(question.texts)}`,
    question.options.map((one) => number(`sticky-${question.id}-${one.code}`, inline(text(one.texts)), counted[one.code] ?? 0, (amount) => (counted[one.code] = amount))),
    button(_("Save"), press, { id: `save-sticky-${question.id}` }));
}

export function openTeam(loaded) {
  content = loaded;
  show(() => [
    heading(plain(content.stop.texts)),
    h("div", { id: "told" }, told()),
    h("div", { class: "panels" },
      countPart(), wordsPart("minutes", _("Minutes"), _("What was said and agreed")), wordsPart("conversation", _("Conversation"), _("What somebody told you")),
      cardPart(), content.dots.map(stickyPart)),
  ]);
}
