// What a phone signs every 15 seconds for one gate, and the text that its screen shows.
import { sha256 } from "./algorithms.js";
import { decodeBase45, encodeBase45 } from "./base45.js";
import { decodeCanonical, encodeCanonical, joinBytes } from "./canonical.js";
import { takeBytes, takeMap, takeNumber, TIME_END } from "./fields.js";
import { PassError } from "./verdict.js";

export const PREFIX = "XT1:";
export const STEP_S = 15;
const TEXT_MAX = 900;
const DOMAIN = new TextEncoder().encode("XT1P");

export const findStep = (second) => Math.floor(second / STEP_S);

// The three parts of a text; PassError where it is too long, has another prefix or another form.
export function splitToken(text) {
  if ([...text].length > TEXT_MAX) throw new PassError("E_FORMAT", "longer than a pass can be");
  if (!text.startsWith(PREFIX)) throw new PassError("E_FORMAT", "no pass of this kind");
  const found = decodeCanonical(decodeBase45(text.slice(PREFIX.length)));
  if (!Array.isArray(found) || found.length !== 3 || !found.every((part) => part instanceof Uint8Array)) {
    throw new PassError("E_FORMAT", "not three byte strings");
  }
  return { credential: found[0], presentation: found[1], signature: found[2] };
}

export const joinToken = ({ credential, presentation, signature }) => PREFIX + encodeBase45(encodeCanonical([credential, presentation, signature]));

export function decodePresentation(data) {
  const found = takeMap(decodeCanonical(data));
  if (found.size !== 3) throw new PassError("E_FORMAT", "more or less than three things");
  return { step: takeNumber(found, 1, TIME_END), gate: takeNumber(found, 2), nonce: takeBytes(found, 3, 4, 8) };
}

export const encodePresentation = ({ step, gate, nonce }) => encodeCanonical(new Map([[1, step], [2, gate], [3, nonce]]));

// What the device signs: a word of its own, the credential's SHA-256, the presentation.
export async function buildPresentationMessage(credential, presentation) {
  return joinBytes([DOMAIN, await sha256(credential), presentation]);
}
