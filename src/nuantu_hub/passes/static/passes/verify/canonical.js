// Deterministic CBOR of the few types that passes use: every value has one encoding, and every encoding one value.
// Whole numbers come as numbers while they are exact, else as BigInt; maps as Map.
import { PassError } from "./verdict.js";

const DEPTH_MAX = 8;
const SIMPLE = new Map([[20, false], [21, true], [22, null]]);
const READER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const WRITER = new TextEncoder();

const malformed = (reason) => new PassError("E_FORMAT", reason);
const odd = (reason) => new PassError("E_NONCANON", reason);

// Which of two byte strings comes first; negative, 0 or positive.
export function compareBytes(one, other) {
  const shorter = Math.min(one.length, other.length);
  for (let at = 0; at < shorter; at += 1) if (one[at] !== other[at]) return one[at] - other[at];
  return one.length - other.length;
}

class Reading {
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  value(depth) {
    if (this.at >= this.data.length) throw malformed("ends too early");
    const first = this.data[this.at++];
    const major = first >> 5;
    let count = first & 31;
    if (major === 7) {
      if (!SIMPLE.has(count)) throw malformed("a number or simple value of a type that passes do not have");
      return SIMPLE.get(count);
    }
    if (count >= 24) count = this.count(count);
    if (major === 0) return count;
    if (major === 1) return typeof count === "bigint" ? -1n - count : -1 - count;
    if (major < 4) return this.string(major, count);
    if (major === 6) throw malformed("a tag that passes do not have");
    if (count > this.data.length - this.at || !depth) throw malformed(depth ? "ends too early" : "nested too deeply");
    return major === 4 ? this.array(count, depth) : this.map(count, depth);
  }

  count(extra) {
    if (extra === 31) throw odd("an indefinite length");
    if (extra > 27) throw malformed("a head that CBOR does not have");
    const size = 1 << (extra - 24);
    if (this.at + size > this.data.length) throw malformed("ends too early");
    let count = 0n;
    for (let left = size; left; left -= 1) count = (count << 8n) | BigInt(this.data[this.at++]);
    if (count < (size === 1 ? 24n : 1n << BigInt(4 * size))) throw odd("a longer head than needed");
    // One more than the largest exact number below zero is still exact with the sign: -1 - count.
    return count < BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : count;
  }

  string(major, count) {
    if (count > this.data.length - this.at) throw malformed("ends too early");
    const raw = this.data.subarray(this.at, this.at + count);
    this.at += count;
    if (major === 2) return raw;
    try {
      return READER.decode(raw);
    } catch {
      throw malformed("a text that is no UTF-8");
    }
  }

  array(count, depth) {
    const found = [];
    for (let left = count; left; left -= 1) found.push(this.value(depth - 1));
    return found;
  }

  map(count, depth) {
    const found = new Map();
    let before = new Uint8Array();
    for (let left = count; left; left -= 1) {
      const begin = this.at, key = this.value(depth - 1), raw = this.data.subarray(begin, this.at);
      if (!["number", "bigint", "string"].includes(typeof key)) throw malformed("a key that is neither a number nor a text");
      if (compareBytes(raw, before) <= 0) throw odd("keys out of order or twice");
      before = raw;
      found.set(key, this.value(depth - 1));
    }
    return found;
  }
}

// The value of an encoding; PassError of code E_FORMAT or E_NONCANON where it is not the one encoding.
export function decodeCanonical(data) {
  const reading = new Reading(data);
  const value = reading.value(DEPTH_MAX);
  if (reading.at !== data.length) throw odd("bytes after the end");
  return value;
}

function encodeHead(major, count) {
  const first = major << 5, wide = BigInt(count);
  if (wide < 24n) return [first | Number(wide)];
  const size = wide < 256n ? 1 : wide < 65536n ? 2 : wide < 4294967296n ? 4 : 8;
  const head = [first | (24 + Math.log2(size))];
  for (let shift = BigInt(8 * (size - 1)); shift >= 0n; shift -= 8n) head.push(Number((wide >> shift) & 255n));
  return head;
}

export function joinBytes(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// The one encoding of a value; maps as Map, byte strings as Uint8Array. Throws TypeError for any other type.
export function encodeCanonical(value) {
  if (value === null) return Uint8Array.of(0xf6);
  if (typeof value === "boolean") return Uint8Array.of(value ? 0xf5 : 0xf4);
  if (typeof value === "bigint" || Number.isSafeInteger(value)) {
    const negative = value < 0;
    return Uint8Array.from(encodeHead(negative ? 1 : 0, negative ? -1n - BigInt(value) : value));
  }
  if (value instanceof Uint8Array) return joinBytes([encodeHead(2, value.length), value]);
  if (typeof value === "string") {
    const raw = WRITER.encode(value);
    return joinBytes([encodeHead(3, raw.length), raw]);
  }
  if (Array.isArray(value)) return joinBytes([encodeHead(4, value.length), ...value.map(encodeCanonical)]);
  if (value instanceof Map) {
    const pairs = [...value].map(([key, one]) => joinBytes([encodeCanonical(key), encodeCanonical(one)])).sort(compareBytes);
    return joinBytes([encodeHead(5, pairs.length), ...pairs]);
  }
  throw new TypeError(`${typeof value} has no place in a pass`);
}
