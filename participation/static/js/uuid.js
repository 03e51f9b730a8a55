// Gives input[data-client-id="KEY"] an id that stays the same until a page with data-draft-done="KEY": a repeated sending is one sending.
const PREFIX = "client-id:";

function randomId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Only secure contexts have randomUUID; an installation in the office network may be plain http.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function remembered(key) {
  try {
    const known = localStorage.getItem(PREFIX + key) || randomId();
    localStorage.setItem(PREFIX + key, known);
    return known;
  } catch {
    return randomId();
  }
}

function start() {
  for (const done of document.querySelectorAll("[data-draft-done]")) {
    try {
      localStorage.removeItem(PREFIX + done.dataset.draftDone);
    } catch {
      // Nothing was kept where storage is forbidden.
    }
  }
  for (const input of document.querySelectorAll("input[data-client-id]")) {
    const key = input.dataset.clientId;
    if (!input.value) input.value = key ? remembered(key) : randomId();
  }
}

document.addEventListener("htmx:after:swap", start);
start();
