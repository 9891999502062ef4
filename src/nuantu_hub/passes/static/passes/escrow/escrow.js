// Two holders open one window and look for one trace, each in their own browser: the twin of nuantu.passes.escrow.
// The hub hands out the window's file and carries a share from the first holder to the second, sealed; it learns the
// answer and nothing else. Files: nuantu.passes.escrow_file.
import { decodeCanonical, joinBytes } from "../verify/canonical.js";
import { decode, encode } from "./holder_key.js";
import { combineShares, unpackShare } from "./shares.js";
import { SealError, readPrivate, same, seal, unseal } from "./sealing.js";

const ROW_BYTES = 416, CTI_BYTES = 8, TRACE_BYTES = 8, WINDOW_S = 4 * 3600, SKEW_S = 90;
const WINDOW_FORMAT = "nuantu-escrow-window/1", HANDED_FORMAT = "nuantu-escrow-handed/1";
const TEXT = new TextEncoder();

export class EscrowError extends Error {
  // code: "form" | "no_share" | "share" | "window" | "minute" | "incident" | "two_riders"
  constructor(code) {
    super(code);
    this.code = code;
  }
}

const number = (value, bytes) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(value));
  return new Uint8Array(view.buffer).slice(8 - bytes);
};
const nameShare = (window, seat) => joinBytes([TEXT.encode("XE1 share"), window.publicBytes, new Uint8Array([seat])]);
const nameHanding = (window) => joinBytes([TEXT.encode("XE1 hand"), window.publicBytes]);
const nameRow = (window) => joinBytes([TEXT.encode("XE1 row"), number(window.zone, 4), number(window.start, 8)]);

// A window of its file's text or object: {zone, start, publicBytes, shares, rows}.
export function readWindow(told) {
  const found = typeof told === "string" ? JSON.parse(told) : told;
  if (found?.format !== WINDOW_FORMAT) throw new EscrowError("form");
  return { zone: found.zone, start: found.start_s, publicBytes: decode(found.public), rows: found.rows.map(decode),
    shares: found.shares.map(({ seat, holder, sealed }) => ({ seat, holder: decode(holder), sealed: decode(sealed) })) };
}

// A holder's own share. Throws EscrowError where the holder has none, or it was swapped.
export async function openShare(window, holder) {
  const own = window.shares.find((one) => same(one.holder, holder.publicBytes));
  if (!own) throw new EscrowError("no_share");
  const share = unpackShare(await open(own.sealed, holder, nameShare(window, own.seat)));
  if (!share || share.point !== own.seat || share.values.length !== 32) throw new EscrowError("share");
  return share;
}

async function open(sealed, holder, purpose) {
  try {
    return await unseal(sealed, holder, purpose);
  } catch (error) {
    throw error instanceof SealError ? new EscrowError("share") : error;
  }
}

// As the first holder: one's own share, sealed to the second holder's public key, as a file's object.
export async function handShare(window, holder, to) {
  if (!window.shares.some((one) => same(one.holder, to))) throw new EscrowError("no_share");
  const share = await openShare(window, holder);
  const packed = joinBytes([new Uint8Array([share.point]), share.values]);
  return { format: HANDED_FORMAT, window: encode(window.publicBytes), seat: share.point, to: encode(to),
    sealed: encode(await seal(packed, to, nameHanding(window))) };
}

// As the second holder: look for a trace. Gives {rider, issued} or null, and how many rows there were and did not open.
// incident: {dayKey, trace, minute}. The window's key is forgotten with this call.
export async function searchWindow(window, handed, holder, incident) {
  requireIncident(window, incident);
  if (handed?.format !== HANDED_FORMAT || !same(decode(handed.window), window.publicBytes)) throw new EscrowError("window");
  const brought = unpackShare(await open(decode(handed.sealed), holder, nameHanding(window)));
  const secret = combineShares([brought, await openShare(window, holder)]);
  const key = secret?.length === 32 ? await readPrivate(secret) : null;
  if (!key || !same(key.publicBytes, window.publicBytes)) throw new EscrowError("share");
  const purpose = nameRow(window), day = await crypto.subtle.importKey(
    "raw", incident.dayKey, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const found = [];
  let unreadable = 0;
  for (const row of window.rows) {
    const issuance = await readRow(row, key, purpose);
    if (!issuance) unreadable += 1;
    else if (await isTraced(issuance.ids, day, incident.trace)) found.push(issuance);
  }
  if (new Set(found.map((one) => one.rider)).size > 1) throw new EscrowError("two_riders");
  const first = found.sort((one, other) => one.issued - other.issued)[0];
  return { found: first ? { rider: first.rider, issued: first.issued } : null, rows: window.rows.length, unreadable };
}

async function readRow(row, key, purpose) {
  try {
    const plain = await unseal(row, key, purpose);
    const length = plain[0] * 256 + plain[1];
    if (plain.length !== ROW_BYTES || plain.subarray(2 + length).some((byte) => byte)) return null;
    const [rider, issued, packed] = decodeCanonical(plain.slice(2, 2 + length));
    if (typeof rider !== "string" || !rider || typeof issued !== "number" || !packed.length || packed.length % CTI_BYTES) return null;
    return { rider, issued, ids: Array.from({ length: packed.length / CTI_BYTES }, (_, at) => packed.slice(at * CTI_BYTES, (at + 1) * CTI_BYTES)) };
  } catch {
    return null;
  }
}

// Every id of a row is looked at, so that how long a search takes tells nothing.
async function isTraced(ids, day, trace) {
  const marks = await Promise.all(ids.map((id) => crypto.subtle.sign("HMAC", day, id)));
  return marks.filter((mark) => same(new Uint8Array(mark).slice(0, TRACE_BYTES), trace)).length > 0;
}

function requireIncident(window, { dayKey, trace, minute }) {
  if (dayKey.length !== 32 || trace.length !== TRACE_BYTES) throw new EscrowError("incident");
  const starts = [minute - SKEW_S, minute + 59 + SKEW_S].map((second) => second - (second % WINDOW_S));
  if (!starts.includes(window.start)) throw new EscrowError("minute");
}
