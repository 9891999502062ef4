// What the phone fetches from the hub. Lists, posters and bundles are asked for without a cookie: the hub does not learn
// whose phone looks at which compound.
import { readBundle } from "../verify/bundle.js";
import { readTrustList } from "../verify/trust_list.js";

const WAIT_MS = 8000;

const get = (address) => fetch(address, { credentials: "omit", signal: AbortSignal.timeout(WAIT_MS) });
const at = (address, number) => address.replace(/\/0(?=\/|$)/, `/${number}`);

// Sets the clock by the hub's and keeps the offset.
export async function syncClock({ store, clock, address }) {
  const asked = Date.now(), answer = await fetch(address, { credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(WAIT_MS) });
  if (!answer.ok) return;
  const { time } = await answer.json();
  if (Number.isFinite(time)) await store.keep("offset", clock.learn(time, asked, Date.now()));
}

// The list of whom to trust, checked against the roots and never older than the one that is kept.
export async function fetchTrust({ store, address, roots, second }) {
  const answer = await get(address);
  if (!answer.ok) return null;
  const held = await store.recall("trust"), data = new Uint8Array(await answer.arrayBuffer());
  const trust = await readTrustList(data, roots, held?.roots === rootsOf(roots) ? held.list : undefined, second);
  await store.keep("trust", { roots: rootsOf(roots), list: trust });
  return trust;
}

// Which roots a kept list was checked against: with others it counts for nothing.
const rootsOf = (roots) => roots.map((root) => `${root.alg} ${root.data.join()}`).join(" ");

export async function recallTrust({ store, roots }) {
  const held = await store.recall("trust");
  return held?.roots === rootsOf(roots) ? held.list : null;
}

// The poster's text of a gate by its number; null where there is no such gate.
export async function fetchPoster({ address, number }) {
  const answer = await get(at(address, number));
  return answer.ok ? answer.text() : null;
}

// What a compound agreed, with its map: checked and kept. Null where the compound has published none.
export async function fetchBundle({ store, address, compound, trust, second }) {
  const answer = await get(at(address, compound));
  if (!answer.ok) return null;
  const data = new Uint8Array(await answer.arrayBuffer()), bundle = await readBundle(data, trust, second);
  const kept = await store.bundles.get(compound);
  if (bundle.compound !== compound || (kept && Math.max(kept.version, kept.next?.version ?? 0) > bundle.version)) return recallBundle({ store, compound, second });
  // One that begins later waits beside the one in force.
  await store.bundles.put(kept && bundle.from > second && kept.version < bundle.version ? { ...kept, next: bundle } : bundle);
  return recallBundle({ store, compound, second });
}

// What is kept of a compound and was in force last; null where nothing is.
export async function recallBundle({ store, compound, second }) {
  const kept = await store.bundles.get(compound);
  return kept?.next && kept.next.from <= second ? kept.next : kept ?? null;
}

export const isInForce = (bundle, second) => bundle.from <= second && second < (bundle.until ?? Infinity);
