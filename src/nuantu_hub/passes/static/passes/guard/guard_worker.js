// Keeps the guard's page of one gate, so that it opens and checks codes where no network is.
// SHELL, PAGE, MARK and VERSION are written in front of this text by the server. It is registered for the page and for
// the folder of its scripts, since a worker of the page is fetched by its own address.
const STORE = `${MARK}-${VERSION}`;

async function fill() {
  const store = await caches.open(STORE);
  await Promise.all([...SHELL, PAGE].map(async (address) => {
    const answer = await fetch(new Request(address, { cache: "reload" }));
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    await store.put(address, answer);
  }));
}

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith(`${MARK}-`) && name !== STORE) await caches.delete(name);
    await self.clients.claim();
  })());
});

// The page comes from the store at once: who stands at the gate waits for no network. A newer one comes with a newer worker.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const path = url.pathname;
  if (path !== PAGE && !SHELL.includes(path)) return;
  event.respondWith(caches.open(STORE).then((store) => store.match(path)).then((kept) => kept || fetch(request)));
});
