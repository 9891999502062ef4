// Signature algorithms by number: ES256 (-7) and Ed25519 (-8), on WebCrypto. A token never chooses: the key says which.
import { findPoint, isLowSignature } from "./curve.js";

const { subtle } = globalThis.crypto;
const ES256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

export async function sha256(data) {
  return new Uint8Array(await subtle.digest("SHA-256", data));
}

// A key of P-256 from its compressed point (33 bytes), or null where it is none.
export async function readPoint(data) {
  const point = data.length === 33 && (data[0] === 2 || data[0] === 3) ? findPoint(data.subarray(1), data[0] === 3) : null;
  return point && subtle.importKey("raw", point, ES256, false, ["verify"]);
}

// Whether a signature of 64 bytes is of this key over this message, with s in its lower form.
export async function isEs256(key, signature, message) {
  return isLowSignature(signature) && subtle.verify(ES256, key, signature, message);
}

async function readEdwards(data) {
  if (data.length !== 32) return null;
  return subtle.importKey("raw", data, "Ed25519", false, ["verify"]).catch(() => null);
}

async function isEdwards(key, signature, message) {
  return signature.length === 64 && subtle.verify("Ed25519", key, signature, message);
}

const ALGORITHMS = new Map([[-7, { read: readPoint, check: isEs256 }], [-8, { read: readEdwards, check: isEdwards }]]);

export const isKnownAlgorithm = (alg) => ALGORITHMS.has(alg);

// Keys of issuers and roots are few and loaded once; a device's key never comes here.
const loaded = new Map();

function load(alg, data) {
  const name = `${alg} ${data.join()}`;
  if (!loaded.has(name)) {
    if (loaded.size > 64) loaded.clear();
    loaded.set(name, Promise.resolve(ALGORITHMS.get(alg)?.read(data) ?? null));
  }
  return loaded.get(name);
}

// The name of a public key: the first 8 bytes of its SHA-256.
export const findKid = async (data) => (await sha256(data)).slice(0, 8);

export const isUsable = async ({ alg, data }) => Boolean(await load(alg, data));

// Whether a signature is of a key {alg, data} over a message; false too where the key itself is unusable.
export async function isSigned({ alg, data }, signature, message) {
  const key = await load(alg, data);
  return Boolean(key) && ALGORITHMS.get(alg).check(key, signature, message);
}
