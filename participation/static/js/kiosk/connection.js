// Keeps the tablet and the server in step: on load, when the network comes back, every 45 seconds, after each submission.
import { refreshPack } from "./device.js";
import { drain } from "./queue.js";

const PULSE = 45_000;
export const version = document.documentElement.dataset.version ?? "";
export const state = { at: null, reached: false, refused: 0, serverTime: null, hasNewPack: false };

export async function sync(options = {}) {
  const answer = await drain(version, options);
  state.reached = answer !== null;
  if (!answer) return null;
  Object.assign(state, { at: new Date(), serverTime: answer.time ?? null, refused: 0 });
  return answer;
}

export async function renew() {
  try {
    if (await refreshPack()) state.hasNewPack = true;
  } catch (problem) {
    state.refused = problem.status ?? 0;
  }
}

async function pulse() {
  await sync();
  if (state.reached) await renew();
}

export function keepInStep() {
  setInterval(pulse, PULSE);
  window.addEventListener("online", pulse);
  return pulse();
}
