// The rider's page: from a scanned poster to the code on the screen, with or without a network.
import { evaluatePolicy, findLocal, readPolicy } from "../verify/policy.js";
import { clearAsked, findAsked } from "./asked.js";
import { showCode, hideCode } from "./code_view.js";
import { readMap } from "./compound_map.js";
import { choose, claim, FetchRefused, forgetOld, fromWords, openPresenter, refill } from "./credentials.js";
import { HubClock } from "./hub_clock.js";
import { fetchBundle, fetchPoster, fetchTrust, isInForce, recallBundle, recallTrust, syncClock } from "./hub.js";
import { setMap, showLarge } from "./map_view.js";
import { addresses, find, forget, go, note, onView, refuse, say, sayBuilding, shownView, tell, told, words } from "./page.js";
import { checkPlace, readPoster, Refusal } from "./poster.js";
import { showRules, tellShort } from "./rules_view.js";
import { learnPlace, openScanView } from "./scan_view.js";
import { listRecent, showStart } from "./start_view.js";
import { openStore } from "./store.js";
import { sayWay } from "../../stations/near.js";

const MARK = "nuantu-pass-until"; // says outside the store that there was something in it
const ALGORITHMS = { ES256: -7, EdDSA: -8 };
const roots = told.roots.map((root) => ({ alg: ALGORITHMS[root.algorithm], data: fromWords(root.public) }));
const csrf = document.querySelector("input[name=csrfmiddlewaretoken]").value;
const RENEW_S = 600;
const KEYS_INSIDE = 1; // this phone's keys cannot be taken out
const state = { store: null, clock: new HubClock(), trust: null, gate: null, bundle: null, map: null, lost: false, renewedAt: 0 };

const now = () => state.clock.now();
const swallow = (work) => work.catch((fault) => { if (fault instanceof FetchRefused) throw fault; });

function tellRefusal(fault) {
  if (fault instanceof Refusal) {
    refuse(say(words.refused[fault.code], fault.name, fault.metres === null ? "" : sayWay(fault.metres)));
  } else if (fault instanceof FetchRefused) tellFetch(fault);
  else throw fault;
}

function tellFetch({ told: said }) {
  if (said.reason === "consent") go("agree", { past: false });
  else if (said.reason === "sign_in") refuse(words.signin, { url: addresses.signin, words: words.signIn });
  else refuse([said.what, said.fix].filter(Boolean).join(words.stop), said.url ? { url: said.url, words: words.object } : null);
}

// With a network: the hub's time, whom to trust, what compounds agreed, and credentials for the hours ahead.
async function renew() {
  if (!navigator.onLine) return;
  const { store, clock } = state;
  await swallow(syncClock({ store, clock, address: addresses.time }));
  await swallow(fetchTrust({ store, address: addresses.trust, roots, second: now() }).then((trust) => { state.trust = trust ?? state.trust; }));
  await forgetOld(store, now());
  const known = await store.gates.all();
  for (const kind of known.some((gate) => gate.kind === 2) ? [1, 2] : [1]) await fetchKind(kind);
  await refresh(listRecent(known));
  state.renewedAt = now();
  if (shownView() === "start") await show();
}

// Posters and agreements of the gates that were used last, all of them whichever is used next: the hub does not learn
// from it at which one the rider stands. A gate that is no more goes from the list.
async function refresh(gates) {
  const { store } = state;
  for (const gate of gates) {
    const text = await fetchPoster({ address: addresses.gate, number: gate.number }).catch(() => undefined);
    if (text === null) await store.gates.drop(gate.number);
    else if (text) await swallow(readPoster(text, { trust: state.trust, second: now() }).then((fresh) => store.gates.put({ ...gate, ...fresh, poster: text })));
  }
  for (const compound of new Set(gates.filter((gate) => gate.kind === 1).map((gate) => gate.compound))) {
    await swallow(fetchBundle({ store, address: addresses.bundle, compound, trust: state.trust, second: now() }));
  }
}

// Fetches what is missing of a class; what the hub refuses is told, a network that is gone is not.
async function fetchKind(kind) {
  try {
    await refill({ store: state.store, address: addresses.credentials, csrf, kind, second: now() });
    localStorage.setItem(MARK, String(now()));
    state.lost = false;
  } catch (fault) {
    if (fault instanceof FetchRefused) tellFetch(fault);
    else if (!(fault instanceof TypeError || fault.name === "TimeoutError")) throw fault;
  }
}

async function findCredential(gate) {
  const found = choose(await state.store.credentials.all(), gate, now());
  if (found || !navigator.onLine) return found;
  await fetchKind(gate.kind);
  return choose(await state.store.credentials.all(), gate, now());
}

const show = () => showStart({ store: state.store, clock: state.clock, lost: state.lost, open: openGate });

// A text from the camera, a photo or a number: to its gate, or to one sentence.
async function take(text, { place = true } = {}) {
  forget();
  try {
    const gate = await readPoster(text, { trust: state.trust ?? await recallTrust({ store: state.store, roots }), second: now() });
    if (place) checkPlace(gate, await learnPlace());
    await openGate({ ...gate, number: gate.gate, poster: text });
  } catch (fault) {
    if (shownView() === "scan" && fault instanceof Refusal && fault.code !== "not_poster") go("start");
    tellRefusal(fault);
  }
}

async function findBundle(gate) {
  const asked = { store: state.store, compound: gate.compound, second: now() }, kept = await recallBundle(asked);
  // Where it is kept nobody is asked at the gate; newer ones come for all known compounds at once (refresh).
  if (!navigator.onLine || (kept && isInForce(kept, now()))) return kept;
  return fetchBundle({ ...asked, address: addresses.bundle, trust: state.trust }).catch(() => kept);
}

async function openGate(gate) {
  find("number").hidden = true;
  if (gate.expires <= now()) return tellRefusal(new Refusal("expired"));
  const known = await state.store.gates.get(gate.number);
  await state.store.gates.put({ building: "", ...known, ...gate, usedAt: Date.now() });
  state.gate = await state.store.gates.get(gate.number);
  state.bundle = gate.kind === 1 ? await findBundle(gate) : null;
  state.map = null;
  try {
    if (state.bundle) state.map = readMap(state.bundle.map);
  } catch { /* a compound without a map yet: the code is shown without one */ }
  if (gate.kind === 1 && !state.bundle) return tellRefusal(new Refusal("no_rules"));
  if (state.bundle && !isInForce(state.bundle, now())) return tellRefusal(new Refusal("paused"));
  const accepted = await state.store.recall(`accepted ${gate.compound}`);
  if (gate.kind === 2 || accepted === state.bundle.version) return go("code", { past: shownView() !== "code" });
  state.before = accepted;
  return go("rules");
}

function drawShort(policy) {
  find("code-rules").replaceChildren(...tellShort(policy, state.map, now()).map(([figure, what]) => {
    const box = document.createElement("p"), strong = document.createElement("b"), small = document.createElement("span");
    tell(strong, figure);
    small.textContent = what;
    box.append(strong, small);
    return box;
  }));
}

function tellHead() {
  const { gate } = state, building = gate.building ? sayBuilding(gate.building) : "";
  find("code-title").textContent = gate.compoundName;
  tell(find("code-sub"), building ? say(words.to, gate.gateName, building) : gate.kind === 2 ? gate.gateName : say(words.in, gate.gateName));
}

async function showPass() {
  const { gate, bundle, store } = state;
  if (!gate) return go("start", { past: false });
  tellHead();
  const policy = bundle && readPolicy(bundle.policy);
  find("code-rules").hidden = !policy;
  find("rules-open").hidden = !policy;
  if (policy) drawShort(policy);
  const ruling = policy ? evaluatePolicy(policy, findLocal(policy, now()), gate.kind, KEYS_INSIDE) : { allowed: true };
  note("code-note", ruling.allowed ? "" : words.ruling[ruling.code]);
  find("content").querySelector(".pass-bright span").textContent = words.bright;
  setMap({ map: state.map, gate: gate.number, building: gate.building, speedKmh: policy?.speedKmh, onChoose: chooseBuilding });
  find("code").closest(".card").hidden = true;
  const row = await findCredential(gate);
  if (gate !== state.gate || shownView() !== "code") return undefined;
  if (!row || row.wrongZone) return find("refusal").hidden ? refuse(row ? words.wrongZone : words.noCredential) : undefined;
  find("code").closest(".card").hidden = false;
  await claim(store, row, gate.compound);
  const present = openPresenter(row, gate.number, findAsked);
  return showCode({ clock: state.clock, onFault: () => refuse(words.tooLarge),
    // At the end of a window the next credential takes over by itself.
    present: (second) => (second < row.expires ? present(second) : Promise.resolve().then(showPass).then(() => "")) });
}

async function chooseBuilding(name) {
  state.gate.building = name;
  await state.store.gates.put(state.gate);
  tellHead();
}

find("accept").addEventListener("click", async () => {
  await state.store.keep(`accepted ${state.gate.compound}`, state.bundle.version);
  forget();
  go("code");
});
find("rules-open").addEventListener("click", () => { state.before = null; go("rules"); });
find("number").addEventListener("submit", async (event) => {
  event.preventDefault();
  const number = Number(find("number-input").value), known = await state.store.gates.get(number);
  forget();
  if (known) return openGate(known);
  if (!navigator.onLine) return tellRefusal(new Refusal("offline_gate"));
  const text = await fetchPoster({ address: addresses.gate, number }).catch(() => undefined);
  if (text) return take(text, { place: false });
  return tellRefusal(new Refusal(text === null ? "no_gate" : "offline_gate"));
});
document.querySelector("[data-go=number]").addEventListener("click", () => {
  find("number").hidden = !find("number").hidden;
  if (!find("number").hidden) find("number-input").focus();
});
find("agree").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch(event.target.action, { method: "POST", credentials: "same-origin", body: new FormData(event.target) }).catch(() => null);
  if (!answer?.ok) return refuse(words.offline);
  forget();
  await go("start", { past: false });
  return renew();
});
find("back").addEventListener("click", (event) => {
  if (shownView() === "start" || shownView() === "agree") return;
  event.preventDefault();
  forget();
  go("start");
});

function tellNetwork() {
  const off = !navigator.onLine;
  find("pill").classList.toggle("watch", false);
  document.documentElement.classList.toggle("is-offline", off);
}

// Credentials that were withdrawn with the consent or a lost phone open nothing, and with a suspension none for gates: the
// phone lets them go. Doors of stations stay open under a suspension.
async function dropStopped() {
  const { lost, suspension } = told.stopped, seen = `${told.agreed} ${lost} ${suspension ?? ""}`;
  if ((await state.store.recall("stopped")) === seen) return;
  const rows = await state.store.credentials.all(), over = lost || !told.agreed ? rows : rows.filter((row) => suspension && row.kind === 1);
  await state.store.credentials.drop(...over.map((row) => row.id));
  await state.store.keep("stopped", seen);
}

async function begin() {
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return refuse(words.unsafe);
  state.store = await openStore();
  // What another account left on this phone is not this rider's.
  if ((await state.store.recall("owner")) !== told.owner) {
    await state.store.empty();
    await state.store.keep("owner", told.owner);
    localStorage.removeItem(MARK);
  }
  await dropStopped();
  state.clock = new HubClock((await state.store.recall("offset")) ?? null);
  state.trust = await recallTrust({ store: state.store, roots });
  state.lost = localStorage.getItem(MARK) !== null && !(await state.store.credentials.all()).length;
  onView("start", show);
  onView("code", showPass, () => { clearAsked(); hideCode(); });
  onView("rules", () => (state.gate && state.bundle ? showRules({ ...state, second: now() }) : go("start", { past: false })));
  onView("map", showLarge);
  openScanView(take);
  tellNetwork();
  await go(told.agreed ? "start" : "agree", { past: false });
  navigator.storage?.persist?.();
  for (const scope of [addresses.scope, addresses.modules]) navigator.serviceWorker?.register(addresses.worker, { scope }).catch(() => {});
  addEventListener("online", () => { tellNetwork(); renew(); });
  addEventListener("offline", tellNetwork);
  // An installed page is opened once and looked at for days.
  document.addEventListener("visibilitychange", () => { if (!document.hidden && now() - state.renewedAt > RENEW_S) renew(); });
  if (told.stopped.suspension) refuse(words.suspended, { url: told.stopped.url, words: words.why });
  if (told.agreed) await renew();
}

begin();
