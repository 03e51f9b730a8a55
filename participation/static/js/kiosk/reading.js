// Reading a single answer as the tablet has it -> its canonical form. Agrees with surveys/reading.py.
const CONTROLS =
  "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb" +
  "\\u{d800}-\\u{dfff}\\ufdd0-\\ufdef\\ufffe\\uffff\\u{e0000}-\\u{e0fff}]";
const GONE = new RegExp(CONTROLS, "gu");
const LINE_ENDS = /\r\n|[\r\u0085\u2028\u2029]/g;
const MOST_MARKS = 4;

export class Unusable extends Error {
  constructor(message, params = {}) {
    super(message);
    this.params = params;
  }
}

export function cleaned(text) {
  const plain = text.replace(LINE_ENDS, "\n").replace(GONE, "").normalize("NFC");
  let marks = 0;
  const kept = [...plain].filter((letter) => (marks = /[\p{Mn}\p{Me}]/u.test(letter) ? marks + 1 : 0) <= MOST_MARKS);
  return kept.join("").trim();
}

export function kindOf(question) {
  return question.type === "single" && question.scale ? "scale" : question.type;
}

export function oneCode(question, value) {
  const option = question.options.find((one) => String(one.code) === String(value) || (one.missing && one.missing === value));
  if (!option) throw new Unusable("Please choose one of the answers offered.");
  return option.code;
}

const aloneIn = (question) => question.options.filter((one) => one.exclusive || one.missing).map((one) => one.code);

function checkSeveral(question, chosen) {
  const alone = aloneIn(question);
  const hasAlone = chosen.some((code) => alone.includes(code));
  if (chosen.length > 1 && hasAlone) throw new Unusable("This answer cannot be chosen together with others.");
  if (hasAlone) return;
  const { least, most } = question;
  if (least !== undefined && chosen.length < least) throw new Unusable("Please choose at least %(least)s answers.", { least });
  if (most !== undefined && chosen.length > most) throw new Unusable("Please choose at most %(most)s answers.", { most });
}

function several(question, value) {
  const chosen = value.map((one) => oneCode(question, one));
  checkSeveral(question, [...new Set(chosen)]);
  return question.options.map((one) => one.code).filter((code) => chosen.includes(code));
}

function ranking(question, value) {
  const ranked = value.map((one) => oneCode(question, one));
  if (new Set(ranked).size < ranked.length) throw new Unusable("Please give every place only once.");
  checkSeveral(question, ranked);
  return ranked.length ? ranked : undefined;
}

function written(question, value) {
  let text = cleaned(value);
  if ((question.lines ?? 6) === 1) text = text.split(/\s+/u).join(" ");
  const most = question.max_length ?? 1000;
  const given = [...text].length;
  if (given > most) throw new Unusable("Please write at most %(most)s characters; it is %(given)s now.", { most, given });
  return text || undefined;
}

// Ties go to the even digit, as in Python; `toFixed(60)` writes a binary number exactly.
export function rounded(number, decimals) {
  const digits = Math.abs(number).toFixed(60);
  const kept = digits.slice(0, digits.indexOf(".") + 1 + decimals);
  const isTie = /^50*$/.test(digits.slice(kept.length));
  const isEven = "02468".includes(kept.replace(/\.$/, "").at(-1));
  return isTie && isEven ? Math.sign(number) * Number(kept) : Number(number.toFixed(decimals));
}

function number(question, value) {
  const typed = String(value).trim().replaceAll(" ", "");
  const decimals = question.decimals ?? 0;
  if (decimals && !/^[+-]?\d{1,9}(?:[.,]\d{1,6})?$/.test(typed)) {
    throw new Unusable("Please enter a number, with at most %(decimals)s digits after the comma.", { decimals });
  }
  if (!decimals && !/^[+-]?\d{1,9}$/.test(typed)) throw new Unusable("Please enter a whole number.");
  const found = decimals ? rounded(Number(typed.replace(",", ".")), decimals) : Number(typed);
  const { minimum, maximum } = question;
  if (minimum !== undefined && found < minimum) throw new Unusable("Please enter a number that is not below %(minimum)s.", { minimum });
  if (maximum !== undefined && found > maximum) throw new Unusable("Please enter a number that is not above %(maximum)s.", { maximum });
  return found === 0 ? 0 : found;
}

const german = (day) => day.split("-").reverse().join(".");

function date(question, value) {
  const day = value.trim();
  const moment = new Date(`${day}T00:00:00Z`);
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
  if (!isDay) throw new Unusable("Please enter a date like 31.12.2026.");
  const { minimum, maximum } = question;
  if (minimum !== undefined && day < minimum) throw new Unusable("Please enter a date that is not before %(minimum)s.", { minimum: german(minimum) });
  if (maximum !== undefined && day > maximum) throw new Unusable("Please enter a date that is not after %(maximum)s.", { maximum: german(maximum) });
  return day;
}

function place(question, value) {
  const text = written(question, value.text ?? "");
  const point = value.lat === undefined ? {} : { lat: rounded(value.lat, 3), lon: rounded(value.lon, 3) };
  const found = text ? { ...point, text } : point;
  return Object.keys(found).length ? found : undefined;
}

export const CHECKS = {
  single: oneCode, scale: oneCode, yes_no: oneCode, picture: oneCode, municipality: oneCode,
  multiple: several, ranking, text: written, number, date, place,
};
