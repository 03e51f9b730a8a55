// The error summary takes the focus when a page or a fragment brings one; its links lead into the field itself.
function start() {
  document.querySelector("[data-focus-errors]")?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-focus-errors] a[href^='#']");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  const field = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
  (field || target).focus();
  target.scrollIntoView({ block: "center" });
});
document.addEventListener("htmx:after:swap", (event) => {
  if (event.target.querySelector?.("[data-focus-errors]") || event.target.matches?.("[data-focus-errors]")) start();
});
start();
