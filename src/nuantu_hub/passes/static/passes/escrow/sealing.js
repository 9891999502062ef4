// Sealing to one person: HPKE (RFC 9180), base mode, X25519 with HKDF-SHA256 and AES-128-GCM, on WebCrypto.
// The twin of nuantu.passes.sealing: what one seals the other opens.
import { compareBytes, joinBytes } from "../verify/canonical.js";

const TEXT = new TextEncoder();
const KEM = joinBytes([TEXT.encode("KEM"), new Uint8Array([0, 0x20])]);
const SUITE = joinBytes([TEXT.encode("HPKE"), new Uint8Array([0, 0x20, 0, 1, 0, 1])]);
const EMPTY = new Uint8Array();
const X25519 = { name: "X25519" };
// PKCS 8 around the 32 bytes of an X25519 private key (RFC 8410).
const PRIVATE_HEAD = new Uint8Array([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20]);

export class SealError extends Error {}

export const readPublic = (bytes) => crypto.subtle.importKey("raw", bytes, X25519, true, []);

// A private key of 32 bytes or as PKCS 8, with its public half.
export async function readPrivate(bytes) {
  const form = bytes.length === 32 ? joinBytes([PRIVATE_HEAD, bytes]) : bytes;
  const key = await crypto.subtle.importKey("pkcs8", form, X25519, true, ["deriveBits"]);
  const told = await crypto.subtle.exportKey("jwk", key);
  const words = told.x.replaceAll("-", "+").replaceAll("_", "/");
  return { key, publicBytes: Uint8Array.from(atob(words), (sign) => sign.charCodeAt(0)) };
}

async function hmac(secret, data) {
  // WebCrypto takes no empty key; one of zeroes is the same key.
  const raw = secret.length ? secret : new Uint8Array(32);
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, data));
}

const name = (suite, label, data) => joinBytes([TEXT.encode("HPKE-v1"), suite, TEXT.encode(label), data]);
const extract = (suite, salt, label, data) => hmac(salt, name(suite, label, data));

// At most 32 bytes are ever needed: one round of HKDF's expansion.
async function expand(suite, secret, label, context, length) {
  const length2 = new Uint8Array([0, length]);
  const info = joinBytes([length2, name(suite, label, context), new Uint8Array([1])]);
  return (await hmac(secret, info)).slice(0, length);
}

async function agree(privateKey, publicKey, context) {
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ ...X25519, public: publicKey }, privateKey, 256));
  if (shared.every((byte) => byte === 0)) throw new SealError("a key that everybody knows");
  const secret = await extract(KEM, EMPTY, "eae_prk", shared);
  return expand(KEM, secret, "shared_secret", context, 32);
}

async function schedule(shared, purpose) {
  const context = joinBytes([new Uint8Array(1), await extract(SUITE, EMPTY, "psk_id_hash", EMPTY),
    await extract(SUITE, EMPTY, "info_hash", purpose)]);
  const secret = await extract(SUITE, shared, "secret", EMPTY);
  const raw = await expand(SUITE, secret, "key", context, 16);
  return { key: await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]),
    iv: await expand(SUITE, secret, "base_nonce", context, 12) };
}

// Bytes that only the owner of a public key opens, for this purpose. Throws SealError.
export async function seal(plain, publicBytes, purpose) {
  try {
    const own = await crypto.subtle.generateKey(X25519, true, ["deriveBits"]);
    const ownPublic = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
    const shared = await agree(own.privateKey, await readPublic(publicBytes), joinBytes([ownPublic, publicBytes]));
    const { key, iv } = await schedule(shared, purpose);
    return joinBytes([ownPublic, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain))]);
  } catch {
    throw new SealError("this cannot be sealed to that key");
  }
}

// What was sealed to a key of readPrivate. Throws SealError where it does not open. ``extra`` is for the standard's example.
export async function unseal(sealed, holder, purpose, extra = EMPTY) {
  try {
    const sent = sealed.slice(0, 32);
    const shared = await agree(holder.key, await readPublic(sent), joinBytes([sent, holder.publicBytes]));
    const { key, iv } = await schedule(shared, purpose);
    const way = { name: "AES-GCM", iv, additionalData: extra };
    return new Uint8Array(await crypto.subtle.decrypt(way, key, sealed.slice(32)));
  } catch {
    throw new SealError("this key does not open it");
  }
}

export const same = (one, other) => compareBytes(one, other) === 0;
