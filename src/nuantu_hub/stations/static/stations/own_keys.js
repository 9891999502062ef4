// Standing keys: a phone keeps the seeds of its keys in its own store, as keys that scripts can use and cannot read,
// and computes the code of the moment from them: digits(HMAC-SHA256(seed, "step|" + step)), a step of 30 seconds.
const STORE = "station-keys";
const DIGITS = 8;
const RENEW_S = 7 * 86_400;

function openStore() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("nuantu", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function withStore(mode, work) {
  const base = await openStore();
  try {
    return await new Promise((resolve, reject) => {
      const asked = work(base.transaction(STORE, mode).objectStore(STORE));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } finally {
    base.close();
  }
}

const listKept = () => withStore("readonly", (store) => store.getAll());
const forget = (key) => withStore("readwrite", (store) => store.delete(key));

async function keepKey(told) {
  const seeds = [];
  for (const one of told.seeds) {
    const raw = Uint8Array.from(atob(one.seed), (sign) => sign.charCodeAt(0));
    const kept = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    seeds.push({ from: one.from_s, until: one.until_s, kept });
  }
  await withStore("readwrite", (store) => store.put({ key: told.key, step: told.step_s, until: told.until_s, seeds }));
}

async function computeCode(kept, atS) {
  const seed = atS < kept.until ? kept.seeds.find((one) => one.from <= atS && atS < one.until) : undefined;
  if (!seed) return "";
  const step = Math.floor(atS / kept.step);
  const message = new TextEncoder().encode(`step|${step}`);
  const first = new Uint8Array(await crypto.subtle.sign("HMAC", seed.kept, message)).slice(0, 6);
  const number = first.reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

function post(url, form) {
  const token = (form ?? document).querySelector("input[name=csrfmiddlewaretoken]").value;
  return fetch(url, { method: "POST", headers: { "X-CSRFToken": token }, credentials: "same-origin" });
}

// Putting a key on this phone.
const asked = document.querySelector("form[data-keep-key]");
asked?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const fault = document.querySelector("[data-key-fault]");
  const tell = (words) => {
    fault.querySelector("span").textContent = words;
    fault.hidden = false;
  };
  if (!globalThis.crypto?.subtle) return tell(asked.dataset.unsafe);
  try {
    const answer = await post(asked.action, asked);
    const told = await answer.json();
    if (!answer.ok) return tell(told.words);
    await keepKey(told);
    location.assign(asked.dataset.done);
  } catch {
    tell(asked.dataset.failed);
  }
});

// Showing the codes of the moment, and forgetting what is held no more.
async function showCodes(cards) {
  const kept = new Map((await listKept()).map((one) => [one.key, one]));
  const held = new Set(cards.map((card) => Number(card.dataset.key)));
  if (!document.documentElement.classList.contains("is-offline")) {
    for (const key of kept.keys()) if (!held.has(key)) await forget(key);
  }
  for (const card of cards) {
    const one = kept.get(Number(card.dataset.key));
    if (one) await renew(card, one);
  }
  const tick = async () => {
    const now = Date.now() / 1000;
    for (const card of cards) {
      const one = kept.get(Number(card.dataset.key));
      if (one) showCode(card, await computeCode(one, now), 1 - (now % one.step) / one.step);
    }
    setTimeout(tick, 1000 - (Date.now() % 1000));
  };
  await tick();

  async function renew(card, one) {
    const last = Math.max(...one.seeds.map((seed) => seed.until));
    if (last - Date.now() / 1000 > RENEW_S || !navigator.onLine) return;
    try {
      const answer = await post(card.dataset.renew);
      if (answer.status === 410) {
        await forget(one.key);
        kept.delete(one.key);
      } else if (answer.ok) {
        await keepKey(await answer.json());
        for (const fresh of await listKept()) kept.set(fresh.key, fresh);
      }
    } catch {
      // Without a network the seeds that are here go on for another week.
    }
  }
}

function showCode(card, code, share) {
  card.querySelector("[data-absent]").hidden = true;
  card.querySelector("[data-stale]").hidden = code !== "";
  card.querySelector("[data-code]").textContent = code && `${code.slice(0, 4)} ${code.slice(4)}`;
  const ring = card.querySelector(".key-left");
  ring.toggleAttribute("hidden", code === "");
  ring.querySelector(".left").setAttribute("stroke-dasharray", `${share.toFixed(3)} 1`);
}

for (const form of document.querySelectorAll("form[data-withdraw]")) {
  form.addEventListener("submit", () => forget(Number(form.dataset.withdraw)));
}
const cards = [...document.querySelectorAll("[data-key]")];
if (cards.length && globalThis.crypto?.subtle) showCodes(cards);
