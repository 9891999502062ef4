// The verifier, twin of nuantu.passes.verify: a text, what a gate holds, a moment and the gate's memory to a verdict.
// It asks no network and reads no clock; rules are looked at in the same order, so both give the same verdict.
import { isEs256, readPoint } from "./algorithms.js";
import { decodeClaims, LIFE_MAX_S } from "./credential.js";
import { readEnvelope } from "./envelope.js";
import { evaluatePolicy, findLocal } from "./policy.js";
import { buildPresentationMessage, decodePresentation, findStep, splitToken, STEP_S } from "./presentation.js";
import { isRevoked } from "./status_list.js";
import { AHEAD_MAX_S, findSigner, same } from "./trust_list.js";
import { PassError } from "./verdict.js";

const STEPS_OFF = 2, STEPS_OFF_UNSYNCED = 6;
const FLOOR_SLACK_S = 90;
const STATUS_FRESH_S = 24 * 3600, STATUS_YOUNG_S = 4 * 3600;
const REMEMBER_S = 120;

export class ReplayFullError extends Error {}

// gate: { descriptor, trust | null, status: Map of number to list, policy | null, floor, synced, challenge | null }
// replay: { takeFirst(id, step, now, until) } gives, itself or by promise, whether this use is the first; it may throw ReplayFullError.
// Gives { code, reason } and, of a token that was read to its end, { id, step }; never throws, whatever the text is.
export async function verify(text, gate, now, replay) {
  const seen = {};
  try {
    return { ...await judge(text, gate, now, replay, seen), ...seen };
  } catch (fault) {
    if (fault instanceof PassError) return { code: fault.code, reason: fault.reason, ...seen };
    throw fault;
  }
}

async function judge(text, gate, clock, replay, seen) {
  const behind = clock < gate.floor - FLOOR_SLACK_S;
  const now = Math.max(clock, gate.floor);
  const token = splitToken(text);
  const { credential, shown } = await checkSignatures(token, gate, now);
  Object.assign(seen, { id: credential.id, step: shown.step });
  checkLife(credential, now);
  checkPlace(credential, shown, gate);
  checkMoment(shown, gate, now, behind);
  const degraded = checkStatus(credential, gate, now);
  if (gate.policy) {
    const ruling = evaluatePolicy(gate.policy, findLocal(gate.policy, now), credential.kind, credential.keyLevel);
    if (!ruling.allowed) throw new PassError("E_SCOPE", ruling.code);
  }
  await takeUse(credential, shown, replay, now);
  if (behind) return { code: "E_CLOCK", reason: "the gate's clock is behind" };
  return degraded ? { code: "OK_DEGRADED", reason: degraded } : { code: "OK", reason: "" };
}

// All that is read is read before anything is computed; then the issuer's signature, then the device's.
async function checkSignatures(token, gate, now) {
  const envelope = readEnvelope(token.credential);
  const credential = decodeClaims(envelope.payload);
  const shown = decodePresentation(token.presentation);
  const device = await readPoint(credential.deviceKey);
  if (!device) throw new PassError("E_FORMAT", "the device's key is no point of the curve");
  if (!gate.trust || now >= gate.trust.expires) throw new PassError("E_TRUST_EXPIRED", "the list of whom to trust is over");
  const issuer = await findSigner(gate.trust, envelope, "credential", now);
  const message = await buildPresentationMessage(token.credential, token.presentation);
  if (!(await isEs256(device, token.signature, message))) throw new PassError("E_SIG", "the device did not sign this");
  if (!issuer.classes.has(credential.kind)) throw new PassError("E_SCOPE", "the issuer may not sign this class");
  return { credential, shown };
}

function checkLife(credential, now) {
  const life = credential.expires - credential.notBefore;
  if (!(life > 0 && life <= LIFE_MAX_S)) throw new PassError("E_LIFE", "a life longer than six hours");
  if (credential.notBefore > now + AHEAD_MAX_S) throw new PassError("E_NBF", "not valid yet");
  if (now >= credential.expires) throw new PassError("E_EXP", "no longer valid");
}

function checkPlace(credential, shown, gate) {
  if (shown.gate !== gate.descriptor.gate) throw new PassError("E_AUD", "made for another gate");
  if (credential.kind !== gate.descriptor.kind) throw new PassError("E_SCOPE", "another class of pass");
  if (!credential.zones.includes(gate.descriptor.zone)) throw new PassError("E_SCOPE", "another zone");
}

// In challenge mode the challenge says that it is now, and no clock is asked.
function checkMoment(shown, gate, now, behind) {
  if (gate.challenge) {
    if (!same(shown.nonce, gate.challenge)) throw new PassError("E_REPLAY", "not the challenge that is shown");
    return;
  }
  const off = shown.step - findStep(now), most = gate.synced ? STEPS_OFF : STEPS_OFF_UNSYNCED;
  if (off < -most) throw new PassError("E_STALE", "an old code");
  if (off > most && !behind) throw new PassError("E_FUTURE", "a code of the future");
}

// Why the answer is amber, or nothing; a list that is old or missing cannot say that nothing was revoked.
function checkStatus(credential, gate, now) {
  const held = gate.status.get(credential.statusList);
  if (held && isRevoked(held, credential.statusIndex)) throw new PassError("E_REVOKED", "revoked");
  if (held && now - held.issued <= STATUS_FRESH_S) return "";
  if (now - credential.notBefore > STATUS_YOUNG_S) throw new PassError("E_STATUS_STALE", "the list of revoked passes is too old");
  return "the list of revoked passes is old";
}

async function takeUse(credential, shown, replay, now) {
  const until = Math.min(Math.max(now, (shown.step + 1) * STEP_S) + REMEMBER_S, credential.expires + REMEMBER_S);
  let first;
  try {
    first = await replay.takeFirst(credential.id, shown.step, now, until);
  } catch (fault) {
    if (fault instanceof ReplayFullError) throw new PassError("E_RATE", "too many at once");
    throw fault;
  }
  if (!first) throw new PassError("E_REPLAY", "shown here before");
}
