// One question of a sheet as fields on the screen; what is entered goes into `sheet.given` at once.
import { firstField, otherOf, WITH_ROWS } from "./answers.js";
import { errorId, errorOf, fieldId, orderOf, words } from "./fields.js";
import { h, inline, lines } from "./markup.js";
import { placeField } from "./place.js";
import { kindOf } from "./reading.js";
import { municipalityField, rankingField } from "./picking.js";
import { _ } from "./words.js";

const describedBy = (sheet, name) => (sheet.problems.some((problem) => problem.name === name) ? errorId(name) : null);

function labelled(sheet, question) {
  const [first, ...further] = words(sheet, question.text).split("\n");
  const hint = [...further, words(sheet, question.hint) || words(sheet, question.unit)].filter(Boolean).join("\n");
  const why = words(sheet, question.why);
  return {
    label: [inline(first)],
    hint: [
      hint && h("p", { class: "hint" }, lines(hint)),
      why && h("p", { class: "hint" }, _("Why we need this answer:"), " ", inline(why)),
    ].filter(Boolean),
  };
}

function choice(sheet, { type, name, option, isChosen, choose }) {
  const [label, ...further] = words(sheet, option.text).split("\n");
  const picture = option.image && sheet.pictures[option.image];
  return h(
    "label",
    { class: `choice${option.missing ? " choice--missing" : ""}${picture ? " choice--picture" : ""}` },
    h("input", { type, name, id: `${fieldId(name)}-${option.code}`, checked: isChosen, autocomplete: "off", "aria-describedby": describedBy(sheet, name), onchange: choose }),
    picture && h("img", { src: picture, alt: "", width: 96, height: 96 }),
    h("span", { class: "choice__words" }, inline(label), further.length > 0 && h("span", { class: "hint" }, lines(further.join("\n")))),
  );
}

function choices(sheet, question) {
  const isMany = question.type === "multiple";
  const { code } = question;
  const chosen = [sheet.given[code] ?? []].flat();
  const alone = question.options.filter((one) => one.missing || one.exclusive).map((one) => one.code);
  const toggle = (option) => (event) => {
    if (!isMany) return sheet.put(code, option.code);
    const others = chosen.filter((one) => one !== option.code && !alone.includes(one) && !alone.includes(option.code));
    sheet.put(code, event.target.checked ? [...others, option.code] : chosen.filter((one) => one !== option.code), true);
  };
  const list = orderOf(sheet, question).map((option) =>
    choice(sheet, { type: isMany ? "checkbox" : "radio", name: code, option, isChosen: chosen.includes(option.code), choose: toggle(option) }),
  );
  const other = otherOf(question);
  const isOpen = other && question.options.some((option) => option.open && chosen.includes(option.code));
  return [
    isMany && h("p", { class: "hint" }, several(question)),
    h("div", { class: "choices" }, list),
    isOpen && writtenField(sheet, { ...other, text: null }, _("If something else: what is it?")),
  ];
}

function several({ least, most }) {
  if (most && least === most) return _("Please choose exactly %(n)s answers.", { n: most });
  if (most && least) return _("Please choose %(least)s to %(most)s answers.", { least, most });
  return most ? _("You may choose up to %(n)s answers.", { n: most }) : _("You may choose several answers.");
}

function row(sheet, question, item, label) {
  const name = `${question.code}.${item.code}`;
  const chosen = sheet.given[question.code]?.[item.code];
  const choose = (option) => () => sheet.put(question.code, { ...sheet.given[question.code], [item.code]: option.code });
  return h(
    "fieldset",
    { class: "row" },
    h("legend", {}, label),
    errorOf(sheet, name),
    h("div", { class: "choices choices--row" }, question.options.map((option) =>
      choice(sheet, { type: "radio", name, option, isChosen: chosen === option.code, choose: choose(option) }))),
  );
}

const rows = (sheet, question) => (question.items ?? []).map((item) => row(sheet, question, item, inline(words(sheet, item.text))));

function pairedRows(sheet, first, second) {
  const label = (question) => inline(words(sheet, question.text).split("\n")[0]);
  const other = (item) => second.items.find((one) => one.code === item.code);
  return first.items.map((item) =>
    h("fieldset", { class: "pair" }, h("legend", {}, inline(words(sheet, item.text))), row(sheet, first, item, label(first)), row(sheet, second, other(item), label(second))));
}

function writtenField(sheet, question, label) {
  const { code } = question;
  const type = { date: "date" }[question.type] ?? "text";
  const isLong = question.type === "text" && (question.lines ?? 6) > 1;
  const mode = question.type === "number" ? (question.decimals ? "decimal" : "numeric") : null;
  const common = {
    id: fieldId(code), autocomplete: "off", autocapitalize: "sentences", spellcheck: "false", value: sheet.given[code] ?? "",
    "aria-describedby": describedBy(sheet, code), "aria-invalid": describedBy(sheet, code) ? "true" : null,
    maxlength: question.type === "text" ? (question.max_length ?? 1000) : null,
    oninput: (event) => sheet.put(code, event.target.value, false), onchange: () => sheet.settle(code),
  };
  const field = isLong ? h("textarea", { ...common, rows: question.lines ?? 6 }) : h("input", { ...common, type, inputmode: mode });
  return h("div", { class: "field" }, h("label", { for: fieldId(code) }, label), errorOf(sheet, code), field);
}

function body(sheet, question, beside) {
  const kind = kindOf(question);
  if (beside) return pairedRows(sheet, beside, question);
  if (WITH_ROWS.has(kind)) return rows(sheet, question);
  if (kind === "ranking") return rankingField(sheet, question);
  if (kind === "municipality") return municipalityField(sheet, question);
  if (kind === "place") return placeField(sheet, question);
  return choices(sheet, question);
}

// A matrix that stands beside an earlier one of the page is drawn with it, row by row.
export function questionField(sheet, question, beside) {
  const { label, hint } = labelled(sheet, question);
  const kind = kindOf(question);
  if (kind === "information") return h("section", { class: "question" }, h("p", { class: "lead" }, label), hint);
  if (["text", "number", "date"].includes(kind)) return h("section", { class: "question" }, hint, writtenField(sheet, question, label));
  const legend = beside ? [inline(words(sheet, beside.text).split("\n")[0]), " ", label] : label;
  const error = WITH_ROWS.has(kind) ? null : errorOf(sheet, firstField(question));
  return h("fieldset", { class: "question" }, h("legend", {}, legend), hint, error, body(sheet, question, beside));
}
