// form[data-autosave] is saved while people type: one request at a time, what was typed meanwhile follows, nobody leaves unsaved.
const FORM = "form[data-autosave]";

function show(form, isOpen) {
  if (isOpen) form.dataset.unsaved = "";
  else delete form.dataset.unsaved;
  for (const note of form.querySelectorAll("[data-unsaved]")) note.hidden = !isOpen;
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest?.(FORM);
  if (form) show(form, true);
});

// A second request would bring along what the first one is just replacing: the marks of the texts it was filled with.
document.addEventListener("htmx:config:request", (event) => {
  const form = event.detail.ctx.sourceElement;
  if (!form.matches(FORM)) return;
  if ("saving" in form.dataset) {
    form.dataset.again = "";
    event.preventDefault();
  } else form.dataset.saving = "";
});

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  if (!form.matches(FORM)) return;
  const { again } = form.dataset;
  delete form.dataset.saving;
  delete form.dataset.again;
  if (again !== undefined) form.dispatchEvent(new Event("input", { bubbles: true }));
  else show(form, !ctx.response || ctx.response.status >= 300);
});

addEventListener("beforeunload", (event) => {
  if (document.querySelector(`${FORM}[data-unsaved]`)) event.preventDefault();
});
// Sending without htmx takes everything along.
document.addEventListener("submit", ({ target }) => !target.matches(FORM) && document.querySelectorAll(FORM).forEach((form) => show(form, false)));
