// What stands under a key of a signed map, taken strictly: present, of its type, within its bounds, else E_FORMAT.
import { PassError } from "./verdict.js";

export const TIME_END = 2 ** 40;
export const U32_END = 2 ** 32;
export const TEXT_MAX = 200;

const refuse = (reason) => { throw new PassError("E_FORMAT", reason); };
const pick = (found, key) => (Array.isArray(found) ? found[key] : found.get(key));

export const takeMap = (value) => (value instanceof Map ? value : refuse("no map"));

export function takeNumber(found, key, end = U32_END, first = 0) {
  const value = pick(found, key);
  return typeof value === "number" && value >= first && value < end ? value : refuse("no whole number within its bounds");
}

export const takeTime = (found, key) => takeNumber(found, key, TIME_END);

export function takeBytes(found, key, shortest, longest = shortest) {
  const value = pick(found, key);
  const fits = value instanceof Uint8Array && value.length >= shortest && value.length <= longest;
  return fits ? value : refuse("no byte string of its length");
}

export function takeText(found, key, longest = TEXT_MAX) {
  const value = pick(found, key);
  if (typeof value !== "string") refuse("no text of its length");
  const length = [...value].length;
  return length > 0 && length <= longest ? value : refuse("no text of its length");
}

export function takeList(found, key, longest, shortest = 0) {
  const value = pick(found, key);
  const fits = Array.isArray(value) && value.length >= shortest && value.length <= longest;
  return fits ? value : refuse("no array of its length");
}
