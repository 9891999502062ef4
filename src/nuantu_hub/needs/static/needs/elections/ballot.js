// A ballot: a code that its voter keeps and the lines that were marked, filled up to one length and sealed to the box.
// The twin of nuantu_hub.needs.domain.ballot_form and nuantu_hub.seam.ballot_box.
import { seal } from "../../passes/escrow/sealing.js";

export const SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ", CODE_SIGNS = 16, PLAIN_BYTES = 512;
const TEXT = new TextEncoder();

// Sixteen of thirty-two signs: 80 random bits.
export function drawCode() {
  const signs = Array.from(crypto.getRandomValues(new Uint8Array(CODE_SIGNS)), (byte) => SIGNS[byte & 31]).join("");
  return signs.match(/..../g).join("-");
}

export function fillBallot(code, marks) {
  const told = { code, marks: [...new Set(marks)].sort((one, other) => one - other) };
  return TEXT.encode(JSON.stringify(told).padEnd(PLAIN_BYTES, " "));
}

function nameBallot(contest) {
  const number = new Uint8Array(8);
  new DataView(number.buffer).setBigUint64(0, BigInt(contest));
  return Uint8Array.from([...TEXT.encode("NB1 ballot"), ...number]);
}

export const sealBallot = (boxPublic, contest, plain) => seal(plain, boxPublic, nameBallot(contest));
