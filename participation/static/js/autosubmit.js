// Filters: form[data-autosubmit] sends itself on change; its button (data-autosubmit-hide) is only needed without script.
function start() {
  for (const button of document.querySelectorAll("form[data-autosubmit] [data-autosubmit-hide]")) button.hidden = true;
}

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.matches("form[data-autosubmit]")) form.requestSubmit();
});
document.addEventListener("htmx:after:swap", start);
start();
