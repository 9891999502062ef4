// Opening a box: the first holder's share, sealed to the second; the second's, and with both the box's own key.
// The twin of nuantu_hub.seam.ballot_box.
import { SealError, readPrivate, same, seal, unseal } from "../../passes/escrow/sealing.js";
import { combineShares, unpackShare } from "../../passes/escrow/shares.js";

const TEXT = new TextEncoder();
const joinBytes = (...parts) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
const nameShare = (box, seat) => joinBytes(TEXT.encode("NB1 share"), box.publicBytes, [seat]);
const nameHanding = (box) => joinBytes(TEXT.encode("NB1 hand"), box.publicBytes);

export class BoxError extends Error {
  // code: "share"
  constructor(code) {
    super(code);
    this.code = code;
  }
}

async function open(sealed, holder, purpose) {
  try {
    return await unseal(sealed, holder, purpose);
  } catch (error) {
    throw error instanceof SealError ? new BoxError("share") : error;
  }
}

// A holder's own share, packed: box is {publicBytes, shares: {seat: sealed}}.
export async function openShare(box, seat, holder) {
  const packed = await open(box.shares[seat], holder, nameShare(box, seat));
  if (unpackShare(packed)?.point !== seat) throw new BoxError("share");
  return packed;
}

export const handShare = (box, packed, toPublic) => seal(packed, toPublic, nameHanding(box));
export const takeShare = (box, handed, holder) => open(handed, holder, nameHanding(box));

// The box's private key, 32 bytes. Throws BoxError unless it is that box's.
export async function recoverKey(box, first, second) {
  const secret = combineShares([unpackShare(first), unpackShare(second)]);
  const key = secret?.length === 32 ? await readPrivate(secret) : null;
  if (!key || !same(key.publicBytes, box.publicBytes)) throw new BoxError("share");
  return secret;
}
