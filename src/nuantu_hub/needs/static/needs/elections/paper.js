// Ballot papers: RSA blind signatures of RFC 9474 (RSABSSA-SHA384-PSSZERO-Deterministic), the voter's half.
// The twin of nuantu_hub.needs.domain.ballot_papers: what one blinds the other signs and both accept.
export const TICKET_BYTES = 32, PAPER_BYTES = 256;
const DIGEST_BYTES = 48;

export class PaperError extends Error {}

const toNumber = (bytes) => BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
const toBytes = (number) => Uint8Array.from(number.toString(16).padStart(2 * PAPER_BYTES, "0").match(/../g), (two) => parseInt(two, 16));
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
const digest = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-384", bytes));

export function readPublic(text) {
  const [modulus, exponent] = text.split(":");
  return { modulus: BigInt(`0x${modulus}`), exponent: BigInt(`0x${exponent}`) };
}

function power(base, exponent, modulus) {
  let result = 1n;
  for (base %= modulus; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return result;
}

// The inverse by Euclid; null where there is none.
function invert(value, modulus) {
  let [old, rest, left, right] = [value % modulus, modulus, 1n, 0n];
  while (rest) {
    const times = old / rest;
    [old, rest] = [rest, old - times * rest];
    [left, right] = [right, left - times * right];
  }
  return old === 1n ? ((left % modulus) + modulus) % modulus : null;
}

async function spread(seed, length) {
  const rounds = [];
  for (let count = 0; count * DIGEST_BYTES < length; count += 1) rounds.push(await digest(join(seed, [0, 0, 0, count])));
  return join(...rounds).slice(0, length);
}

// EMSA-PSS of RFC 8017 with SHA-384 and without salt, for a modulus of 2,048 bits.
async function encode(ticket) {
  const mark = await digest(join(new Uint8Array(8), await digest(ticket)));
  const room = PAPER_BYTES - DIGEST_BYTES - 1, mask = await spread(mark, room);
  mask[room - 1] ^= 1;
  mask[0] &= 0x7f;
  return join(mask, mark, [0xbc]);
}

// What is handed in to be signed, and the factor that takes the blinding away again; both as bytes.
export async function blindTicket(publicText, ticket) {
  const { modulus, exponent } = readPublic(publicText);
  for (;;) {
    const factor = toNumber(crypto.getRandomValues(new Uint8Array(PAPER_BYTES)));
    if (factor > 1n && factor < modulus && invert(factor, modulus) !== null) {
      const blinded = (toNumber(await encode(ticket)) * power(factor, exponent, modulus)) % modulus;
      return { blinded: toBytes(blinded), factor: toBytes(factor) };
    }
  }
}

// The signature of the ticket itself. Throws PaperError where the hub signed something else.
export async function unblind(publicText, ticket, signed, factor) {
  const { modulus, exponent } = readPublic(publicText);
  const signature = (toNumber(signed) * invert(toNumber(factor), modulus)) % modulus;
  if (power(signature, exponent, modulus) !== toNumber(await encode(ticket))) throw new PaperError("another ticket");
  return toBytes(signature);
}
