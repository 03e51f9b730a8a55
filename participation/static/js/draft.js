// Keeps what is typed into form[data-draft="KEY"] in this browser until a page with data-draft-done="KEY" says it has arrived.
const PREFIX = "draft:";
const KEPT = "input:not([type=hidden]):not([type=password]):not([type=file]):not([type=submit]), textarea, select";

function fields(form) {
  return [...form.querySelectorAll(KEPT)].filter((field) => field.name && !field.closest("[data-draft-skip]"));
}

function save(form) {
  const draft = {};
  for (const field of fields(form)) {
    if (field.type === "radio" || field.type === "checkbox") {
      draft[field.name] ??= [];
      if (field.checked) draft[field.name].push(field.value);
    } else {
      draft[field.name] = [field.value];
    }
  }
  // One key per form, filled page by page, so a questionnaire's earlier pages stay in it.
  store(form, { ...load(form), ...draft });
}

function load(form) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + form.dataset.draft)) || {};
  } catch {
    return {};
  }
}

function store(form, draft) {
  try {
    localStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify(draft));
  } catch {
    // A full or forbidden storage costs the draft, never the form.
  }
}

function restore(form) {
  const draft = load(form);
  for (const field of fields(form)) {
    const values = draft[field.name];
    if (!values) continue;
    const fromServer = field.type === "radio" ? form.querySelector(`[name="${CSS.escape(field.name)}"][checked]`) : field.defaultValue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = fromServer ? field.checked : values.includes(field.value);
    else if (!fromServer) field.value = values[0];
    field.dispatchEvent(new Event("draft:restored", { bubbles: true }));
  }
}

function start(root) {
  for (const done of root.querySelectorAll("[data-draft-done]")) localStorage.removeItem(PREFIX + done.dataset.draftDone);
  for (const form of root.querySelectorAll("form[data-draft]")) restore(form);
}

document.addEventListener("input", (event) => event.target.form?.dataset.draft && save(event.target.form));
document.addEventListener("htmx:after:swap", () => start(document));
start(document);
