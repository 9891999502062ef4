// The list of whom to trust: issuers' keys with their uses and life, signed by at least two of three roots.
import { findKid, isSigned } from "./algorithms.js";
import { compareBytes, decodeCanonical, joinBytes } from "./canonical.js";
import { isSignedBy, readEnvelope } from "./envelope.js";
import { takeBytes, takeList, takeMap, takeNumber, takeTime } from "./fields.js";
import { PassError } from "./verdict.js";

export const AHEAD_MAX_S = 90;
const MAGIC = new TextEncoder().encode("XL1:");
const USES = ["credential", "descriptor", "policy", "status"];
const THRESHOLD = 2, LIFE_S = 72 * 3600, KEYS_MAX = 256, SIZE_MAX = 65536;

export const startsWith = (data, magic) => data.length >= magic.length && !compareBytes(data.subarray(0, magic.length), magic);
export const same = (one, other) => compareBytes(one, other) === 0;

function decodeKey(found) {
  const uses = takeList(found, 6, USES.length, 1), classes = takeList(found, 7, 2);
  if (!uses.every((use) => USES.includes(use)) || !classes.every((one) => one === 1 || one === 2)) {
    throw new PassError("E_FORMAT", "a use or a class that there is not");
  }
  const key = { alg: takeNumber(found, 2, 2 ** 31, -(2 ** 31)), data: takeBytes(found, 3, 1, 600) };
  const kid = takeBytes(found, 1, 8), notBefore = takeTime(found, 4), expires = takeTime(found, 5);
  return { kid, key, notBefore, expires, uses: new Set(uses), classes: new Set(classes) };
}

function splitTrustList(data) {
  if (data.length > SIZE_MAX || !startsWith(data, MAGIC)) throw new PassError("E_FORMAT", "no list of whom to trust");
  const found = decodeCanonical(data.subarray(4));
  if (!Array.isArray(found) || found.length !== 2 || !(found[0] instanceof Uint8Array) || !Array.isArray(found[1])) {
    throw new PassError("E_FORMAT", "not a payload and its signatures");
  }
  const parts = found[1].map((one) => {
    const part = Array.isArray(one) && one.length === 2 ? one : [];
    return { kid: takeBytes(part, 0, 8), signature: takeBytes(part, 1, 64) };
  });
  return { payload: found[0], parts };
}

async function countRoots(payload, parts, roots) {
  const message = joinBytes([MAGIC, payload]), signed = new Set();
  for (const root of roots) {
    const kid = await findKid(root.data);
    for (const part of parts) {
      if (same(part.kid, kid) && await isSigned(root, part.signature, message)) signed.add(root.data.join());
    }
  }
  return signed.size;
}

// Two lists in words that are equal where the lists are, in whatever order their keys name uses and classes.
function tellApart({ version, issued, expires, keys }) {
  const told = keys.map((one) => [one.kid.join(), one.key.alg, one.key.data.join(), one.notBefore, one.expires, [...one.uses].sort(), [...one.classes].sort()]);
  return JSON.stringify([version, issued, expires, told]);
}

// The list of some bytes, checked against the roots' keys [{alg, data}] and the list that is held. Throws PassError.
export async function readTrustList(data, roots, held, now) {
  const { payload, parts } = splitTrustList(data);
  const signed = await countRoots(payload, parts, roots);
  if (signed < THRESHOLD) throw new PassError("E_SIG", `signed by ${signed} of the roots, not by ${THRESHOLD}`);
  const found = takeMap(decodeCanonical(payload));
  const keys = takeList(found, 4, KEYS_MAX).map((one) => decodeKey(takeMap(one)));
  const trust = { version: takeNumber(found, 1), issued: takeTime(found, 2), expires: takeTime(found, 3), keys };
  if (held && (trust.version < held.version || (trust.version === held.version && tellApart(trust) !== tellApart(held)))) {
    throw new PassError("E_STALE", `version ${trust.version} is not newer than the version ${held.version} held`);
  }
  if (!(trust.issued < trust.expires && trust.expires <= trust.issued + LIFE_S)) throw new PassError("E_LIFE", "good for longer than 72 hours");
  if (now >= trust.expires) throw new PassError("E_TRUST_EXPIRED", "its time is over");
  if (trust.issued > now + AHEAD_MAX_S) throw new PassError("E_FUTURE", "a list of a day to come");
  return trust;
}

// The key that signed an envelope, of all keys of its kid. Throws PassError E_KID, E_ALG or E_SIG.
export async function findSigner(trust, envelope, use, now) {
  const named = trust.keys.filter((key) => same(key.kid, envelope.kid) && key.uses.has(use) && key.notBefore - AHEAD_MAX_S <= now && now < key.expires);
  if (!named.length) throw new PassError("E_KID", "no key of this id is trusted for this now");
  if (named.every((key) => key.key.alg !== envelope.alg)) throw new PassError("E_ALG", "the key is for another algorithm");
  for (const key of named) if (await isSignedBy(envelope, key.key)) return key;
  throw new PassError("E_SIG", "the issuer did not sign this");
}

// The payload of a COSE_Sign1 that a key trusted for this use signed. Throws PassError.
export async function findSigned(data, trust, use, now) {
  if (now >= trust.expires) throw new PassError("E_TRUST_EXPIRED", "the list of whom to trust is over");
  const envelope = readEnvelope(data);
  await findSigner(trust, envelope, use, now);
  return envelope.payload;
}
