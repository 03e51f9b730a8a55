// Keeps what is typed into form[data-draft="KEY"] in this browser until a page with data-draft-done="KEY" says it has arrived,
// or until somebody presses its button[data-draft-discard], which shows while there is something to discard.
const PREFIX = "draft:";
const KEPT = "input:not([type=hidden]):not([type=password]):not([type=file]):not([type=submit]), textarea, select";
const isChoice = (field) => field.type === "radio" || field.type === "checkbox";

// A full or forbidden storage costs the draft, never the form.
function stored(work) {
  try {
    return work(localStorage);
  } catch {
    return null;
  }
}

function fields(form) {
  return [...form.querySelectorAll(KEPT)].filter((field) => field.name && !field.closest("[data-draft-skip]"));
}

function load(form) {
  return stored((storage) => JSON.parse(storage.getItem(PREFIX + form.dataset.draft))) || {};
}

function save(form) {
  const now = {};
  for (const field of fields(form)) {
    now[field.name] ??= [];
    if (!isChoice(field) || field.checked) now[field.name].push(field.value);
  }
  // One key per form, filled page by page, so a questionnaire's earlier pages stay in it.
  stored((storage) => storage.setItem(PREFIX + form.dataset.draft, JSON.stringify({ ...load(form), ...now })));
}

// What the server sent (after an error, or on a page gone back to) is newer than the draft.
function cameFilled(form, field) {
  if (isChoice(field)) return form.querySelector(`[name="${CSS.escape(field.name)}"][checked]`);
  return field.matches("select") ? field.querySelector("option[selected]") : field.defaultValue;
}

function offerToDiscard(form) {
  const typed = fields(form).some((field) => !isChoice(field) && !field.matches("select") && field.value);
  for (const button of form.querySelectorAll("[data-draft-discard]")) button.hidden = !typed;
}

function discard(button) {
  if (!window.confirm(button.dataset.draftDiscard)) return;
  const { form } = button;
  stored((storage) => storage.removeItem(PREFIX + form.dataset.draft));
  for (const field of fields(form)) {
    if (isChoice(field)) field.checked = field.defaultChecked;
    else if (!field.matches("select")) field.value = "";
    field.dispatchEvent(new Event("draft:restored", { bubbles: true }));
  }
  offerToDiscard(form);
  fields(form).find((field) => field.matches("textarea"))?.focus();
}

function restore(form) {
  const draft = load(form);
  for (const field of fields(form)) {
    const values = draft[field.name];
    if (!values || cameFilled(form, field)) continue;
    if (isChoice(field)) field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
    field.dispatchEvent(new Event("draft:restored", { bubbles: true }));
  }
  offerToDiscard(form);
}

function start() {
  for (const done of document.querySelectorAll("[data-draft-done]")) stored((storage) => storage.removeItem(PREFIX + done.dataset.draftDone));
  document.querySelectorAll("form[data-draft]").forEach(restore);
}

document.addEventListener("input", ({ target: { form } }) => {
  if (!form?.dataset.draft) return;
  save(form);
  offerToDiscard(form);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-draft-discard]");
  if (button) discard(button);
});
// A page that comes back from the browser's memory was not loaded anew.
addEventListener("pageshow", () => document.querySelectorAll("form[data-draft]").forEach(offerToDiscard));
document.addEventListener("htmx:after:swap", start);
start();
