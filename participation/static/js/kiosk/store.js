// What the tablet keeps: sealed items and what the device was told. A write counts when the disk has it (durability strict).
const NAME = "participation-kiosk";
let opened;

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("items", { keyPath: "id" }).createIndex("state", "state");
      request.result.createObjectStore("kept");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inTransaction(store, mode, act) {
  const database = await (opened ??= open());
  const transaction = database.transaction(store, mode, { durability: "strict" });
  const request = act(transaction.objectStore(store));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

export const addItem = (item) => inTransaction("items", "readwrite", (items) => items.add(item));
export const items = (state) => inTransaction("items", "readonly", (all) => (state ? all.index("state").getAll(state) : all.getAll()));
export const countOf = (state) => inTransaction("items", "readonly", (all) => all.index("state").count(state));
export const kept = (key) => inTransaction("kept", "readonly", (all) => all.get(key));
export const keep = (key, value) => inTransaction("kept", "readwrite", (all) => all.put(value, key));

export function changeItems(changed, removed = []) {
  return inTransaction("items", "readwrite", (all) => {
    for (const item of changed) all.put(item);
    for (const id of removed) all.delete(id);
  });
}

const ENOUGH = 20 * 1024 * 1024;

// Whether answers can be kept, found out before anybody answers: "full", "denied" or "" when all is well.
export async function trouble() {
  try {
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    if (quota - usage < ENOUGH) return "full";
    await keep("probe", new Uint8Array(64 * 1024));
    return "";
  } catch (problem) {
    return problem?.name === "QuotaExceededError" ? "full" : "denied";
  }
}

// Whether the browser promises not to clear the storage by itself.
export async function isLasting() {
  return Boolean((await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.()));
}
