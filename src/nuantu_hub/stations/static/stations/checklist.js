// The checklist on the phone. What is filled in and photographed stays on the phone until the hub has it: a sheet goes
// first and its pictures after it, each with a token, so that what is sent twice is one.
const KEPT = "nuantu-inspections";

function openStore() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(KEPT, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("sheets", { keyPath: "token" });
      asked.result.createObjectStore("photos", { keyPath: "token" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function use(name, mode, act) {
  const store = await openStore();
  return new Promise((resolve, reject) => {
    const work = store.transaction(name, mode);
    const asked = act(work.objectStore(name));
    work.oncomplete = () => { store.close(); resolve(asked.result); };
    work.onerror = work.onabort = () => { store.close(); reject(work.error); };
  });
}

const list = (name) => use(name, "readonly", (store) => store.getAll());
const keep = (name, row) => use(name, "readwrite", (store) => store.put(row));
const drop = (name, token) => use(name, "readwrite", (store) => store.delete(token));

// What is known of the sender now: the page's own token for forms, not one of last night.
const proof = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
  || document.querySelector('[name="csrfmiddlewaretoken"]')?.value || "";

async function post(url, fields) {
  const body = new FormData();
  for (const [name, value] of fields) {
    if (value instanceof Blob) body.append(name, value, value.name || "photo.jpg");
    else body.append(name, value);
  }
  const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": proof() } });
  if (answer.status === 422) return answer.json();
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return answer.json();
}

const outbox = document.getElementById("outbox");

function tell(words) {
  if (!outbox) return;
  outbox.hidden = !words;
  outbox.querySelector("p").textContent = words;
}

// The sheet, then its pictures; what the hub does not take is said and leaves the outbox, the page keeps the answers.
async function sendSheet(sheet) {
  const said = sheet.sent ? { ok: true, url: sheet.done } : await post(sheet.url, sheet.fields);
  if (!said.ok) {
    await drop("sheets", sheet.token);
    return { url: "", refused: said.refused };
  }
  if (!sheet.sent) await keep("sheets", { ...sheet, sent: true, done: said.url });
  let refused = "";
  for (const photo of (await list("photos")).filter((one) => one.key === sheet.key)) {
    const fields = [["token", photo.token], ["item", photo.item], ["taken_at", photo.taken], ["photo", photo.file]];
    const taken = await post(sheet.photos, fields);
    if (!taken.ok) refused = taken.refused;
    await drop("photos", photo.token);
  }
  await drop("sheets", sheet.token);
  try { localStorage.removeItem(`checklist:${sheet.key}`); } catch { /* a browser that keeps nothing */ }
  return { url: said.url, refused };
}

let sending = false;

// Hands in what waits, the sheet before its pictures. Gives where to go once a sheet of this page was taken.
async function flush(own) {
  if (sending) return "";
  sending = true;
  let next = "", refused = "";
  try {
    for (const sheet of await list("sheets")) {
      // One that cannot go out, because the network is gone or somebody else is sent now, holds up no other.
      try {
        const said = await sendSheet(sheet);
        refused ||= said.refused;
        if (sheet.token === own && said.url) next = said.url;
      } catch { /* it stays, and the page says how many wait */ }
    }
  } finally {
    sending = false;
  }
  const waiting = (await list("sheets")).length;
  tell(refused ? `${outbox?.dataset.refused}${refused}` : waiting ? `${waiting} ${outbox?.dataset.words}` : "");
  return refused ? "" : next;
}

async function tryFlush(own) {
  try {
    return await flush(own);
  } catch {
    const waiting = (await list("sheets")).length;
    tell(waiting ? `${waiting} ${outbox?.dataset.words}` : "");
    return "";
  }
}

function measureMetres(lat, lon, form) {
  const [a, b] = [Number(form.dataset.lat), lat].map((one) => one * Math.PI / 180);
  const wide = (lon - Number(form.dataset.lon)) * Math.PI / 180;
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(wide / 2) ** 2;
  return Math.round(2 * 6371008.8 * Math.asin(Math.sqrt(half)));
}

// Only how far it is goes to the hub, never where.
function locate(form) {
  const place = form.querySelector("[data-place] span");
  return new Promise((resolve) => {
    if (!navigator.geolocation) { place.textContent = form.dataset.nowhere; resolve(); return; }
    navigator.geolocation.getCurrentPosition((found) => {
      const metres = measureMetres(found.coords.latitude, found.coords.longitude, form);
      form.elements.distance_m.value = metres;
      form.elements.accuracy_m.value = Math.round(found.coords.accuracy);
      place.textContent = `${form.dataset.here} ${metres} ${form.dataset.metres}`;
      form.querySelector("[data-far]").hidden = metres - found.coords.accuracy <= Number(form.dataset.near);
      resolve();
    }, () => { place.textContent = form.dataset.nowhere; resolve(); }, { enableHighAccuracy: true, timeout: 8000, maximumAge: 60000 });
  });
}

function setUp(form) {
  const key = form.dataset.key, memory = `checklist:${key}`;
  const items = [...form.querySelectorAll("[data-item]")];
  const saved = form.querySelector("[data-saved]");
  const isFilled = (item) => item.querySelector("input[type=radio]:checked") || item.querySelector(".measure input")?.value.trim();
  const count = () => {
    form.querySelector("[data-filled]").textContent = items.filter(isFilled).length;
    form.querySelector("[data-all]").textContent = items.length;
  };
  const save = () => {
    const told = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
    try { localStorage.setItem(memory, JSON.stringify(told)); saved.textContent = form.dataset.kept; } catch { /* stays on the page */ }
    count();
  };
  const fill = () => {
    let told = [];
    try { told = JSON.parse(localStorage.getItem(memory)) || []; } catch { /* nothing was kept */ }
    for (const [name, value] of told) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio") field.checked = field.value === value;
        else if (field.type !== "file") field.value = value;
      }
    }
  };
  const show = async () => {
    const photos = (await list("photos")).filter((one) => one.key === key);
    for (const item of items) {
      const own = photos.filter((one) => one.item === item.dataset.item);
      const number = item.querySelector("[data-photo-count]");
      number.hidden = !own.length;
      number.textContent = own.length;
      item.querySelector("[data-shots]").replaceChildren(...await Promise.all(own.map(async (one) => {
        const row = document.createElement("li"), image = document.createElement("img");
        image.alt = one.file.name;
        image.src = await new Promise((resolve) => {
          const reader = new FileReader();
          reader.onload = () => resolve(reader.result);
          reader.readAsDataURL(one.file);
        });
        row.append(image);
        return row;
      })));
    }
  };
  const take = async (input) => {
    const item = input.closest("[data-item]").dataset.item;
    for (const file of input.files) {
      await keep("photos", { token: crypto.randomUUID(), key, item, file, taken: new Date().toISOString() });
    }
    input.value = "";
    await show();
  };
  const missing = () => {
    const open = items.filter((item) => !isFilled(item));
    for (const item of items) item.classList.toggle("missing", open.includes(item));
    if (open.length) {
      tell(`${form.dataset.missing} ${open.length}`);
      open[0].scrollIntoView({ block: "center" });
      open[0].querySelector("input").focus({ preventScroll: true });
    }
    return open.length > 0;
  };
  form.noValidate = true;
  form.addEventListener("input", save);
  form.addEventListener("change", (event) => {
    if (event.target.type === "file") take(event.target); else save();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (missing()) return;
    const button = form.querySelector("button.main");
    button.disabled = true;
    await locate(form);
    form.elements.held_at.value = new Date().toISOString();
    const token = form.elements.token.value;
    const photos = (await list("photos")).filter((one) => one.key === key).length;
    const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
    await keep("sheets", { token, key, url: location.pathname, photos: form.dataset.photos, fields: [...fields, ["photos", String(photos)]] });
    const next = await tryFlush(token);
    const waits = (await list("sheets")).some((one) => one.token === token);
    if (next) location.assign(next);
    else if (waits) location.assign(form.dataset.home);
    else { button.disabled = false; outbox.scrollIntoView({ block: "center" }); }
  });
  fill();
  count();
  show();
}

const form = document.getElementById("checklist");
if (form) setUp(form);
if (!form) tryFlush("");
addEventListener("online", () => tryFlush(""));
