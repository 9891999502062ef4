// A holder's key file, made and opened in the browser: the same file that ``nuantu keys holder new`` writes.
import { readPrivate } from "./sealing.js";

export const PASSPHRASE_MIN = 12;
const FORMAT = "nuantu-pass-key/1", ROUNDS = 600_000, NONCE_BYTES = 12, SALT_BYTES = 16;
const TEXT = new TextEncoder();
export const decode = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
export const encode = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

export class KeyFileError extends Error {
  // code: "form" | "role" | "sealed" (no passphrase) | "passphrase" | "short"
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// What the file says openly, as it is authenticated: the values of its fields as JSON, by the names of the fields.
const bind = (label) => TEXT.encode(Object.keys(label).sort().map((field) => JSON.stringify(label[field])).join("\n"));

async function stretch(passphrase, salt) {
  const words = await crypto.subtle.importKey("raw", TEXT.encode(passphrase), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, words,
    { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

// Draws a key: the text of its file, and its public half, which the hub is given.
export async function drawHolder(office, passphrase, second) {
  if ([...passphrase].length < PASSPHRASE_MIN) throw new KeyFileError("short");
  const pair = await crypto.subtle.generateKey({ name: "X25519" }, true, ["deriveBits"]);
  const publicBytes = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const plain = await crypto.subtle.exportKey("pkcs8", pair.privateKey);
  const label = { format: FORMAT, role: "holder", name: office, demo: false, made_s: second, algorithm: "X25519",
    public: encode(publicBytes) };
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES)), iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: bind(label) }, await stretch(passphrase, salt), plain));
  const kdf = { name: "pbkdf2-sha256", rounds: ROUNDS, salt: encode(salt) };
  const text = JSON.stringify({ ...label, kdf, private: encode(new Uint8Array([...iv, ...sealed])) }, null, 1);
  return { text: `${text}\n`, publicBytes };
}

// The key of a file's text: {key, publicBytes, office}. Throws KeyFileError.
export async function openHolder(text, passphrase) {
  let told;
  try {
    told = JSON.parse(text);
  } catch {
    throw new KeyFileError("form");
  }
  if (told?.format !== FORMAT) throw new KeyFileError("form");
  const { kdf, private: sealed, ...label } = told;
  if (label.role !== "holder" || label.algorithm !== "X25519") throw new KeyFileError("role");
  if (kdf?.name !== "pbkdf2-sha256" || kdf.rounds !== ROUNDS) throw new KeyFileError("sealed");
  try {
    const bytes = decode(sealed);
    const way = { name: "AES-GCM", iv: bytes.slice(0, NONCE_BYTES), additionalData: bind(label) };
    const plain = await crypto.subtle.decrypt(way, await stretch(passphrase, decode(kdf.salt)), bytes.slice(NONCE_BYTES));
    const holder = await readPrivate(new Uint8Array(plain));
    if (encode(holder.publicBytes) !== label.public) throw new KeyFileError("form");
    return { ...holder, office: label.name };
  } catch (error) {
    throw error instanceof KeyFileError ? error : new KeyFileError("passphrase");
  }
}
