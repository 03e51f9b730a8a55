// The kiosk's service worker: keeps the whole app, so that it starts without a network. The server writes BUILD and FILES above.
/* global BUILD, FILES */
const READS = [1]; // the formats of queued items that this version can hand in (queue.js)
const PICTURES = "kiosk-pictures";

function waitingFormats() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("participation-kiosk");
    request.onupgradeneeded = () => request.transaction.abort(); // there is no queue yet
    request.onerror = () => resolve([]);
    request.onsuccess = () => {
      const all = request.result.transaction("items").objectStore("items").getAll();
      all.onsuccess = () => resolve(all.result.map((item) => item.format));
      all.onerror = () => reject(all.error);
      request.result.close();
    };
  });
}

// A new version comes in only where it can hand in everything that is still held; else the present one goes on.
async function install() {
  const unknown = (await waitingFormats()).filter((format) => !READS.includes(format));
  if (unknown.length) throw new Error("The queue has items that this version cannot read.");
  const cache = await caches.open(`kiosk-${BUILD}`);
  await cache.addAll(FILES.map((address) => new Request(address, { cache: "reload" })));
}

async function activate() {
  const stale = (await caches.keys()).filter((name) => name.startsWith("kiosk-") && ![`kiosk-${BUILD}`, PICTURES].includes(name));
  await Promise.all(stale.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request) {
  const address = new URL(request.url);
  const cache = await caches.open(`kiosk-${BUILD}`);
  const own = request.mode === "navigate" ? await cache.match("/kiosk/") : await cache.match(address.pathname);
  return own ?? (await (await caches.open(PICTURES)).match(address.pathname)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  const isOurs = address.origin === self.location.origin && !address.pathname.startsWith("/api/");
  if (event.request.method === "GET" && isOurs) event.respondWith(answer(event.request));
});
