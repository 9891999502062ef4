// The list of withdrawn credentials: one bit each, 2^20 of them; every list one file, equal for everybody.
import { decodeCanonical } from "./canonical.js";
import { takeBytes, takeMap, takeNumber, takeText, takeTime } from "./fields.js";
import { AHEAD_MAX_S, findSigned, startsWith } from "./trust_list.js";
import { PassError } from "./verdict.js";

const MAGIC = new TextEncoder().encode("XS1:");
const SIZE = 2 ** 20 / 8, PACKED_MAX = SIZE + 1024;

export const nameList = (number) => `/passes/v1/status/${number}`;

export function isRevoked(list, index) {
  if (!(index >= 0 && index < list.bits.length * 8)) return true;
  return Boolean((list.bits[index >> 3] >> (index & 7)) & 1);
}

// The bits of a list: unpacking ends at once where more comes out than a list has.
export async function unpackBits(packed, expected = SIZE) {
  const stream = new DecompressionStream("deflate"), writer = stream.writable.getWriter(), reader = stream.readable.getReader();
  const bits = new Uint8Array(expected);
  let at = 0;
  writer.write(packed).catch(() => {});
  writer.close().catch(() => {});
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      if (at + value.length > expected) {
        reader.cancel().catch(() => {});
        throw new PassError("E_FORMAT", "not of the size of a list");
      }
      bits.set(value, at);
      at += value.length;
    }
  } catch (fault) {
    throw fault instanceof PassError ? fault : new PassError("E_FORMAT", "not packed as zlib does");
  }
  if (at !== expected) throw new PassError("E_FORMAT", "not of the size of a list");
  return bits;
}

// The list of some bytes, checked; one whose time is over is still a list, and says so by its age. Throws PassError.
export async function readStatusList(data, number, trust, held, now) {
  if (data.length > 2 * PACKED_MAX || !startsWith(data, MAGIC)) throw new PassError("E_FORMAT", "no list of revoked credentials");
  const found = takeMap(decodeCanonical(await findSigned(data.subarray(4), trust, "status", now)));
  if (takeText(found, 2) !== nameList(number)) throw new PassError("E_SCOPE", "another list than the one asked for");
  const issued = takeTime(found, 6), expires = takeTime(found, 4);
  if (held && issued < held.issued) throw new PassError("E_STALE", "older than the list held");
  if (issued > now + AHEAD_MAX_S) throw new PassError("E_FUTURE", "signed ahead of the clock");
  takeNumber(found, 65534);
  const packed = takeMap(found.get(65533));
  if (packed.get("bits") !== 1) throw new PassError("E_FORMAT", "not one bit an entry");
  return { number, issued, expires, bits: await unpackBits(takeBytes(packed, "lst", 1, PACKED_MAX)) };
}
