// Earlier answers repeated in later texts: `{{code}}` stands for the words of an answer. Agrees with surveys/piping.py.
import { questionsOf } from "./answers.js";
import { inTag } from "./words.js";

const NOTHING = "…";
const PIPED = /\{\{\s*([a-z0-9_.]+)\s*\}\}/g;
const SPECIAL = /([\\`*_{}[\]()<>#+\-.!|~&])/g;

function wordsOf(question, answer, tag) {
  if (question.type === "place") return answer.text ?? NOTHING;
  const option = (question.options ?? []).find((one) => one.code === answer);
  if (!option) {
    const number = question.decimals && Number.isInteger(answer) ? `${answer}.0` : answer;
    return `${number} ${question.unit?.[tag] ?? question.unit?.de ?? ""}`.trim();
  }
  return (option.text?.[tag] ?? option.text?.de ?? "").split("\n")[0].replaceAll("**", "");
}

export function answerWords(questionnaire, answers, name, tag) {
  const [code, ...rest] = name.split(".");
  const question = questionsOf(questionnaire).get(code);
  const whole = answers[code];
  const isRows = rest.length && whole && typeof whole === "object" && !Array.isArray(whole);
  const answer = isRows ? whole[rest.join(".")] : whole;
  if (!question || answer === undefined) return NOTHING;
  return [answer].flat().map((one) => wordsOf(question, one, tag)).join(", ") || NOTHING;
}

export function piped(questionnaire, answers, text, tag) {
  return text.replace(PIPED, (_whole, name) => answerWords(questionnaire, answers, name, tag).replace(SPECIAL, "\\$1"));
}

export const pipedTexts = (questionnaire, answers, texts, tag) => piped(questionnaire, answers, inTag(texts, tag), tag);
