// Buttons of [data-marks="ID of a field"] write Markdown around what is selected; Ctrl+B, Ctrl+I and Ctrl+K do so, too.
const KEYS = { b: "bold", i: "italic", k: "link" };
const AROUND = { bold: "**", italic: "*" };

// As if typed: the browser's own undo knows it, and whoever listens for input hears of it.
function put(field, from, to, text, select) {
  field.focus();
  field.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(from + select[0], from + select[1]);
}

function around(field, mark) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const inner = value.slice(from, to);
  const had = value.slice(from - mark.length, from) === mark && value.slice(to, to + mark.length) === mark;
  if (had) put(field, from - mark.length, to + mark.length, inner, [0, inner.length]);
  else put(field, from, to, mark + inner + mark, [mark.length, mark.length + inner.length]);
}

function list(field) {
  const { selectionStart, selectionEnd, value } = field;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const end = value.indexOf("\n", selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split("\n");
  const isList = lines.every((line) => line.startsWith("- "));
  const text = lines.map((line) => (isList ? line.slice(2) : `- ${line}`)).join("\n");
  put(field, from, to, text, [text.length, text.length]);
}

function link(field, words) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const inner = value.slice(from, to) || words;
  const start = inner.length + 3; // behind "[", the words, "](": where the address is typed
  put(field, from, to, `[${inner}](https://)`, [start, start + 8]);
}

function mark(field, kind, words) {
  if (AROUND[kind]) around(field, AROUND[kind]);
  else if (kind === "list") list(field);
  else link(field, words);
}

const start = () => document.querySelectorAll("[data-marks][hidden]").forEach((bar) => (bar.hidden = false));

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-mark]");
  const field = button && document.getElementById(button.closest("[data-marks]").dataset.marks);
  if (field) mark(field, button.dataset.mark, button.dataset.words);
});
document.addEventListener("keydown", (event) => {
  const kind = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key];
  if (!kind || !event.target.matches("textarea[data-markdown]")) return;
  event.preventDefault();
  mark(event.target, kind, document.querySelector("[data-words]")?.dataset.words ?? "");
});
document.addEventListener("htmx:after:swap", start);
start();
