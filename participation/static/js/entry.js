// Typing paper sheets fast: Enter goes on to the next field, the last Enter keeps the sheet; a key that no box has is marked at once.
const SEPARATORS = /[\s,;.+/]+/;

function fields(form) {
  return [...form.querySelectorAll("[data-entry-field]")];
}

function mark(field) {
  if (!field.dataset.keys) return;
  const known = new Set(field.dataset.keys.split(" "));
  const typed = field.value.split(SEPARATORS).filter(Boolean);
  field.setAttribute("aria-invalid", String(!typed.every((key) => known.has(key))));
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || !field.matches("[data-entry] [data-entry-field]")) return;
  if (field.matches("textarea") && event.shiftKey) return; // a new line in a long answer
  const all = fields(field.form);
  const next = all[all.indexOf(field) + (event.altKey ? -1 : 1)];
  event.preventDefault();
  mark(field);
  if (next) next.focus();
  else if (!event.altKey) field.form.requestSubmit(field.form.querySelector('[name="_go"][value="next"]'));
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-entry] input[data-entry-field]")) event.target.select();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-entry] [data-entry-field]")) mark(event.target);
});

const form = document.querySelector("[data-entry]");
if (form && !document.querySelector("[data-focus-errors]")) fields(form)[0]?.focus();
