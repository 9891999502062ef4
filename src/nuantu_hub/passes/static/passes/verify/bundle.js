// A compound's bundle: the negotiated policy (JSON text) and the map (GeoJSON text), signed together.
import { decodeCanonical } from "./canonical.js";
import { takeMap, takeNumber, takeText, takeTime } from "./fields.js";
import { findSigned, startsWith } from "./trust_list.js";
import { PassError } from "./verdict.js";

const MAGIC = new TextEncoder().encode("XB1:");
const SIZE_MAX = 2000000, TEXT_MAX = 1000000;

// The bundle of a file; whether it is in force is for the reader to see. Throws PassError.
export async function readBundle(data, trust, now) {
  if (data.length > SIZE_MAX || !startsWith(data, MAGIC)) throw new PassError("E_FORMAT", "no bundle of a compound");
  const found = takeMap(decodeCanonical(await findSigned(data.subarray(4), trust, "policy", now)));
  if (!found.has(4)) throw new PassError("E_FORMAT", "no end, not even none");
  return {
    compound: takeNumber(found, 1), version: takeNumber(found, 2), from: takeTime(found, 3), until: found.get(4) === null ? null : takeTime(found, 4),
    policy: takeText(found, 5, TEXT_MAX), map: takeText(found, 6, TEXT_MAX),
  };
}
