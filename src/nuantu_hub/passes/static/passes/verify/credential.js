// A credential as signed by an issuer: for one device key and a few hours. No name, phone, platform or membership.
import { decodeCanonical } from "./canonical.js";
import { takeBytes, takeList, takeMap, takeNumber, takeTime, U32_END } from "./fields.js";
import { PassError } from "./verdict.js";

export const LIFE_MAX_S = 6 * 3600;
const ZONES_MAX = 16, ID_BYTES = 8;
const ISSUER = 1, EXPIRES = 4, NOT_BEFORE = 5, ID = 7, CNF = 8, SCOPE = -70001, STATUS = -70002;

function takeScope(found) {
  const scope = takeList(found, SCOPE, 3, 3), zones = takeList(scope, 0, ZONES_MAX, 1);
  if (!zones.every((zone) => typeof zone === "number" && zone >= 0 && zone < U32_END)) throw new PassError("E_FORMAT", "a zone that is no number");
  return { zones, kind: takeNumber(scope, 1, 3, 1), keyLevel: takeNumber(scope, 2, 2) };
}

function takeDeviceKey(found) {
  const cnf = takeMap(found.get(CNF)), key = takeMap(cnf.get(1));
  if (cnf.size !== 1 || key.size !== 4 || typeof key.get(-3) !== "boolean") throw new PassError("E_FORMAT", "no compressed key");
  takeNumber(key, 1, 3, 2);
  takeNumber(key, -1, 2, 1);
  const point = new Uint8Array(33);
  point[0] = key.get(-3) ? 3 : 2;
  point.set(takeBytes(key, -2, 32), 1);
  return point;
}

// The claims of a payload; unknown ones are passed over; PassError where one is missing or malformed.
export function decodeClaims(payload) {
  const found = takeMap(decodeCanonical(payload));
  const scope = takeScope(found), status = takeList(found, STATUS, 2, 2);
  return {
    issuer: takeNumber(found, ISSUER), notBefore: takeTime(found, NOT_BEFORE), expires: takeTime(found, EXPIRES),
    id: takeBytes(found, ID, ID_BYTES), deviceKey: takeDeviceKey(found), ...scope,
    statusList: takeNumber(status, 0), statusIndex: takeNumber(status, 1),
  };
}
