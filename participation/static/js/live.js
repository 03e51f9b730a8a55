// The screen in the hall: when its stream says that something came, the part that shows it is fetched anew.
const screen = document.querySelector("[data-events]");
if (screen && "EventSource" in window) {
  const events = new EventSource(screen.dataset.events);
  events.addEventListener("message", () => document.querySelector("#live")?.dispatchEvent(new Event("came")));
  window.addEventListener("pagehide", () => events.close());
}
