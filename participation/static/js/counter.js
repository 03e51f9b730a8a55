// Says how many characters are left in textarea[data-count-to], counted as the server counts (code points, one per line break).
function show(area) {
  const counter = document.getElementById(`${area.id}-counter`);
  if (!counter) return;
  const left = Number(area.dataset.countTo) - [...area.value].length;
  counter.textContent = (left < 0 ? counter.dataset.over : counter.dataset.left).replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
  counter.classList.toggle("counter--over", left < 0);
  // Spoken only near the end: a voice that counts every letter is no help.
  if (left < 50) counter.setAttribute("aria-live", "polite");
  else counter.removeAttribute("aria-live");
}

function start() {
  document.querySelectorAll("textarea[data-count-to]").forEach(show);
}

for (const type of ["input", "draft:restored"]) {
  document.addEventListener(type, (event) => event.target.matches("textarea[data-count-to]") && show(event.target));
}
document.addEventListener("htmx:after:swap", start);
start();
