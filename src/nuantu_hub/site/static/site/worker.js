// Keeps the shell of the pages and the last known state of the worker's home, for when the network is gone.
// SHELL, ROOMS, OFFLINE, LEAVE and VERSION are written in front of this text by the server.
const SHELL_STORE = `shell-${VERSION}`;
const KEPT_STORE = "kept-pages";
const LAST = "/last-known";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL_STORE).then((store) => store.addAll([...SHELL, OFFLINE])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      // The screen of a station, the rider's page and the guard's keep their own.
      if (name !== SHELL_STORE && name !== KEPT_STORE && !/^(screen|pass|guard)-/.test(name)) await caches.delete(name);
    }
    await self.clients.claim();
    // The page that brought the worker along was loaded before it could keep anything.
    for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage("keep");
  })());
});

// A page that may be kept says so itself; the page sends its own text once, right after the first installation.
self.addEventListener("message", (event) => {
  const { url, text } = event.data || {};
  if (!url || new URL(url).origin !== self.location.origin) return;
  event.waitUntil(keep(url, text));
});

async function keep(url, text) {
  if (!/<html[^>]* data-keep/.test(text)) return;
  if (ROOMS.some((name) => text.includes(name))) await keepRooms();
  const store = await caches.open(KEPT_STORE);
  const page = () => new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  await store.put(new URL(url).pathname, page());
  // A page of one errand ("own") is kept under its own address; it does not stand for the home.
  if (!/<html[^>]* data-keep="own"/.test(text)) await store.put(LAST, page());
}

// What the pages of further rooms stand on, with the first of them that is kept.
async function keepRooms() {
  const store = await caches.open(SHELL_STORE);
  const kept = await Promise.all(ROOMS.map((name) => store.match(name)));
  await store.addAll(ROOMS.filter((_name, place) => !kept[place]));
}

async function recall(url) {
  const store = await caches.open(KEPT_STORE);
  const path = new URL(url).pathname;
  const page = (await store.match(path)) || (path === "/" && (await store.match(LAST)));
  if (!page) return caches.match(OFFLINE);
  const text = (await page.text()).replace("<html ", '<html class="is-offline" ');
  return new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

// Who signs out leaves nothing behind: neither the last known pages nor keys and credentials of the pass.
async function leave() {
  indexedDB.deleteDatabase("nuantu-pass");
  for (const name of await caches.keys()) if (name === KEPT_STORE || name.startsWith("pass-")) await caches.delete(name);
}

async function visit(request) {
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    return recall(request.url);
  }
  if (answer.ok && (answer.headers.get("Content-Type") || "").startsWith("text/html")) {
    answer.clone().text().then((text) => keep(request.url, text));
  }
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && url.pathname === LEAVE) {
    event.waitUntil(leave());
    return;
  }
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(visit(request));
  else if (SHELL.includes(url.pathname) || ROOMS.includes(url.pathname)) event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
});
