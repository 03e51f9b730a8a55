// Says below the lists of [data-points] how many points are left; without scripts the server counts.
function show(list) {
  const given = [...list.querySelectorAll("select")].reduce((sum, one) => sum + Number(one.value), 0);
  const left = Number(list.dataset.points) - given;
  list.nextElementSibling.textContent = (left < 0 ? list.dataset.over : list.dataset.left).replace("{n}", Math.abs(left));
  list.nextElementSibling.classList.toggle("counter--over", left < 0);
}

for (const list of document.querySelectorAll("[data-points]")) {
  const voice = Object.assign(document.createElement("p"), { className: "points__left" });
  voice.setAttribute("role", "status");
  list.after(voice);
  list.addEventListener("change", () => show(list));
  show(list);
}
