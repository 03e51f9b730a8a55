// Picking from many: a municipality found by any of its names, options put into an order by tapping.
import { fieldId, orderOf, words } from "./fields.js";
import { h, inline, lines } from "./markup.js";
import { _, plain } from "./words.js";

const MOST_SHOWN = 60;

function isNamed(option, typed) {
  const names = [plain(option.text), ...(option.localities ?? [])];
  return names.some((name) => name.toLowerCase().includes(typed.toLowerCase()));
}

function locality(option, typed) {
  const found = typed && (option.localities ?? []).find((name) => name.toLowerCase().includes(typed.toLowerCase()));
  return found ? ` (${found})` : "";
}

export function municipalityField(sheet, question) {
  const { code } = question;
  const list = h("div", { class: "choices choices--list" });
  const fill = (typed) => {
    const offered = question.options.filter((option) => !option.group || isNamed(option, typed)).slice(0, MOST_SHOWN);
    list.replaceChildren(...offered.map((option) =>
      h("label", { class: `choice${option.missing ? " choice--missing" : ""}` },
        h("input", { type: "radio", name: code, id: `${fieldId(code)}-${option.code}`, autocomplete: "off", checked: sheet.given[code] === option.code, onchange: () => sheet.put(code, option.code) }),
        h("span", { class: "choice__words" }, plain(option.text) + locality(option, typed)))));
  };
  fill("");
  const id = `${fieldId(code)}-search`;
  return [
    h("div", { class: "field" }, h("label", { for: id }, _("Find a place")),
      h("input", { id, type: "text", autocomplete: "off", spellcheck: "false", oninput: (event) => fill(event.target.value.trim()) })),
    list,
  ];
}

export function rankingField(sheet, question) {
  const { code } = question;
  const ranked = [sheet.given[code] ?? []].flat();
  const missing = question.options.filter((option) => option.missing).map((option) => option.code);
  const most = question.most ?? question.options.length;
  const press = (option) => () => {
    const others = ranked.filter((one) => one !== option.code && !missing.includes(one));
    const isOff = ranked.includes(option.code);
    sheet.put(code, isOff ? others : option.missing ? [option.code] : [...others, option.code].slice(0, most), true);
  };
  const entry = (option) => {
    const place = ranked.indexOf(option.code);
    const label = inline(words(sheet, option.text).split("\n")[0]);
    const number = place < 0 ? "–" : option.missing ? "✓" : String(place + 1);
    return h("li", {}, h("button", { type: "button", class: `choice${option.missing ? " choice--missing" : ""}`, id: `${fieldId(code)}-${option.code}`, "aria-pressed": String(place >= 0), onclick: press(option) },
      h("span", { class: "rank", "aria-hidden": place < 0 ? "true" : null }, number), h("span", { class: "choice__words" }, label)));
  };
  return [
    h("p", { class: "hint" }, lines(_("Tap what comes first, then what comes second, and so on. Tap again to take it out."))),
    h("ol", { class: "choices ranking" }, orderOf(sheet, question).map(entry)),
  ];
}
