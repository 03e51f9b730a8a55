// Solves [data-challenge] while somebody answers: a number whose SHA-256 with the challenge begins with enough zero bits.
// Where it cannot (no secure connection, no scripts) the sum inside stays to be answered by the person.
const AT_ONCE = 512;
const encoder = new TextEncoder();
let waiting = null;

function zeroBits(hash) {
  let bits = 0;
  for (const byte of new Uint8Array(hash)) {
    if (byte) return bits + Math.clz32(byte) - 24;
    bits += 8;
  }
  return bits;
}

async function solve(challenge, bits) {
  for (let first = 0; ; first += AT_ONCE) {
    const proofs = Array.from({ length: AT_ONCE }, (_, place) => `${challenge}:${first + place}`);
    const hashes = await Promise.all(proofs.map((proof) => crypto.subtle.digest("SHA-256", encoder.encode(proof))));
    const found = hashes.findIndex((hash) => zeroBits(hash) >= bits);
    if (found >= 0) return proofs[found];
  }
}

async function start() {
  const box = document.querySelector("[data-challenge]");
  if (!box || box.querySelector("[name=_proof]").value) return;
  const { challenge, bits } = box.dataset;
  const state = box.querySelector("[data-challenge-state]");
  box.querySelector("[data-challenge-sum]").hidden = true;
  state.hidden = false;
  const proof = await solve(challenge, Number(bits));
  if (box.dataset.challenge !== challenge || !box.isConnected) return; // the page has another one meanwhile
  box.querySelector("[name=_proof]").value = proof;
  state.textContent = state.dataset.done;
  if (waiting || "goesOn" in box.dataset) box.closest("form").requestSubmit(waiting);
}

function hold(event) {
  const box = event.target.querySelector("[data-challenge]");
  if (!box || event.submitter?.formNoValidate || box.querySelector("[name=_proof]").value) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting = event.submitter;
  const state = box.querySelector("[data-challenge-state]");
  state.textContent = state.dataset.waiting;
}

if (window.crypto?.subtle) {
  addEventListener("submit", hold, { capture: true }); // before the page's own listeners: nothing was sent yet
  document.addEventListener("htmx:after:swap", start);
  start();
}
