// Scrolls [data-in-view] into the middle of the box that it stands in, and moves nothing else.
for (const element of document.querySelectorAll("[data-in-view]")) {
  let box = element.parentElement;
  while (box && box.scrollHeight <= box.clientHeight + 1) box = box.parentElement;
  if (!box || box === document.documentElement || box === document.body) continue;
  const gap = element.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTop += gap - box.clientHeight / 2;
}
