// A double tap sends once: form[data-submit-once] ignores further submits until the answer is there.
const AGAIN_AFTER = 10_000; // milliseconds; a lost connection must not lock the form for good

function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("form[data-submit-once]")) return;
    if (form.dataset.sending) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sending = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(() => release(form), AGAIN_AFTER);
  },
  { capture: true },
);

addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));
document.addEventListener("htmx:finally:request", () => document.querySelectorAll("form[data-sending]").forEach(release));
