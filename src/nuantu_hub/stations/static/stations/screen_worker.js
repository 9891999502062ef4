// Keeps the screen of one station for when the network is gone: its page as last seen, and what the page needs.
// SHELL, PAGE, VERSION and CODE are written in front of this text by the server.
const STORE = `screen-${CODE}-${VERSION}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll([...SHELL, PAGE])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith(`screen-${CODE}-`) && name !== STORE) await caches.delete(name);
    await self.clients.claim();
  })());
});

async function freshen(request) {
  const store = await caches.open(STORE);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(8000) });
    if (answer.ok) { await store.put(PAGE, answer.clone()); return answer; }
    // A hub that is up but in trouble is no reason for an empty screen.
    return (await store.match(PAGE)) || answer;
  } catch {
    return (await store.match(PAGE)) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname === PAGE) event.respondWith(freshen(request));
  else if (SHELL.includes(url.pathname)) event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
});
