// Copies the full address of a paragraph (a[data-permalink]) and says so; without clipboard it stays a plain link.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-permalink]");
  if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
  try {
    await navigator.clipboard.writeText(link.href);
    let said = link.parentElement.querySelector("[role=status]");
    if (!said) {
      said = document.createElement("span");
      said.setAttribute("role", "status");
      link.after(said);
    }
    said.textContent = ` ${link.dataset.done}`;
  } catch {
    // The browser forbade the clipboard: the link itself still leads to the paragraph.
  }
});
