// Binding this phone to its gate with the desk's one-time code, and signing as the gate does from then on.
import { GoneError, reach } from "./reach.js";

const encode = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const decode = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const ALGORITHMS = { ES256: -7, EdDSA: -8 };

export class EnrolError extends Error {
  // code: "old" (no Ed25519 here) | "offline" | "refused", with the hub's own words
  constructor(code, words = "") {
    super(words || code);
    this.code = code;
    this.words = words;
  }
}

// What people compare of the roots: as nuantu.passes.roots writes a set, with its keys in order.
export async function fingerprint(set) {
  const inOrder = (value) => {
    if (Array.isArray(value)) return value.map(inOrder);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.keys(value).sort().map((key) => [key, inOrder(value[key])]));
  };
  const { format, number, demo, roots } = set;
  const packed = new TextEncoder().encode(JSON.stringify(inOrder({ format, number, demo, roots })));
  const whole = new Uint8Array(await crypto.subtle.digest("SHA-256", packed)).subarray(0, 8);
  return Array.from(whole, (byte) => byte.toString(16).padStart(2, "0")).join("").match(/.{4}/g).join(" ");
}

export const readRoots = (set) => set.roots.map((root) => ({ alg: ALGORITHMS[root.algorithm], data: decode(root.public) }));

// Gives what the phone keeps of its enrolment; the private half of its key can be used here and read nowhere.
export async function enrol(address, code) {
  let pair;
  try {
    pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  } catch {
    throw new EnrolError("old");
  }
  const key = encode(await crypto.subtle.exportKey("raw", pair.publicKey));
  let answer, told;
  try {
    answer = await reach(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code, key }) });
    told = await answer.json();
  } catch (fault) {
    if (!(fault instanceof GoneError || fault instanceof SyntaxError)) throw fault;
    throw new EnrolError("offline");
  }
  if (!answer.ok) throw new EnrolError("refused", [told.what, told.fix].filter(Boolean).join("；"));
  return { gate: told.gate, compound: told.compound, roots: told.roots, union: told.union, signer: pair.privateKey };
}

// The headers with which a request is signed, as doors sign (docs/door.md, "Signing").
export async function signRequest(bound, path, body, second) {
  const raw = new TextEncoder().encode(body);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", raw));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const signed = new TextEncoder().encode(`POST\n${path}\n${second}\n${hex}`);
  const signature = encode(await crypto.subtle.sign("Ed25519", bound.signer, signed));
  return { "Nuantu-Door": String(bound.gate), "Nuantu-Time": String(second), "Nuantu-Signature": signature, "Content-Type": "application/json" };
}
