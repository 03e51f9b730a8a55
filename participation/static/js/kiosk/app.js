// The kiosk: which screen comes first, the counter at the foot, the doors that stay shut, new versions.
import { keepInStep, renew, state as line } from "./connection.js";
import { device, pack } from "./device.js";
import { drawTools, offerLanguages } from "./display.js";
import { forget, watch } from "./idle.js";
import { h } from "./markup.js";
import { onChange, standing } from "./queue.js";
import { main, onShow } from "./screen.js";
import { openStaff } from "./staff.js";
import { openClosed, openEnrolment, openStart, openTrouble } from "./start.js";
import { openTeam } from "./team.js";
import { trouble } from "./store.js";
import { _, loadWords, speak } from "./words.js";

let isAtStart = false;

function dress({ region }) {
  document.documentElement.style.setProperty("--region-primary", region.color);
  document.title = region.name;
  document.querySelector("#region").textContent = region.name;
}

async function drawFoot() {
  const { waiting } = await standing().catch(() => ({ waiting: "?" }));
  const staff = h("button", { type: "button", class: "tool", id: "staff", onclick: () => { isAtStart = false; watch(); openStaff(); } }, _("Team"));
  document.querySelector("#foot").replaceChildren(h("p", { id: "waiting", class: waiting ? "waiting waiting--some" : "waiting" }, _("not yet handed in: %(n)s", { n: waiting })), staff);
}

// A new version takes over only between two visitors; the worker itself refuses one that could not hand in the queue.
async function keepUpToDate() {
  const wasControlled = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => wasControlled && isAtStart && forget());
  const registration = await navigator.serviceWorker.register("/kiosk/worker.js", { scope: "/kiosk/" });
  const look = () => {
    if (isAtStart && registration.waiting) registration.waiting.postMessage("take over");
    else if (isAtStart && line.hasNewPack) forget();
    else if (line.reached) registration.update().catch(() => undefined);
  };
  setInterval(look, 60_000);
  await navigator.serviceWorker.ready;
  document.documentElement.dataset.ready = "";
}

function shutDoors() {
  document.addEventListener("contextmenu", (event) => event.preventDefault());
  document.addEventListener("dragstart", (event) => event.preventDefault());
  document.addEventListener("submit", (event) => event.preventDefault());
}

function open(content) {
  offerLanguages(["de", "de-simple", "en"]);
  drawTools();
  if (content.device.kind === "team") return openTeam(content);
  if (content.stop.state === "closed") return openClosed();
  isAtStart = true;
  openStart(content);
  onShow(() => (isAtStart = Boolean(main().querySelector(".tiles"))));
}

async function enrolled() {
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  if (token || !(await device())) await openEnrolment(token);
  if (token || !(await pack())) await renew();
  return pack();
}

async function start() {
  await loadWords();
  speak("de");
  shutDoors();
  keepUpToDate().catch(() => undefined);
  const problem = await trouble();
  if (problem) return openTrouble(problem);
  onChange(drawFoot);
  const content = await enrolled();
  if (!content) return openEnrolment("").then(() => forget());
  dress(content);
  await drawFoot();
  open(content);
  keepInStep();
}

start();
