// The number that the guard asks one rider for: six digits, good for one code and ninety seconds, written down nowhere.
const DIGITS = 6, LIFE_MS = 90000;

export function makeAsking(clock = () => performance.now()) {
  let digits = "", until = 0, asks = false;

  function draw() {
    const before = digits;
    do digits = String(crypto.getRandomValues(new Uint32Array(1))[0] % 10 ** DIGITS).padStart(DIGITS, "0"); while (digits === before);
    until = clock() + LIFE_MS;
  }

  // The number that is good now; a fresh one where the last one ended; nothing where nobody is asked.
  function find() {
    if (asks && (!digits || clock() >= until)) draw();
    return asks ? digits : "";
  }

  return {
    find,
    begin() { asks = true; digits = ""; return find(); },
    // A code has answered it: it is good no more, whether or not somebody is let in.
    use() { digits = ""; },
    end() { asks = false; digits = ""; },
    get bytes() { return find() ? new TextEncoder().encode(digits) : null; },
  };
}
