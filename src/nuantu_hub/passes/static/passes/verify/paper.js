// Codes on paper, twin of nuantu.passes.paper: made beforehand for one gate and one hour, good there once, amber at best.
import { decodeClaims } from "./credential.js";
import { readEnvelope } from "./envelope.js";
import { splitToken } from "./presentation.js";
import { PassError } from "./verdict.js";
import { verify } from "./verify.js";

export const PAPER_ZONE = 2 ** 32 - 1;
const HOUR_S = 3600, CHALLENGE_BYTES = 8;
const MAYBE = new Set(["E_STALE", "E_FUTURE", "E_REPLAY"]);

export async function findHourChallenge(gate, hour) {
  const told = new Uint8Array(21), view = new DataView(told.buffer);
  told.set(new TextEncoder().encode("XT1 paper"));
  view.setUint32(9, gate);
  view.setBigUint64(13, BigInt(hour));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", told)).slice(0, CHALLENGE_BYTES);
}

export function isOnPaper(text) {
  try {
    return decodeClaims(readEnvelope(splitToken(text).credential).payload).zones.includes(PAPER_ZONE);
  } catch (fault) {
    if (fault instanceof PassError) return false;
    throw fault;
  }
}

// As verify, for a code on a screen or on paper.
export async function verifyAny(text, gate, now, replay) {
  let told = await verify(text, gate, now, replay);
  // Paper cannot answer what a gate asks for now.
  if (!gate.challenge && MAYBE.has(told.code) && isOnPaper(text)) {
    const challenge = await findHourChallenge(gate.descriptor.gate, Math.floor(Math.max(now, gate.floor) / HOUR_S));
    told = await verify(text, { ...gate, challenge }, now, replay);
  }
  return told.code === "OK" && isOnPaper(text) ? { ...told, code: "OK_DEGRADED", reason: "a code on paper" } : told;
}
