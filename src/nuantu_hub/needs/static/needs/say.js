// Saying it: records what is spoken, makes pictures small, and keeps on this phone what has no network yet.
const STORE = "nuantu-needs";
const LONGEST_MS = 300000;
const MOST_PX = 2048;
const SMALL_ENOUGH = 1048576;

const form = document.getElementById("say-form");
const outbox = document.getElementById("say-outbox");
const kept = document.getElementById("say-kept");
let recording = null;

function openStore() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(STORE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("needs", { keyPath: "token" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function use(mode, act) {
  const store = await openStore();
  return new Promise((resolve, reject) => {
    const work = store.transaction("needs", mode);
    const asked = act(work.objectStore("needs"));
    work.oncomplete = () => { store.close(); resolve(asked.result); };
    work.onerror = work.onabort = () => { store.close(); reject(work.error); };
  });
}

function tell(words) {
  outbox.hidden = !words;
  outbox.querySelector("p").textContent = words;
}

const proof = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
  || form.querySelector('[name="csrfmiddlewaretoken"]').value;

async function send(row) {
  const body = new FormData();
  for (const [name, value] of row.fields) {
    if (value instanceof Blob) body.append(name, value, value.name || name);
    else body.append(name, value);
  }
  const answer = await fetch(row.url, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": proof() } });
  if (answer.status !== 422 && (!answer.ok || answer.redirected)) throw new Error(String(answer.status));
  return answer.json();
}

let sending = false;

// Hands in what waits. Its token makes what is sent twice one; a code that comes back is shown until the page is left.
async function flush() {
  if (sending) return;
  sending = true;
  const said = [];
  try {
    for (const row of await use("readonly", (store) => store.getAll())) {
      try {
        const answer = await send(row);
        if (!answer.ok) said.push(outbox.dataset.refused + answer.refused);
        else if (answer.code) said.push(outbox.dataset.code + answer.code);
        await use("readwrite", (store) => store.delete(row.token));
      } catch { /* it stays until there is a network */ }
    }
  } finally {
    sending = false;
  }
  const waiting = (await use("readonly", (store) => store.getAll())).length;
  if (waiting) said.push(`${waiting} ${outbox.dataset.words}`);
  tell(said.join("\n"));
}

// Without a network the page cannot be loaded anew: each need gets a token of its own.
function refresh() {
  form.elements.token.value = crypto.randomUUID();
  form.querySelector("#id_words").value = "";
  for (const name of ["voice", "photo"]) form.elements[name].value = "";
  document.getElementById("near").replaceChildren();
  showKept();
}

form.addEventListener("submit", async (event) => {
  if (recording) { event.preventDefault(); recording.stop(); return; }
  if (navigator.onLine) return;
  event.preventDefault();
  const fields = [...new FormData(form, event.submitter)].filter(([name, value]) =>
    name !== "csrfmiddlewaretoken" && !(value instanceof File && !value.size));
  if (!fields.some(([name, value]) => ["words", "voice", "photo", "join"].includes(name) && value)) return;
  await use("readwrite", (store) => store.put({ token: form.elements.token.value, url: form.action, fields }));
  refresh();
  await flush();
});
addEventListener("online", flush);
flush().catch(() => {});

function showKept() {
  const voice = form.elements.voice.files[0], photo = form.elements.photo.files[0];
  const parts = [];
  if (voice) parts.push(voice.seconds ? `${kept.dataset.voice} ${voice.seconds} ${kept.dataset.seconds}` : voice.name);
  if (photo) parts.push(kept.dataset.photo + photo.name);
  kept.hidden = !parts.length;
  kept.textContent = parts.join(" · ");
  document.querySelector(".voice-note").hidden = !voice;
}

async function shrink(file) {
  if (file.size <= SMALL_ENOUGH) return file;
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, MOST_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const drawn = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return drawn && drawn.size < file.size ? new File([drawn], "photo.jpg", { type: "image/jpeg" }) : file;
}

function put(input, file) {
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
  if (file.seconds) input.files[0].seconds = file.seconds;
}

form.elements.photo.addEventListener("change", async (event) => {
  const chosen = event.target.files[0];
  if (chosen) {
    try {
      const small = await shrink(chosen);
      if (small !== chosen && event.target.files[0] === chosen) put(event.target, small);
    } catch { /* no picture that this browser can read: the hub says what is wrong with it */ }
  }
  showKept();
});

const voice = document.getElementById("say-voice");
const label = voice.querySelector("span");
form.elements.voice.addEventListener("change", showKept);

function end() {
  voice.classList.remove("recording");
  voice.classList.toggle("kept", Boolean(form.elements.voice.files[0]));
  label.textContent = form.elements.voice.files[0] ? voice.dataset.kept : voice.dataset.record;
  recording = null;
  showKept();
}

async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const parts = [], since = performance.now();
  recording = new MediaRecorder(stream, { audioBitsPerSecond: 32000 });
  recording.addEventListener("dataavailable", (event) => { if (event.data.size) parts.push(event.data); });
  recording.addEventListener("stop", () => {
    for (const track of stream.getTracks()) track.stop();
    const type = recording.mimeType || "audio/webm";
    const file = new File(parts, `voice.${type.includes("mp4") ? "m4a" : type.includes("ogg") ? "ogg" : "webm"}`, { type });
    file.seconds = Math.max(1, Math.round((performance.now() - since) / 1000));
    if (file.size) put(form.elements.voice, file);
    end();
  });
  recording.start();
  setTimeout(() => recording?.state === "recording" && recording.stop(), LONGEST_MS);
  voice.classList.add("recording");
  label.textContent = voice.dataset.stop;
}

if (navigator.mediaDevices?.getUserMedia && window.MediaRecorder) {
  form.elements.voice.addEventListener("click", async (event) => {
    event.preventDefault();
    if (recording) { recording.stop(); return; }
    try {
      await record();
    } catch {
      label.textContent = voice.dataset.refused;
    }
  });
}
