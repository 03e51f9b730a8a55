// Keeps the tablet and the server in step: on load, when the network comes back, every 45 seconds, after each submission.
import { refreshPack } from "./device.js";
import { drain } from "./queue.js";

const PULSE = 45_000;
export const version = document.documentElement.dataset.version ?? "";
export const state = { at: null, reached: false, refused: 0, serverTime: null, hasNewPack: false };

// Resolves with the server's answer; null where it does not answer, says no, or another tab is at it.
export async function sync(options = {}) {
  try {
    const answer = await drain(version, options);
    if (answer) Object.assign(state, { at: new Date(), reached: true, refused: 0, serverTime: answer.time ?? null });
    return answer;
  } catch (problem) {
    Object.assign(state, { reached: false, refused: problem.status ?? 0 });
    return null;
  }
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
