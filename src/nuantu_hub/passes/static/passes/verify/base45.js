// Base45 as RFC 9285 has it, upper case only: every text has one reading.
import { PassError } from "./verdict.js";

const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const VALUES = new Map([...SIGNS].map((sign, value) => [sign, value]));

// The bytes that a text stands for. Throws PassError.
export function decodeBase45(text) {
  const rest = text.length % 3;
  if (rest === 1) throw new PassError("E_FORMAT", "a base45 text of impossible length");
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (rest ? 1 : 0));
  for (let from = 0, to = 0; from < text.length; from += 3) {
    const digits = [...text.slice(from, from + 3)].map((sign) => VALUES.get(sign));
    if (digits.includes(undefined)) throw new PassError("E_FORMAT", "a sign outside the alphabet of base45");
    const value = digits.reduce((sum, digit, place) => sum + digit * 45 ** place, 0);
    if (value > (digits.length === 3 ? 0xffff : 0xff)) throw new PassError("E_FORMAT", "a group of base45 beyond its range");
    if (digits.length === 3) bytes[to++] = value >> 8;
    bytes[to++] = value & 0xff;
  }
  return bytes;
}

// The text of bytes.
export function encodeBase45(bytes) {
  let text = "";
  for (let from = 0; from < bytes.length; from += 2) {
    const pair = from + 1 < bytes.length;
    let value = pair ? bytes[from] * 256 + bytes[from + 1] : bytes[from];
    for (let left = pair ? 3 : 2; left; left -= 1) {
      text += SIGNS[value % 45];
      value = Math.floor(value / 45);
    }
  }
  return text;
}
