// What all fields of a sheet share: their names, their words with earlier answers put in, what is wrong, random orders.
import { h, lines } from "./markup.js";
import { pipedTexts } from "./piping.js";
import { _, language } from "./words.js";

export const fieldId = (name) => `field-${name.replaceAll(".", "-")}`;
export const errorId = (name) => `error-${name.replaceAll(".", "-")}`;

export function words(sheet, texts) {
  return pipedTexts(sheet.questionnaire, sheet.answers, texts, language());
}

export function errorOf(sheet, name) {
  const found = sheet.problems.find((problem) => problem.name === name);
  return found && h("p", { class: "error", id: errorId(name) }, lines(_(found.message, found.params)));
}

// The options in an order drawn by lot for this person; exclusive, open and missing ones keep their place at the end.
export function orderOf(sheet, question) {
  if (!question.shuffle) return question.options;
  sheet.orders[question.code] ??= drawn(question.options);
  return sheet.orders[question.code];
}

function drawn(options) {
  const isFixed = (option) => option.missing || option.exclusive || option.open;
  const free = options.filter((option) => !isFixed(option));
  const lots = new Map(free.map((option) => [option, crypto.getRandomValues(new Uint32Array(1))[0]]));
  return [...free.sort((one, other) => lots.get(one) - lots.get(other)), ...options.filter(isFixed)];
}
