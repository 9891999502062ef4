// What the guard's phone keeps, and all that it keeps: lists as fetched, blinded marks of codes seen in the last minutes,
// counts of days, and for seven days a minute, a verdict and eight bytes that say nothing without that day's key.
// No name, no picture, and never the number of a credential.
const NAME = "guard", VERSION = 1;
const DAY_S = 86400;
export const RING_DAYS = 7;
const HMAC = { name: "HMAC", hash: "SHA-256" };

function request(asked) {
  return new Promise((done, fail) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

function finish(work) {
  return new Promise((done, fail) => {
    work.oncomplete = () => done();
    work.onabort = work.onerror = () => fail(work.error);
  });
}

function build(base) {
  base.createObjectStore("kept");
  base.createObjectStore("seen", { keyPath: "mark" }).createIndex("until", "until");
  base.createObjectStore("days", { keyPath: "day" });
  base.createObjectStore("keys", { keyPath: "day" });
  base.createObjectStore("ring", { autoIncrement: true }).createIndex("at", "at");
}

// The day of a moment in China, where the gate stands: "2026-11-22".
export const dayOf = (second) => new Date((second + 8 * 3600) * 1000).toISOString().slice(0, 10);

const tell = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export async function openStore(gate) {
  const asked = indexedDB.open(`${NAME}-${gate}`, VERSION);
  asked.onupgradeneeded = () => build(asked.result);
  const base = await request(asked);

  const read = (store, key) => request(base.transaction(store).objectStore(store).get(key));
  async function write(store, act) {
    const work = base.transaction(store, "readwrite", { durability: "strict" });
    act(work.objectStore(store));
    await finish(work);
  }

  // The key under which uses are blinded: drawn on this phone, and nobody can read it out, not even this page.
  async function blindKey() {
    const known = await read("kept", "blind");
    if (known) return known;
    const drawn = await crypto.subtle.generateKey(HMAC, false, ["sign"]);
    await write("kept", (kept) => kept.add(drawn, "blind")).catch(() => {});
    return read("kept", "blind");
  }
  const blind = await blindKey();

  // True for the first who brings a use, false for everybody after; it is on the disk when this answers.
  async function takeFirst(id, step, _now, until) {
    const use = new Uint8Array(8 + id.length);
    new DataView(use.buffer).setBigUint64(0, BigInt(step));
    use.set(id, 8);
    const mark = tell(new Uint8Array(await crypto.subtle.sign("HMAC", blind, use)).subarray(0, 16));
    const work = base.transaction("seen", "readwrite", { durability: "strict" });
    const added = work.objectStore("seen").add({ mark, until });
    let first = true;
    added.onerror = (event) => {
      if (added.error.name !== "ConstraintError") return;
      first = false;
      event.preventDefault();
      event.stopPropagation();
    };
    await finish(work);
    return first;
  }

  async function forgetBefore(store, index, value) {
    const work = base.transaction(store, "readwrite");
    const cursor = work.objectStore(store).index(index).openCursor(IDBKeyRange.upperBound(value, true));
    cursor.onsuccess = () => { if (cursor.result) { cursor.result.delete(); cursor.result.continue(); } };
    await finish(work);
  }

  // Uses that no clock could still bring, and what is older than seven days. `now` is never behind a signed time.
  async function forget(now) {
    await forgetBefore("seen", "until", now - DAY_S);
    await forgetBefore("ring", "at", now - RING_DAYS * DAY_S);
    await write("keys", (keys) => keys.delete(IDBKeyRange.upperBound(dayOf(now - RING_DAYS * DAY_S), true)));
    const days = await request(base.transaction("days").objectStore("days").getAll());
    const old = days.filter((one) => one.day < dayOf(now - 60 * DAY_S));
    if (old.length) await write("days", (store) => { for (const one of old) store.delete(one.day); });
  }

  // Adds one to each of the day's counts that `words` names, and a time if there is one; gives the day as it then stands.
  async function count(second, words, ms = null) {
    const day = dayOf(second);
    const work = base.transaction("days", "readwrite", { durability: "strict" });
    const days = work.objectStore("days");
    const known = days.get(day);
    let told;
    known.onsuccess = () => {
      told = known.result || { day, counts: {}, times: [], sent: null };
      for (const word of words) told.counts[word] = (told.counts[word] || 0) + 1;
      if (ms !== null && told.times.length < 5000) told.times.push(Math.round(ms));
      days.put(told);
    };
    await finish(work);
    return told;
  }

  // The key of a day: drawn with its first use, forgotten after seven days.
  async function dayKey(second) {
    const day = dayOf(second);
    const known = await read("keys", day);
    if (known) return known.key;
    const key = crypto.getRandomValues(new Uint8Array(32));
    await write("keys", (keys) => keys.add({ day, key })).catch(() => {});
    return (await read("keys", day)).key;
  }

  // One line of the ring: the minute, the verdict, and HMAC-SHA-256 of the credential's number cut to eight bytes.
  async function note(second, code, id) {
    let mark = null;
    if (id) {
      const key = await crypto.subtle.importKey("raw", await dayKey(second), HMAC, false, ["sign"]);
      mark = new Uint8Array(await crypto.subtle.sign("HMAC", key, id)).slice(0, 8);
    }
    await write("ring", (ring) => ring.add({ at: second - (second % 60), code, mark }));
  }

  return {
    takeFirst, forget, count, note,
    get: (key) => read("kept", key),
    put: (key, value) => write("kept", (kept) => kept.put(value, key)),
    remove: (...keys) => write("kept", (kept) => { for (const key of keys) kept.delete(key); }),
    day: (second) => read("days", dayOf(second)),
    days: () => request(base.transaction("days").objectStore("days").getAll()),
    keepSent: async (day, sent) => {
      const known = await read("days", day);
      await write("days", (days) => days.put({ ...known, sent }));
    },
    ringOf: (minute) => request(base.transaction("ring").objectStore("ring").index("at").getAll(minute)),
    keyOf: async (second) => (await read("keys", dayOf(second)))?.key,
  };
}
