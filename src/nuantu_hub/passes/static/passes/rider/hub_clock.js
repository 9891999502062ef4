// The hub's time on a phone whose own clock may be wrong: an offset that is measured with the network and kept without.
// While the page is open a clock runs that nobody can set.
const JUMP_MS = 2000;

export class HubClock {
  // `offsetMs` is what the hub's clock was ahead of the phone's when it was last measured; null before that.
  constructor(offsetMs = null) {
    this.offsetMs = offsetMs;
    this.#start();
  }

  #start() {
    this.begun = Date.now() - performance.now();
  }

  // The clock of the phone as it ran since the page was opened, whatever it was set to since.
  #own() {
    const now = Date.now(), steady = this.begun + performance.now();
    return Math.abs(now - steady) > JUMP_MS ? steady : now;
  }

  // Seconds, hub time.
  now() {
    return (this.#own() + (this.offsetMs ?? 0)) / 1000;
  }

  // How far the phone's clock is off, seconds; null where it was never measured.
  get offS() {
    return this.offsetMs === null ? null : -this.offsetMs / 1000;
  }

  // The hub said `hubS` between two moments of the phone (milliseconds): half the way is assumed each way.
  learn(hubS, askedMs, answeredMs) {
    this.#start();
    this.offsetMs = hubS * 1000 + (answeredMs - askedMs) / 2 - Date.now();
    return this.offsetMs;
  }
}
