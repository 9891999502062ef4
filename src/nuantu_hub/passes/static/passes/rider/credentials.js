// Keys and credentials of this phone: keys are made here and cannot be read by any script, credentials are fetched for
// the windows ahead and kept, and each compound gets one of its own in each window, so that nothing is common to two.
import { joinBytes } from "../verify/canonical.js";
import { decodeClaims } from "../verify/credential.js";
import { lowerSignature } from "../verify/curve.js";
import { readEnvelope } from "../verify/envelope.js";
import { buildPresentationMessage, encodePresentation, findStep, joinToken } from "../verify/presentation.js";

export const WINDOW_S = 4 * 3600;
const AHEAD = 4; // windows: the one of now and what comes after, twelve hours at the least
const COUNTS = { 1: 18, 2: 6 }; // keys of a window, by class: 72 and 24 in all
const EDGE_S = 5; // a credential that ends sooner is not begun with
const KEY = { name: "ECDSA", namedCurve: "P-256" }, SIGN = { name: "ECDSA", hash: "SHA-256" };

export const toWords = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
export const fromWords = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

// A key that can sign and cannot be read, with its public point in the short form (33 bytes).
export async function makeKey() {
  const pair = await crypto.subtle.generateKey(KEY, false, ["sign", "verify"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { key: pair.privateKey, point: joinBytes([[2 + (point[64] & 1)], point.subarray(1, 33)]) };
}

export const windowOf = (second) => second - (second % WINDOW_S);

// The windows ahead of which this phone has no credentials of a class.
export function listMissing(rows, kind, second) {
  const windows = Array.from({ length: AHEAD }, (_, place) => windowOf(Math.floor(second)) + place * WINDOW_S);
  return windows.filter((start) => !rows.some((row) => row.kind === kind && row.start === start));
}

export class FetchRefused extends Error {
  // `told` is what the hub said: { what, fix, reason, url }.
  constructor(status, told) {
    super(told.what ?? String(status));
    this.status = status;
    this.told = told;
  }
}

async function post(address, csrf, body) {
  const answer = await fetch(address, { method: "POST", credentials: "same-origin", redirect: "manual", headers: { "Content-Type": "application/json", "X-CSRFToken": csrf }, body: JSON.stringify(body) });
  const told = answer.type === "opaqueredirect" ? { reason: "sign_in" } : await answer.json().catch(() => ({ reason: answer.status === 401 ? "sign_in" : "form" }));
  if (!answer.ok) throw new FetchRefused(answer.status, told);
  return told;
}

// Reads one credential that the hub gave; null where it is not for the key it was asked for.
function readGiven(given, key, kind) {
  const raw = fromWords(given.credential), claims = decodeClaims(readEnvelope(raw).payload);
  if (claims.kind !== kind || toWords(claims.deviceKey) !== toWords(key.point)) return null;
  return { kind, start: given.window, key: key.key, credential: raw, notBefore: claims.notBefore, expires: claims.expires, zones: claims.zones, keyLevel: claims.keyLevel, compound: null };
}

// Fetches what is missing of a class and keeps it; gives the hub's time and how many came. What was asked and not
// answered is asked again with the same keys. Throws FetchRefused, or TypeError without a network.
export async function refill({ store, address, csrf, kind, second }) {
  const rows = await store.credentials.all(), windows = listMissing(rows, kind, second);
  if (!windows.length) return { count: 0 };
  const name = `asked ${kind}`;
  let asked = await store.recall(name);
  if (asked?.windows.join() !== windows.join()) {
    const keys = await Promise.all(windows.map(() => Promise.all(Array.from({ length: COUNTS[kind] }, makeKey))));
    asked = { token: crypto.randomUUID(), windows, keys };
    await store.keep(name, asked);
  }
  const told = await post(address, csrf, { token: asked.token, class: kind, key_level: 1,
    windows: windows.map((start, place) => ({ start, keys: asked.keys[place].map((one) => toWords(one.point)) })) });
  const keys = new Map(asked.keys.flat().map((one) => [toWords(one.point), one]));
  const fresh = told.credentials.map((given) => keys.has(given.key) && readGiven(given, keys.get(given.key), kind)).filter(Boolean);
  await store.credentials.put(...fresh);
  await store.keep(name, null);
  return { count: fresh.length, time: told.time };
}

// Forgets what no clock brings back.
export async function forgetOld(store, second) {
  const over = (await store.credentials.all()).filter((row) => row.expires + 120 < second);
  if (over.length) await store.credentials.drop(...over.map((row) => row.id));
}

// Until when the phone can show codes of a class, seconds; 0 where it cannot now.
export function findEnd(rows, kind, second) {
  let end = second;
  for (const row of rows.filter((one) => one.kind === kind).sort((one, other) => one.notBefore - other.notBefore)) if (row.notBefore <= end && row.expires > end) end = row.expires;
  return end > second ? end : 0;
}

// The credential for a gate: the one that its compound has in this window, else a fresh one, else the one that the
// fewest compounds have. Null where there is none, { wrongZone } where none is for the gate's zone.
export function choose(rows, { compound, kind, zone }, second) {
  const valid = rows.filter((row) => row.kind === kind && row.notBefore <= second && second < row.expires - EDGE_S);
  const fit = valid.filter((row) => row.zones.includes(zone));
  if (!fit.length) return valid.length ? { wrongZone: true } : null;
  const places = (row) => row.compound ?? [];
  const own = fit.find((row) => places(row).includes(compound));
  return own ?? fit.reduce((one, other) => (places(other).length < places(one).length ? other : one));
}

// Gives the chosen credential to its compound for this window.
export async function claim(store, row, compound) {
  if (row.compound?.includes(compound)) return;
  row.compound = [...(row.compound ?? []), compound];
  await store.credentials.put(row);
}

// The text of one step of 15 seconds: the same step gives the same text, so that it stands still until it turns, or
// until a gate asks for a number: `asked()` gives its bytes, or null.
export function openPresenter(row, gate, asked = () => null) {
  let last = { step: -1, number: "", text: "" };
  return async (second) => {
    const step = findStep(Math.floor(second));
    const answer = asked(), number = String(answer ?? "");
    if (step === last.step && number === last.number) return last.text;
    const presentation = encodePresentation({ step, gate, nonce: answer ?? crypto.getRandomValues(new Uint8Array(4)) });
    const message = await buildPresentationMessage(row.credential, presentation);
    const signature = lowerSignature(new Uint8Array(await crypto.subtle.sign(SIGN, row.key, message)));
    last = { step, number, text: joinToken({ credential: row.credential, presentation, signature }) };
    return last.text;
  };
}
