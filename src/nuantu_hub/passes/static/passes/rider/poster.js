// A poster at a gate, from its text to a gate to answer, or one reason why not.
import { measureWay } from "../../stations/near.js";
import { POSTER_PREFIX, readDescriptor } from "../verify/descriptor.js";
import { PassError } from "../verify/verdict.js";

// A phone in China may be told its place some 600 m off, in the coordinates that maps there use; a poster that was
// carried to another gate of the same compound is for the gate itself to find.
const MOVED_M = 800;

export class Refusal extends Error {
  // `code` is a word of words.refused; `name` and `metres` go into its sentence.
  constructor(code, { name = "", metres = null } = {}) {
    super(code);
    Object.assign(this, { code, name, metres });
  }
}

const REASONS = { E_EXP: "expired", E_NBF: "future", E_TRUST_EXPIRED: "trust" };

// What the place of a phone says about a poster: throws Refusal where they are too far apart.
export function checkPlace(gate, place) {
  if (!place) return;
  const metres = measureWay(place.lat, place.lon, gate.latitude, gate.longitude);
  if (metres > MOVED_M + (place.accuracy ?? 0)) throw new Refusal("moved", { name: `${gate.compoundName} ${gate.gateName}`, metres });
}

// The gate that a scanned text is for. Throws Refusal.
export async function readPoster(text, { trust, second }) {
  if (text.startsWith("XT1:")) throw new Refusal("own_code");
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) throw new Refusal("address");
  if (!text.startsWith(POSTER_PREFIX)) throw new Refusal("not_poster");
  if (!trust) throw new Refusal("no_trust");
  try {
    return await readDescriptor(text, trust, second);
  } catch (fault) {
    if (!(fault instanceof PassError)) throw fault;
    throw new Refusal(REASONS[fault.code] ?? "forged");
  }
}
