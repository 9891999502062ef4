// The lists a gate judges by: fetched when there is a network, kept as fetched, and believed only by their signatures.
import { readBundle } from "../verify/bundle.js";
import { readDescriptor } from "../verify/descriptor.js";
import { PolicyError, readPolicy } from "../verify/policy.js";
import { readStatusList } from "../verify/status_list.js";
import { readTrustList } from "../verify/trust_list.js";
import { PassError } from "../verify/verdict.js";
import { readRoots } from "./enrolment.js";
import { GoneError, reach } from "./reach.js";

const WINDOW_S = 14400, AHEAD = 4, PARTS = 16, BEHIND = 1;

async function ask(address, kind) {
  const answer = await reach(address);
  if (!answer.ok) return null;
  return kind === "json" ? answer.json() : kind === "text" ? answer.text() : new Uint8Array(await answer.arrayBuffer());
}

// What is held of a gate, from what the phone keeps: { trust, descriptor, bundles, status, floor, at, skew, synced }.
export async function openLists(store, bound) {
  const held = { trust: null, descriptor: null, bundles: [], status: new Map(), floor: 0, at: null, skew: 0, synced: false, faults: [] };
  const kept = await store.get("lists");
  if (!kept) return held;
  Object.assign(held, { floor: kept.floor, at: kept.at, skew: kept.skew, synced: kept.synced, taken: kept.taken });
  // They were checked when they came; what has ended since says so at the gate, by its own verdict.
  await take(held, kept, bound, kept.taken);
  return held;
}

// The gate's clock: this phone's, moved by what the hub's was ahead of it when it was last asked.
export const now = (held) => Math.floor(Date.now() / 1000) + held.skew;

async function attempt(held, name, act) {
  try {
    await act();
  } catch (fault) {
    if (!(fault instanceof PassError || fault instanceof PolicyError)) throw fault;
    held.faults.push({ name, code: fault.code ?? fault.field });
  }
}

// Takes over what is newer and rightly signed; what is not leaves what is held, and says so in `faults`.
async function take(held, raw, bound, second) {
  held.faults = [];
  if (raw.trust) await attempt(held, "trust", async () => {
    held.trust = await readTrustList(raw.trust, readRoots(bound.roots), held.trust, second);
    held.rawTrust = raw.trust;
    held.floor = Math.max(held.floor, held.trust.issued);
  });
  if (!held.trust) return;
  if (raw.descriptor) await attempt(held, "descriptor", async () => {
    const found = await readDescriptor(raw.descriptor, held.trust, second);
    if (found.gate !== bound.gate || (held.descriptor && found.version < held.descriptor.version)) return;
    held.descriptor = found;
    held.rawDescriptor = raw.descriptor;
  });
  for (const bytes of raw.bundles || []) await attempt(held, "bundle", () => takeBundle(held, bytes, second));
  for (const [number, bytes] of raw.status || []) await attempt(held, `status ${number}`, async () => {
    const list = await readStatusList(bytes, number, held.trust, held.status.get(number), second);
    held.status.set(number, { ...list, raw: bytes });
    held.floor = Math.max(held.floor, list.issued);
  });
}

// A bundle may begin tomorrow: the one in force stays beside it until then.
async function takeBundle(held, bytes, second) {
  const found = await readBundle(bytes, held.trust, second);
  const newest = Math.max(0, ...held.bundles.map((one) => one.version));
  if (found.compound !== held.descriptor?.compound || found.version <= newest) return;
  const before = found.from > second ? held.bundles.filter((one) => one.from <= second).slice(-1) : [];
  held.bundles = [...before, { ...found, terms: readPolicy(found.policy), raw: bytes }];
}

function findTerms(held, second) {
  const begun = held.bundles.findLast((one) => one.from <= second);
  return begun && second < (begun.until ?? Infinity) ? begun.terms : null;
}

// Whether anything is agreed for a moment: not before, not after, and not while the compound pauses.
export const isAgreed = (held, second) => findTerms(held, second) !== null;

// What is agreed for a moment; where nothing is, it is closed at every hour.
export function findPolicy(held, second) {
  return findTerms(held, second) ?? { ...held.bundles.at(-1)?.terms, hours: Array.from({ length: 7 }, () => []) };
}

// The numbers of the lists of gates (class 1) whose credentials can be alive now or are fetched for later.
export function listNumbers(second) {
  const window = Math.floor(second / WINDOW_S), numbers = [];
  for (let one = window - BEHIND; one < window + AHEAD; one += 1) numbers.push(one * 2 * PARTS);
  return numbers;
}

async function fetchStatus(base, second) {
  const told = await ask(`${base}status`, "json");
  const named = told?.lists.filter((one) => one.class === 1).map((one) => one.number) ?? listNumbers(second);
  const found = [];
  for (const number of named) {
    const bytes = await ask(`${base}status/${number}`);
    if (bytes) found.push([number, bytes]);
  }
  return found;
}

// Asks for everything anew and keeps it; throws where there is no network. Gives what is held then.
export async function refreshLists(store, bound, base, before) {
  const asked = Date.now(), told = await ask(`${base}time`, "json");
  if (!told) throw new GoneError(base);
  const second = told.time, held = { ...before, status: new Map(before.status) };
  // Half the way is assumed each way, and half of the second that the hub left out.
  held.skew = Math.round(second + 0.5 - (asked + Date.now()) / 2000);
  held.synced = true;
  const raw = { trust: await ask(`${base}trust`), status: await fetchStatus(base, second), descriptor: await ask(`${base}gate/${bound.gate}/descriptor`, "text") };
  raw.bundles = [await ask(`${base}bundle/${bound.compound}`)].filter(Boolean);
  held.taken = Math.max(second, held.floor);
  await take(held, raw, bound, held.taken);
  if (!held.faults.length) held.at = second;
  for (const [number, list] of held.status) if (second - list.issued > 2 * 86400) held.status.delete(number);
  await keep(store, held);
  return held;
}

async function keep(store, held) {
  await store.put("lists", {
    trust: held.rawTrust, descriptor: held.rawDescriptor, bundles: held.bundles.map((one) => one.raw), floor: held.floor, at: held.at, skew: held.skew, synced: held.synced, taken: held.taken,
    status: [...held.status].map(([number, list]) => [number, list.raw]),
  });
}
