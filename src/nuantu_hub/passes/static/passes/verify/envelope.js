// COSE_Sign1 as passes use it: tagged, algorithm and key id protected, nothing unprotected.
import { isSigned } from "./algorithms.js";
import { decodeCanonical, encodeCanonical } from "./canonical.js";
import { takeBytes, takeMap } from "./fields.js";
import { PassError } from "./verdict.js";

const TAG = 0xd2;

// The parts of a COSE_Sign1; the signature is not looked at. Throws PassError.
export function readEnvelope(data) {
  if (data[0] !== TAG) throw new PassError("E_FORMAT", "no COSE_Sign1 with its tag");
  const found = decodeCanonical(data.subarray(1));
  if (!Array.isArray(found) || found.length !== 4) throw new PassError("E_FORMAT", "no COSE_Sign1 of four parts");
  const [protectedHeader, unprotected, payload, signature] = found;
  for (const part of [protectedHeader, payload, signature]) {
    if (!(part instanceof Uint8Array)) throw new PassError("E_FORMAT", "a part of the COSE_Sign1 is no byte string");
  }
  if (!(unprotected instanceof Map)) throw new PassError("E_FORMAT", "the unprotected header is not empty");
  if (unprotected.size) throw new PassError("E_NONCANON", "the unprotected header is not empty");
  const header = takeMap(decodeCanonical(protectedHeader)), alg = header.get(1);
  if (!["number", "bigint"].includes(typeof alg) || header.size !== 2) {
    throw new PassError("E_FORMAT", "the protected header is not algorithm and key id");
  }
  return { protectedHeader, alg, kid: takeBytes(header, 4, 8), payload, signature };
}

// What is signed: the Sig_structure of a COSE_Sign1 without external data.
export function buildEnvelopeMessage(envelope) {
  return encodeCanonical(["Signature1", envelope.protectedHeader, new Uint8Array(), envelope.payload]);
}

// Whether this key {alg, data} signed it, with the algorithm that the key is for and the envelope names.
export async function isSignedBy(envelope, key) {
  return envelope.alg === key.alg && isSigned(key, envelope.signature, buildEnvelopeMessage(envelope));
}
