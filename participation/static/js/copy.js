// Copies the text of another element (data-copy="#id") or opens the share sheet of the device (data-share). Buttons are hidden without it.
function start() {
  for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = !navigator.clipboard;
  for (const button of document.querySelectorAll("button[data-share]")) button.hidden = !navigator.share;
}

function say(button) {
  const label = button.querySelector(".kern-label") || button;
  button.dataset.words ??= label.textContent;
  label.textContent = button.dataset.done || button.dataset.words;
  label.setAttribute("role", "status");
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy], button[data-share]");
  if (!button) return;
  try {
    if (button.matches("[data-share]")) await navigator.share({ title: document.title, url: location.href });
    else await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent.trim());
    if (button.matches("[data-copy]")) say(button);
  } catch {
    // The person closed the share sheet or forbade the clipboard: nothing to tell.
  }
});
document.addEventListener("htmx:after:swap", start);
start();
