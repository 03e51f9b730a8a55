// Parts in the tree are dragged before, behind or into another part; the page of each part has buttons for the same.
const form = document.querySelector("form[data-tree-drop]");
const MARKS = { before: "tree__row--before", behind: "tree__row--behind", below: "tree__row--below" };
let dragged = null;

const row = (event) => event.target.closest?.("[data-part]");

// The upper and the lower third of a row lie beside it, the middle is the part itself.
function placeOf(event, over) {
  const { top, height } = over.getBoundingClientRect();
  const at = (event.clientY - top) / height;
  return at < 1 / 3 ? "before" : at > 2 / 3 ? "behind" : "below";
}

function unmark() {
  for (const mark of Object.values(MARKS)) {
    for (const one of document.querySelectorAll(`.${mark}`)) one.classList.remove(mark);
  }
}

function mayDrop(over) {
  return dragged && over && !dragged.closest("li").contains(over);
}

function begin(event) {
  dragged = row(event);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.textContent.trim());
}

function over(event) {
  const part = row(event);
  unmark();
  if (!mayDrop(part)) return;
  event.preventDefault();
  part.classList.add(MARKS[placeOf(event, part)]);
}

function drop(event) {
  const part = row(event);
  if (!mayDrop(part)) return;
  event.preventDefault();
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: placeOf(event, part), value: part.dataset.part });
  form.append(field);
  form.action = form.dataset.action.replace("/_/", `/${dragged.dataset.part}/`);
  dragged = null;
  form.submit();
}

function end() {
  unmark();
  dragged = null;
}

if (form) {
  form.hidden = false;
  for (const part of document.querySelectorAll("[data-part]")) {
    part.draggable = true;
    part.querySelector("a").draggable = false;
  }
  const tree = form.parentElement;
  tree.addEventListener("dragstart", begin);
  tree.addEventListener("dragover", over);
  tree.addEventListener("drop", drop);
  tree.addEventListener("dragend", end);
}
