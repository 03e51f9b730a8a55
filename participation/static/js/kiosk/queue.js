// The queue: sealed before it is written, handed in until the server has it, kept until the stop is closed and backed up.
import { addItem, changeItems, countOf, items, keep, kept } from "./store.js";
import { fromBase64, receiptCode, seal } from "./sealing.js";
import { call, device } from "./device.js";

export const FORMAT = 1;
const MOST = 50;
const LONGEST = 200_000; // of all sealed texts of a batch; the server takes 256 KB
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

// The first items that go together; one that is too long for any batch goes alone.
function batchOf(all) {
  let length = 0;
  const end = all.findIndex((item, place) => place === MOST || (place > 0 && (length += item.sealed.length) + all[0].sealed.length > LONGEST));
  return end < 0 ? all : all.slice(0, end);
}

async function handInAll(all, version) {
  let answer;
  for (let left = all; left.length; ) {
    const batch = batchOf(left);
    answer = await handIn(batch, version);
    left = left.slice(batch.length);
  }
  return answer;
}

// What waits, again and again until nothing new waits; an item that the server could not take now is left for later.
async function handInWaiting(version) {
  const tried = new Set();
  let answer;
  for (;;) {
    const fresh = batchOf((await items("waiting")).filter((item) => !tried.has(item.id)));
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

// One tab at a time: resolves with the server's last answer, or null where another tab is at it. Raises what the call raises.
export function drain(version, { offersAll = false } = {}) {
  return navigator.locks.request("kiosk-drain", { ifAvailable: true }, (lock) => (lock ? drainNow(version, offersAll) : null));
}

export async function standing() {
  return { waiting: await countOf("waiting"), sent: await countOf("sent") };
}

// The sealed queue for a file that staff hand in elsewhere: nobody but the server can read it.
export async function exported(name) {
  const all = (await items()).map(({ id, stop, sealed }) => ({ id, stop, sealed }));
  return JSON.stringify({ format: "participation-queue-1", device: name, items: all });
}
