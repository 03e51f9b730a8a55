// The way through a questionnaire after the answers so far. Agrees with surveys/walking.py; pages count from 1.
import { askedOn, checkAnswers } from "./answers.js";

export function walk(questionnaire, given) {
  const { answers, problems } = checkAnswers(questionnaire, given);
  const asked = askedOn(questionnaire, answers);
  const pages = asked.map((questions, index) => (questions.length ? index + 1 : 0)).filter(Boolean);
  const closing = questionnaire.pages.length + 1;
  return {
    answers,
    problems,
    pages,
    closing,
    total: pages.length + (pages.at(-1) === closing - 1 ? 0 : 1),
    position: (page) => pages.filter((number) => number < page).length + 1,
    before: (page) => pages.filter((number) => number < page).at(-1) ?? null,
    after: (page) => (page >= closing - 1 ? null : (pages.find((number) => number > page) ?? closing)),
    questions: (page) => (page < closing ? asked[page - 1] : []),
    problemsOn: (page) => {
      const codes = new Set((questionnaire.pages[page - 1]?.questions ?? []).flatMap((one) => fieldsOf(one)));
      return problems.filter((problem) => codes.has(problem.name));
    },
  };
}

function fieldsOf(question) {
  if (question.items?.length) return question.items.map((item) => `${question.code}.${item.code}`);
  if (question.type === "ranking") return question.options.map((option) => `${question.code}.${option.code}`);
  if (question.type === "place") return ["lat", "lon", "text"].map((part) => `${question.code}.${part}`);
  return [question.code, `${question.code}_other`];
}
