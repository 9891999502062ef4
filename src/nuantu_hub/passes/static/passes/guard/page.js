// The guard's page: scan, answer, next. Everything that decides stands in ../verify; nothing is asked of a network while
// somebody waits.
import { openScanner, ScannerTrouble } from "../scanner.js";
import { makeJudge } from "./answer.js";
import { makeAsking } from "./asking.js";
import { sendCounts } from "./counts.js";
import { enrol, EnrolError, fingerprint } from "./enrolment.js";
import { drawTraces, findTraces } from "./incident.js";
import { isAgreed, now, openLists, refreshLists } from "./lists.js";
import { GoneError } from "./reach.js";
import { makeScreen } from "./screen.js";
import { keepAwake, signal, wakeSound } from "./signals.js";
import { openStore } from "./store.js";

const REFRESH_MS = 15 * 60 * 1000, TICK_MS = 20000;
const data = document.getElementById("guard-data").dataset;
const words = JSON.parse(document.getElementById("guard-words").textContent);
const number = Number(data.number);
const screen = makeScreen(words);
const store = await openStore(number);
const judge = makeJudge(store, words), asking = makeAsking();

let bound = await store.get("bound");
let held = null, scanner = null, opening = null, busy = false, begun = 0, last = { text: "", at: 0 };
let loud = (await store.get("loud")) ?? true;

// --- the camera and what it reads

async function heard(text, { ms }) {
  // The code that was just answered is still before the camera when the next one is asked for.
  if (busy || screen.current !== "scan" || (text === last.text && performance.now() - last.at < 4000)) return;
  busy = true;
  try {
    const seen = performance.now() - ms;
    const told = await judge(text, held, ms, asking.bytes);
    if (told.colour !== "red") asking.use();
    if (told.colour === "green" || told.code === "OK_DEGRADED") endAsking();
    last = { text, at: performance.now() };
    scanner.pause();
    screen.answer(told);
    if (told.day) screen.counts(told.day);
    document.body.dataset.readMs = Math.round(performance.now() - seen);
    document.body.dataset.answerMs = Math.round(performance.now() - begun);
    signal(told.colour, loud);
  } finally {
    busy = false;
  }
}

async function camera() {
  if (scanner) return scanner;
  opening = opening || openScanner({ video: screen.part("video"), onText: heard, onTrouble: stopped });
  try {
    scanner = await opening;
    document.querySelector('[data-do="light"]').hidden = !scanner.canLight;
  } finally {
    opening = null;
  }
  return scanner;
}

function stopped(fault) {
  scanner = null;
  screen.trouble(words.page.camera_title, words.page[`camera_${fault.code}`] ?? words.page.camera_busy);
}

async function scan() {
  if (!ready()) return;
  sayHint();
  screen.show("scan");
  keepAwake();
  try {
    const one = await camera();
    begun = performance.now();
    one.resume();
  } catch (fault) {
    if (!(fault instanceof ScannerTrouble)) throw fault;
    stopped(fault);
  }
}

// --- the number that is asked for

function sayHint() {
  const number = asking.find();
  screen.hint(number ? words.page.asked.replace("%n", `${number.slice(0, 3)} ${number.slice(3)}`) : words.page.hint);
  screen.part("hint").classList.toggle("asked", Boolean(number));
}

function endAsking() {
  asking.end();
  document.querySelector('[data-do="ask"]').setAttribute("aria-pressed", "false");
}

// Whether codes can be judged at all; if not, the page says what is missing.
function ready() {
  const second = held ? Math.max(now(held), held.floor) : 0;
  if (!bound) screen.trouble(words.page.enrol_title, words.page.enrol_sentence, "enrol");
  else if (bound.released) screen.trouble(words.page.released_title, words.page.released_sentence, "enrol");
  else if (!held?.trust || !held.descriptor || !held.bundles.length) screen.trouble(words.page.lists_title, words.page.lists_sentence);
  else if (held.descriptor.expires <= second || !isAgreed(held, second)) screen.trouble(words.page.paused_title, words.page.paused_sentence);
  else return true;
  return false;
}

// --- lists and counts

async function refresh(loudly = false) {
  if (!bound || bound.released) return;
  try {
    held = await refreshLists(store, bound, data.lists, held);
    const sent = await sendCounts(store, bound, data.lists, Math.max(now(held), held.floor));
    if (sent === "released") {
      bound = { ...bound, released: true };
      await store.put("bound", bound);
      ready();
    }
    if (loudly) screen.hint(words.page.fetched);
  } catch (fault) {
    if (!(fault instanceof GoneError)) throw fault;
    if (loudly) screen.hint(words.page.fetch_failed);
  }
  told();
}

async function told() {
  if (!held) return;
  const second = Math.max(now(held), held.floor);
  if (held.descriptor) screen.gate(held.descriptor);
  screen.union(bound?.union ?? "");
  screen.age(held.at, second);
  screen.counts(await store.day(second));
  // What ended meanwhile ends the scanning too.
  if (screen.current === "scan" && !ready()) scanner?.pause();
}

async function open() {
  held = await openLists(store, bound);
  await store.forget(Math.max(now(held), held.floor));
  await told();
  const fetching = refresh();
  if (!ready()) await fetching;
  await scan();
}

// --- what the guard does

async function manual(reason) {
  const day = await store.count(Math.max(now(held), held.floor), ["manual", `manual ${reason}`]);
  screen.counts(day);
  endAsking();
  await scan();
  screen.hint(words.page.manual_done);
}

const DEEDS = {
  scan,
  manual(button) {
    const reasons = screen.part("reasons");
    reasons.hidden = !reasons.hidden;
    button.setAttribute("aria-expanded", String(!reasons.hidden));
    if (!reasons.hidden) {
      screen.part("reasons-title").focus({ preventScroll: true });
      reasons.scrollIntoView({ block: "end" });
    }
  },
  ask(button) {
    if (asking.find()) endAsking();
    else {
      asking.begin();
      button.setAttribute("aria-pressed", "true");
    }
    sayHint();
  },
  async sound(button) {
    loud = !loud;
    button.setAttribute("aria-pressed", String(loud));
    await store.put("loud", loud);
  },
  async light(button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    await scanner?.torch(on);
    button.setAttribute("aria-pressed", String(on));
  },
  async fetch() {
    await refresh(true);
    if (screen.current === "trouble") await scan();
  },
  incident() {
    scanner?.pause();
    screen.part("traces").replaceChildren();
    screen.show("incident");
    screen.part("incident-title").focus({ preventScroll: true });
  },
  close: scan,
};

document.addEventListener("click", (event) => {
  wakeSound();
  const button = event.target.closest("[data-do], [data-reason]");
  if (!button) return;
  if (button.dataset.reason) manual(button.dataset.reason);
  else DEEDS[button.dataset.do](button);
});

screen.part("enrol").addEventListener("submit", async (event) => {
  event.preventDefault();
  const said = screen.part("enrol-said"), field = screen.part("code");
  try {
    bound = await enrol(data.enrol, field.value);
    await store.put("bound", bound);
    field.value = "";
    field.removeAttribute("aria-invalid");
    navigator.storage?.persist?.();
    await open();
    screen.hint(words.page.roots.replace("%n", await fingerprint(bound.roots)));
  } catch (fault) {
    if (!(fault instanceof EnrolError)) throw fault;
    said.textContent = fault.words ? `${words.page.enrol_wrong}${fault.words}` : words.page[`enrol_${fault.code}`];
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }
});

screen.part("incident").addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = screen.part("minute");
  if (!field.value) return;
  const minute = Date.parse(`${field.value}:00+08:00`) / 1000;
  drawTraces(screen.part("traces"), field.value.replace("T", " "), await findTraces(store, minute), words.page);
});

document.querySelector('[data-do="sound"]').setAttribute("aria-pressed", String(loud));
addEventListener("online", () => refresh());
setInterval(() => refresh(), REFRESH_MS);
setInterval(told, TICK_MS);
// A number that is over gives way to another one before the guard's eyes.
setInterval(() => { if (screen.current === "scan" && asking.find()) sayHint(); }, 1000);

// For the page, and for the scripts of its reader, which are fetched by their own address.
if ("serviceWorker" in navigator) {
  for (const scope of [data.scope, data.modules]) navigator.serviceWorker.register(data.worker, { scope }).catch(() => {});
}

if (bound && !bound.released) await open();
else ready();
document.body.dataset.ready = "";
