// The words of "something else" (data-open-text) are asked for only while their option (data-open-value) is chosen.
function show(box) {
  const chosen = document.querySelector(`[name="${CSS.escape(box.dataset.openText)}"][value="${CSS.escape(box.dataset.openValue)}"]`);
  if (chosen) box.hidden = !chosen.checked;
}

function start() {
  document.querySelectorAll("[data-open-text]").forEach(show);
}

for (const type of ["change", "draft:restored", "htmx:after:swap"]) document.addEventListener(type, start);
start();
