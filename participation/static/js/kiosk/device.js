// The device: enrolled once with the code of the staff's QR, then known by its token; the pack is all that a stop needs.
import { keep, kept } from "./store.js";

const PICTURES = "kiosk-pictures";

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function answerOf(response) {
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer.title ?? "");
  return answer;
}

function sent(body, headers) {
  const options = { method: "POST", credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(20_000) };
  return { ...options, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

const bearer = async () => ({ authorization: `Bearer ${(await kept("device"))?.device_token ?? ""}` });

// Raises Refused where the server says no, a TypeError or a timeout where nobody answers.
export async function call(path, body) {
  return answerOf(await fetch(path, sent(body, await bearer())));
}

export async function enrol(token, version) {
  const told = await answerOf(await fetch("/api/v1/devices", sent({ token, app_version: version }, {})));
  const device = { ...told, enrolment: crypto.randomUUID() };
  await keep("device", device);
  await keep("pack", undefined);
  return device;
}

export const device = () => kept("device");
export const pack = async () => (await kept("pack"))?.content;

// The newest pack if there is another one than the one on the disk; else undefined.
export async function refreshPack() {
  const known = await kept("pack");
  const headers = { ...(await bearer()), ...(known ? { "if-none-match": known.etag } : {}) };
  const response = await fetch("/api/v1/devices/pack", { headers, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(20_000) });
  if (response.status === 304) return undefined;
  const content = await answerOf(response);
  const pictures = Object.values(content.pictures ?? {});
  if (pictures.length) await (await caches.open(PICTURES)).addAll(pictures);
  await keep("pack", { etag: response.headers.get("etag") ?? "", content });
  return content;
}
