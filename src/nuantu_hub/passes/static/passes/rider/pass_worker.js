// Keeps the rider's page for when the network is gone: the page as last seen, and every file that it stands on.
// SHELL, PAGE, VERSION and BUILT are written in front of this text by the server. It is registered for the page and for
// the folder of its scripts, since a worker of the page is fetched by its own address.
const STORE = `pass-${VERSION}`;
const WAIT_MS = 1500;

// All of one version or nothing; past what the browser keeps itself, which may be of the version before.
async function fill() {
  const store = await caches.open(STORE);
  await store.addAll([...SHELL, PAGE].map((address) => new Request(address, { cache: "reload" })));
}

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("pass-") && name !== STORE) await caches.delete(name);
    await self.clients.claim();
  })());
});

// The page from the network where it comes soon, else as it was kept. One that another version was built of is shown and
// not kept: its files come with its own worker.
async function visit(request) {
  const store = await caches.open(STORE);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(WAIT_MS) });
    if (answer.ok && !answer.redirected && (await answer.clone().text()).includes(`data-version="${BUILT}"`)) await store.put(PAGE, answer.clone());
    return answer.status < 500 ? answer : (await store.match(PAGE)) ?? answer;
  } catch {
    return (await store.match(PAGE)) ?? Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname === PAGE) event.respondWith(visit(request));
  else if (SHELL.includes(url.pathname)) event.respondWith(caches.match(url.pathname).then((kept) => kept || fetch(request)));
});
