// Conditions on earlier answers: when a question or a page is shown. Agrees with surveys/questionnaire/conditions.py.
const MISSING = new Set([97, 98, 99]);
const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const folded = (text) => text.toUpperCase().toLowerCase().replaceAll("ς", "σ");

function raw({ answers }, name) {
  const [code, ...rest] = name.split(".");
  const answer = answers[code];
  return rest.length && isMapping(answer) ? answer[rest.join(".")] : answer;
}

function valid(given, name) {
  const answer = raw(given, name);
  if (!given.coded.has(name.split(".")[0])) return answer;
  if (Array.isArray(answer)) {
    const left = answer.filter((one) => !MISSING.has(one));
    return left.length ? left : undefined;
  }
  return MISSING.has(answer) ? undefined : answer;
}

function is(value, given, name) {
  const answer = raw(given, name);
  return answer !== undefined && answer !== null && String(answer) === String(value);
}

function contains(value, given, name) {
  const answer = raw(given, name);
  if (typeof answer === "string") return folded(answer).includes(folded(String(value)));
  return Array.isArray(answer) && answer.some((one) => String(one) === String(value));
}

const ordered = (compare) => (value, given, name) => {
  const answer = valid(given, name);
  const comparable = typeof answer === "number" || typeof answer === "string";
  return comparable && typeof answer === typeof value && compare(answer, value);
};

const COMPARED = {
  is,
  is_not: (value, given, name) => !is(value, given, name),
  one_of: (value, given, name) => value.some((one) => is(one, given, name)),
  contains,
  answered: (value, given, name) => (valid(given, name) !== undefined) === Boolean(value),
  at_least: ordered((answer, value) => answer >= value),
  at_most: ordered((answer, value) => answer <= value),
  above: ordered((answer, value) => answer > value),
  below: ordered((answer, value) => answer < value),
};

export function holds(condition, given) {
  if (!condition) return true;
  if (condition.all) return condition.all.every((part) => holds(part, given));
  if (condition.any) return condition.any.some((part) => holds(part, given));
  if (condition.not) return !holds(condition.not, given);
  const operator = Object.keys(COMPARED).find((name) => name in condition);
  return COMPARED[operator](condition[operator], given, condition.question);
}
