// The screen refreshes itself, turns its gates over, and says how old what it shows is.
const root = document.getElementById("screen");
const say = (text, n) => text.replace("%n", n);

function tick() {
  const now = Date.now() / 1000, told = document.getElementById("screen-data").dataset;
  const age = Math.max(0, now - skew - Number(told.made)), line = document.getElementById("age"), words = document.getElementById("age-words");
  const minutes = Math.floor(age / 60);
  words.textContent = minutes < 1 ? told.fresh : say(told.ago, minutes);
  line.classList.toggle("watch", age > Number(told.old));
  line.classList.toggle("kept", age <= Number(told.old));
  document.getElementById("offline").hidden = age <= Number(told.old);
  const clock = new Date(now * 1000 - skew * 1000);
  document.getElementById("clock").textContent = new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" }).format(clock);
}

// A demonstration stands at a moment of its own: the age is counted from when the page came, by this machine's clock.
let skew = 0;
function arrive(served) {
  const made = Number(document.getElementById("screen-data").dataset.made);
  skew = served ? Date.now() / 1000 - made : skew;
}

async function refresh() {
  try {
    const answer = await fetch(location.pathname, { cache: "no-store", headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("screen"), before = document.getElementById("screen-data").dataset.made;
    if (!fresh || page.getElementById("screen-data").dataset.made === before) return;
    root.replaceChildren(...fresh.childNodes);
    arrive(true);
    shown = 0;
    turn(0);
  } catch { /* no network: what is shown stays, with its age */ }
  tick();
}

let shown = 0;
function turn(step) {
  const pages = [...document.querySelectorAll("[data-gates]")];
  if (pages.length < 2) return;
  shown = (shown + step) % pages.length;
  pages.forEach((page, place) => { page.hidden = place !== shown; });
  const where = document.getElementById("gates-where");
  if (where) where.textContent = `${shown + 1} / ${pages.length}`;
}

const told = document.getElementById("screen-data").dataset;
// The page may come out of the store: then its age is what this machine remembers of when it came.
const key = `screen ${location.pathname}`;
const kept = JSON.parse(localStorage.getItem(key) || "null");
if (kept && kept.made === told.made) skew = kept.skew; else { arrive(true); }
const remember = () => localStorage.setItem(key, JSON.stringify({ made: document.getElementById("screen-data").dataset.made, skew }));
remember();
tick();
turn(0);
setInterval(tick, 1000);
setInterval(() => turn(1), 15000);
setInterval(() => refresh().then(remember), Number(told.every) * 1000);
if ("serviceWorker" in navigator) navigator.serviceWorker.register(told.worker, { scope: told.scope });
