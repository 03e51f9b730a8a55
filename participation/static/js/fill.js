// A button (data-fill) that puts a suggestion (data-fill-with) into the field of that name.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  if (!button) return;
  const form = button.form ?? document;
  const field = form.querySelector(`[name="${CSS.escape(button.dataset.fill)}"]`);
  if (!field) return;
  field.value = button.dataset.fillWith;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});
