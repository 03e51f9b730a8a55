// A request that htmx could not finish says so in one calm line; the next one takes it away.
const line = document.querySelector("[data-request-failed]");

function show(text) {
  if (line && line.textContent !== text) line.textContent = text;
}

document.addEventListener("htmx:error", () => show(line?.dataset.text));
document.addEventListener("htmx:response:error", (event) => {
  if (event.detail.ctx.response.status >= 500) show(line?.dataset.text);
});
document.addEventListener("htmx:before:request", () => show(""));
