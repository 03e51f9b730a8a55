// A questionnaire as document and the answers to it: what is asked, what is wrong. Agrees with surveys/answers.py.
import { holds } from "./conditions.js";
import { CHECKS, Unusable, kindOf, oneCode } from "./reading.js";

export const REQUIRED = "Please answer this question. We need it to continue.";
export const WITH_ROWS = new Set(["matrix", "statements"]);
const WRITTEN = new Set(["text", "number", "date", "place", "information"]);

export const openOption = (question) => (question.options ?? []).find((one) => one.open);

export function otherOf(question) {
  const option = openOption(question);
  return option && { code: `${question.code}_other`, type: "text", text: option.text, max_length: 200, lines: 1 };
}

// Answerable questions by code, each with the items of all pages; words of open options right after theirs.
export function questionsOf(questionnaire) {
  const whole = new Map();
  for (const question of questionnaire.pages.flatMap((page) => page.questions)) {
    if (question.type === "information") continue;
    const known = whole.get(question.code);
    whole.set(question.code, known ? { ...known, items: [...(known.items ?? []), ...(question.items ?? [])] } : question);
    const other = otherOf(question);
    if (other) whole.set(other.code, other);
  }
  return whole;
}

export function codedIn(questionnaire) {
  return new Set([...questionsOf(questionnaire).values()].filter((one) => !WRITTEN.has(kindOf(one))).map((one) => one.code));
}

// What each page asks of somebody who gave these canonical answers; nothing for a page that is hidden.
export function askedOn(questionnaire, answers) {
  const given = { answers, coded: codedIn(questionnaire) };
  return questionnaire.pages.map((page) =>
    holds(page.show_if, given) ? page.questions.filter((question) => holds(question.show_if, given)) : [],
  );
}

const isEmpty = (value) =>
  value === undefined || value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);

function checkRows(question, rows = {}) {
  const found = {};
  const problems = [];
  for (const item of question.items ?? []) {
    const name = `${question.code}.${item.code}`;
    if (isEmpty(rows[item.code])) {
      if (question.required) problems.push({ name, label: item.text, message: REQUIRED, params: {} });
      continue;
    }
    try {
      found[item.code] = oneCode(question, rows[item.code]);
    } catch (problem) {
      problems.push(told(problem, name, item.text));
    }
  }
  return [Object.keys(found).length ? found : undefined, problems];
}

function told(problem, name, label) {
  if (!(problem instanceof Unusable)) throw problem;
  return { name, label, message: problem.message, params: problem.params };
}

export function firstField(question) {
  if (question.items?.length) return `${question.code}.${question.items[0].code}`;
  if (question.type === "ranking") return `${question.code}.${question.options[0].code}`;
  return question.type === "place" ? `${question.code}.lat` : question.code;
}

function checkQuestion(question, value) {
  const kind = kindOf(question);
  if (WITH_ROWS.has(kind)) return checkRows(question, value ?? {});
  if (isEmpty(value)) {
    const wrong = { name: firstField(question), label: question.text, message: REQUIRED, params: {} };
    return [undefined, question.required ? [wrong] : []];
  }
  try {
    return [CHECKS[kind](question, value), []];
  } catch (problem) {
    return [undefined, [told(problem, firstField(question), question.text)]];
  }
}

function checkOther(question, given, answers) {
  const other = otherOf(question);
  const chosen = answers[question.code];
  const code = openOption(question)?.code;
  if (!other || !(chosen === code || (Array.isArray(chosen) && chosen.includes(code)))) return [];
  const [found, wrong] = checkQuestion(other, given[other.code]);
  if (found !== undefined) answers[other.code] = found;
  return wrong;
}

// The answers in canonical form, and what is wrong with the others; each condition sees what was answered before it.
export function checkAnswers(questionnaire, given) {
  const answers = {};
  const problems = [];
  const soFar = { answers, coded: codedIn(questionnaire) };
  for (const page of questionnaire.pages) {
    if (!holds(page.show_if, soFar)) continue;
    for (const question of page.questions) {
      if (question.type === "information" || !holds(question.show_if, soFar)) continue;
      const [found, wrong] = checkQuestion(question, given[question.code]);
      if (found !== undefined) answers[question.code] = question.items ? { ...answers[question.code], ...found } : found;
      problems.push(...wrong, ...checkOther(question, given, answers));
    }
  }
  return { answers, problems };
}
