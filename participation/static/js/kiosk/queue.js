// The queue: sealed before it is written, handed in until the server has it, kept until the stop is closed and backed up.
import { addItem, changeItems, countOf, items, keep, kept } from "./store.js";
import { fromBase64, receiptCode, seal } from "./sealing.js";
import { call, device } from "./device.js";

export const FORMAT = 1;
const MOST = 50;
const HOUR = 60 * 60 * 1000;
const ARRIVED = new Set([200, 201, 409, 410, 422]);
const KEPT_BEFORE = new Set([200, 409, 410, 422]);
const changes = new EventTarget();
const otherTabs = "BroadcastChannel" in window ? new BroadcastChannel("kiosk-queue") : null;

export function onChange(listen) {
  changes.addEventListener("change", listen);
  otherTabs?.addEventListener("message", listen);
}

function tell() {
  changes.dispatchEvent(new Event("change"));
  otherTabs?.postMessage("change");
}

// Keep what somebody sends; resolves with the Rückmeldecode when it is on the disk. `contribution` is the secret from
// which the code follows: it stands only inside of what is sealed, so that a stolen tablet gives no code away.
export async function enqueue(pack, plain) {
  const id = crypto.randomUUID();
  const contribution = crypto.randomUUID();
  const words = JSON.stringify({ ...plain, id: contribution, made_at: new Date().toISOString() });
  const sealed = await seal(words, id, fromBase64(pack.stop.public_key));
  await addItem({ id, format: FORMAT, stop: pack.stop.slug, state: "waiting", sealed });
  tell();
  return receiptCode(contribution);
}

async function battery() {
  try {
    return (await navigator.getBattery?.())?.level ?? null;
  } catch {
    return null;
  }
}

async function handIn(batch, version) {
  const report = { waiting: await countOf("waiting"), sent: await countOf("sent"), battery: await battery(), app_version: version };
  const offered = batch.map(({ id, stop, sealed }) => ({ id, stop, sealed }));
  const answer = await call("/api/v1/devices/sync", { items: offered, ...report });
  const { enrolment } = (await device()) ?? {};
  const status = new Map((answer.items ?? []).map((one) => [one.id, one.status]));
  const isSafe = (item) => Boolean(answer.stops?.[item.stop]?.closed && answer.stops[item.stop].backed_up);
  const gone = batch.filter((item) => isSafe(item) && KEPT_BEFORE.has(status.get(item.id)));
  const arrived = batch.filter((item) => ARRIVED.has(status.get(item.id)) && !gone.includes(item));
  await changeItems(arrived.map((item) => ({ ...item, state: "sent", by: item.by ?? enrolment })), gone.map((item) => item.id));
  tell();
  return answer;
}

async function handInAll(all, version) {
  let answer;
  for (let from = 0; from < all.length; from += MOST) answer = await handIn(all.slice(from, from + MOST), version);
  return answer;
}

// What waits, again and again until nothing new waits; an item that the server could not take now is left for later.
async function handInWaiting(version) {
  const tried = new Set();
  let answer;
  for (;;) {
    const fresh = (await items("waiting")).filter((item) => !tried.has(item.id)).slice(0, MOST);
    if (!fresh.length && answer) return answer;
    fresh.forEach((item) => tried.add(item.id));
    answer = await handIn(fresh, version);
  }
}

// A server that was restored from a backup lacks what it had acknowledged: it knows fewer items than were sent, and
// everything is offered again; once an hour as well, and before the tablet deletes.
async function isDue(answer, sent) {
  if (!sent.length) return false;
  const { enrolment } = (await device()) ?? {};
  const isLacking = ([slug, { known }]) => known < sent.filter((item) => item.by === enrolment && item.stop === slug).length;
  const isOver = ({ closed, backed_up: isBackedUp }) => closed && isBackedUp;
  const stops = answer.stops ?? {};
  const last = await kept("offered");
  if (last === undefined) await keep("offered", Date.now());
  const since = Date.now() - (last ?? Date.now());
  return Object.entries(stops).some(isLacking) || since < 0 || since > HOUR || Object.values(stops).some(isOver);
}

async function drainNow(version, offersAll) {
  const answer = await handInWaiting(version);
  const sent = await items("sent");
  if (offersAll || (await isDue(answer, sent))) {
    await handInAll(sent, version);
    await keep("offered", Date.now());
  }
  return answer;
}

// One tab at a time. Resolves with the server's last answer, or null where another tab is at it or no server answers.
export async function drain(version, { offersAll = false } = {}) {
  return navigator.locks.request("kiosk-drain", { ifAvailable: true }, async (lock) => {
    if (!lock) return null;
    try {
      return await drainNow(version, offersAll);
    } catch (problem) {
      if (problem?.status) changes.dispatchEvent(new CustomEvent("refused", { detail: problem }));
      return null;
    }
  });
}

export async function standing() {
  return { waiting: await countOf("waiting"), sent: await countOf("sent") };
}

// The sealed queue for a file that staff hand in elsewhere: nobody but the server can read it.
export async function exported(name) {
  const all = (await items()).map(({ id, stop, sealed }) => ({ id, stop, sealed }));
  return JSON.stringify({ format: "participation-queue-1", device: name, items: all });
}
