// A gate's descriptor: what the poster at a gate says, signed, so that a phone answers no other poster.
import { sha256 } from "./algorithms.js";
import { decodeBase45 } from "./base45.js";
import { decodeCanonical } from "./canonical.js";
import { takeBytes, takeMap, takeNumber, takeText, takeTime } from "./fields.js";
import { AHEAD_MAX_S, findSigned } from "./trust_list.js";
import { PassError } from "./verdict.js";

export const POSTER_PREFIX = "XG1:";
const TEXT_MAX = 900, NAME_MAX = 60;

function decodeDescriptor(payload) {
  const found = takeMap(decodeCanonical(payload));
  return {
    gate: takeNumber(found, 1), compound: takeNumber(found, 2), compoundName: takeText(found, 3, NAME_MAX), gateName: takeText(found, 4, NAME_MAX),
    latitude: takeNumber(found, 5, 90000001, -90000000) / 1e6, longitude: takeNumber(found, 6, 180000001, -180000000) / 1e6,
    zone: takeNumber(found, 7), version: takeNumber(found, 8), issued: takeTime(found, 9), expires: takeTime(found, 10),
    policyDigest: takeBytes(found, 11, 8), kind: takeNumber(found, 12, 3, 1),
  };
}

// The gate of a poster's text; places in degrees. Throws PassError with the code that says why not.
export async function readDescriptor(text, trust, now) {
  if ([...text].length > TEXT_MAX || !text.startsWith(POSTER_PREFIX)) throw new PassError("E_FORMAT", "no poster of a gate");
  const found = decodeDescriptor(await findSigned(decodeBase45(text.slice(POSTER_PREFIX.length)), trust, "descriptor", now));
  if (found.issued - AHEAD_MAX_S > now) throw new PassError("E_NBF", "a poster of the future");
  if (now >= found.expires) throw new PassError("E_EXP", "a poster whose time is over");
  return found;
}

// What a descriptor says of a policy bundle: the first 8 bytes of its SHA-256.
export const digestBundle = async (bundle) => (await sha256(bundle)).slice(0, 8);
