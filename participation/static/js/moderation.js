// The moderators' desk: single keys while the focus is on a contribution (WCAG 2.1.4: off until switched on), prepared
// texts, marks around what is selected, selecting all, giving back what one leaves.
const SWITCH = "moderation-keys";
const queue = document.querySelector("[data-queue]");
const switcher = document.querySelector("[data-keys-switch]");

function stored(value) {
  try {
    if (value !== undefined) localStorage.setItem(SWITCH, value);
    return localStorage.getItem(SWITCH) === "on";
  } catch {
    return Boolean(switcher?.checked);
  }
}

const entries = () => [...document.querySelectorAll(".entry")];
const current = () => document.activeElement?.closest?.(".entry");

function focus(entry) {
  if (!entry) return;
  entry.focus({ preventScroll: true });
  entry.scrollIntoView({ block: "nearest" });
}

function move(step) {
  const all = entries();
  focus(all[all.indexOf(current()) + step]);
}

// After a decision by key: on to the next open one, or to the next page.
function advance(from) {
  const all = entries();
  const after = all.slice(all.indexOf(from) + 1);
  const next = [...after, ...all].find((entry) => entry.hasAttribute("data-open"));
  if (next) focus(next);
  else (document.querySelector(".pager__next") || document.querySelector("#waiting"))?.focus();
}

function openRejection(entry) {
  const part = document.getElementById(`${entry.id}-reject`);
  if (!part) return;
  part.open = true;
  part.querySelector("summary").focus();
}

function chooseReason(entry, number) {
  const part = document.getElementById(`${entry.id}-reject`);
  if (!part?.open) return;
  const reason = part.querySelector("select");
  if (number >= reason.options.length) return;
  reason.selectedIndex = number;
  reason.dispatchEvent(new Event("change", { bubbles: true }));
  part.querySelector("[data-rejects]").focus();
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  a: openRejection,
  n: () => document.querySelector(".pager__next")?.click(),
};

document.addEventListener("keydown", (event) => {
  const entry = current();
  if (!queue || !entry || !stored() || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.matches("textarea, select, input:not([type=checkbox])")) return;
  const key = event.key.toLowerCase();
  if (/^[1-9]$/.test(key)) chooseReason(entry, Number(key));
  else if (KEYS[key]) KEYS[key](entry);
  else {
    const target = entry.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!target) return;
    queue.dataset.by = "key";
    target.click();
  }
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-rejects]") && stored() && event.detail === 0) queue?.setAttribute("data-by", "key");
  const marker = event.target.closest("[data-mark]");
  const field = marker && document.getElementById(marker.dataset.mark);
  if (!field || field.selectionStart === field.selectionEnd) return;
  const [start, end] = [field.selectionStart, field.selectionEnd];
  field.setRangeText(`[[${field.value.slice(start, end)}]]`, start, end, "end");
  field.focus();
});

function told(name, from) {
  const holder = from.closest("[data-reasons], [data-replies]") || queue;
  return JSON.parse(holder?.dataset[name] || "{}");
}

// A prepared text goes into an empty field, or over another prepared one; never over somebody's own words.
function insert(field, text, prepared) {
  if (!field || (field.value && !Object.values(prepared).includes(field.value))) return;
  field.value = text || "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("change", (event) => {
  const { fills, inserts } = event.target.dataset;
  if (fills) insert(document.getElementById(fills), told("reasons", event.target)[event.target.value], told("reasons", event.target));
  if (inserts) insert(document.getElementById(inserts), told("replies", event.target)[event.target.value], told("replies", event.target));
  if (event.target.matches("[data-select-all]")) {
    for (const box of document.querySelectorAll(".entry__select")) box.checked = event.target.checked;
  }
  if (event.target === switcher) stored(switcher.checked ? "on" : "off");
  const count = document.querySelector("[data-selected]");
  if (count) count.textContent = document.querySelectorAll(".entry__select:checked").length || "";
});

document.addEventListener("htmx:after:swap", () => {
  if (queue?.dataset.by !== "key") return;
  delete queue.dataset.by;
  setTimeout(() => advance(current()));
});

const leaving = document.querySelector("[data-leaving]");
if (leaving) {
  let sending = false;
  document.addEventListener("submit", () => (sending = true));
  addEventListener("pagehide", () => {
    const entry = document.querySelector(".entry")?.dataset.entry;
    if (!sending && entry) navigator.sendBeacon(leaving.dataset.leaving, new URLSearchParams({ entry }));
  });
}

if (switcher) switcher.checked = stored();
if (queue && stored() && document.activeElement === document.body) focus(entries()[0]);
