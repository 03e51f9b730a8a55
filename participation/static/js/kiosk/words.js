// The interface in the visitor's language, and the texts of the pack: {tag: text}, German where a language has none.
const DEFAULT = "de";
let dictionaries = {};
let tag = DEFAULT;

export async function loadWords() {
  dictionaries = await (await fetch("/kiosk/words.json")).json();
}

export const language = () => tag;
export const isEasy = () => tag === "de-simple";

export function speak(chosen) {
  tag = chosen;
  document.documentElement.lang = chosen;
}

export function _(message, values = {}) {
  const words = dictionaries[tag]?.[message] || message;
  return words.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
}

export function inTag(texts, wanted) {
  return texts?.[wanted] || texts?.[DEFAULT] || Object.values(texts ?? {}).find(Boolean) || "";
}

export const text = (texts) => inTag(texts, tag);
export const hasTwin = (texts) => Boolean(texts?.[tag]);
export const plain = (texts) => text(texts).replaceAll("**", "").replaceAll("\n", " ");
