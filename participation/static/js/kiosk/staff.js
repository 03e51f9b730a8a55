// The team's menu behind the PIN: the state of the queue, hand in now, a file of the queue, results, the way out.
import { device, pack } from "./device.js";
import { forget, rest, watch } from "./idle.js";
import { h } from "./markup.js";
import { exported, standing } from "./queue.js";
import { openPresentation } from "./presentation.js";
import { isPin } from "./sealing.js";
import { isLasting } from "./store.js";
import { state as line, sync, version } from "./connection.js";
import { button, heading, notice, show } from "./screen.js";
import { _, language } from "./words.js";

const MOST_TRIES = 5;
const PAUSE = 30_000;
const entry = { typed: "", tries: 0, until: 0, isWrong: false };

async function tryPin(pin) {
  const isRight = Date.now() >= entry.until && (await isPin(entry.typed, pin));
  entry.typed = "";
  if (isRight) {
    Object.assign(entry, { tries: 0, isWrong: false });
    return openMenu();
  }
  entry.tries += 1;
  entry.isWrong = true;
  if (entry.tries % MOST_TRIES === 0) entry.until = Date.now() + PAUSE;
  drawPin(pin);
}

function drawPin(pin) {
  const submit = (event) => {
    event.preventDefault();
    tryPin(pin);
  };
  show(() => [
    heading(_("For our team")),
    entry.isWrong && notice("bad", entry.until > Date.now() ? _("Too many tries. Please wait half a minute.") : _("That PIN is not right.")),
    h("form", { class: "field", onsubmit: submit, autocomplete: "off" },
      h("label", { for: "pin" }, _("PIN")),
      h("input", { id: "pin", type: "password", inputmode: "numeric", autocomplete: "off", maxlength: 12, oninput: (event) => (entry.typed = event.target.value) }),
      h("div", { class: "buttons" }, h("button", { type: "submit", class: "button button--primary", id: "onward" }, _("Open")), button(_("Back"), forget, { kind: "quiet" }))),
  ]);
  document.querySelector("#pin").focus();
}

export async function openStaff() {
  const { stop } = (await pack()) ?? {};
  if (!stop?.pin) return show(() => [heading(_("For our team")), notice("bad", _("This stop has no PIN yet. Set one in the administration.")), button(_("Back"), forget)]);
  drawPin(stop.pin);
}

function clockWarning() {
  const drift = line.serverTime ? Math.abs(new Date(line.serverTime) - line.at) / 60_000 : 0;
  return drift > 5 && notice("note", _("The clock of this tablet is wrong. That does no harm: the server’s clock counts."));
}

async function save() {
  const { name } = (await device()) ?? {};
  const file = new Blob([await exported(name ?? "")], { type: "application/json" });
  const link = h("a", { href: URL.createObjectURL(file), download: `tablet-${(name ?? "").replace(/[^\w-]+/g, "-")}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function leave() {
  rest();
  await document.exitFullscreen?.().catch(() => undefined);
  location.assign("/");
}

function fact(label, value) {
  return h("div", {}, h("dt", {}, label), h("dd", {}, String(value)));
}

function connection() {
  if (line.refused) return _("The server no longer accepts this tablet. Its items go to a check by hand.");
  const at = line.at?.toLocaleTimeString(language() === "en" ? "en-GB" : "de-DE", { hour: "2-digit", minute: "2-digit" });
  return at ? _("Last contact: %(time)s", { time: at }) : _("No contact since the start");
}

export async function openMenu(said = "") {
  watch();
  const [{ name } = {}, content, counts, isKept] = await Promise.all([device(), pack(), standing(), isLasting()]);
  const now = async () => {
    const answer = await sync({ offersAll: true });
    openMenu(answer ? _("Handed in.") : _("The server cannot be reached now. Nothing is lost."));
  };
  const present = () => {
    rest();
    openPresentation(content.presentation, () => openMenu());
  };
  show(() => [
    heading(_("For our team"), `: ${name ?? ""}`),
    said && notice("note", said),
    !isKept && notice("note", _("This browser does not promise to keep the data. Install the app, and hand in before you close it.")),
    clockWarning(),
    h("dl", { class: "facts" }, fact(_("Not yet handed in"), counts.waiting), fact(_("Handed in and still kept"), counts.sent), fact(_("Connection"), connection()), fact(_("Version"), version)),
    h("div", { class: "buttons buttons--column" },
      button(_("Hand in now"), now, { id: "sync-now" }),
      button(_("Save the queue as a file"), save, { kind: "quiet", id: "export" }),
      content?.presentation?.length > 0 && button(_("Show results"), present, { kind: "quiet", id: "present" }),
      document.documentElement.requestFullscreen && button(_("Full screen"), () => document.documentElement.requestFullscreen(), { kind: "quiet" }),
      button(_("Back to the start screen"), forget, { kind: "quiet", id: "done" }),
      button(_("Leave the app"), leave, { kind: "quiet", id: "leave" })),
  ]);
}
