// The counts of a day as the hub hears them: nothing below ten, and no time where fewer than ten were measured.
import { signRequest } from "./enrolment.js";
import { reach } from "./reach.js";
import { dayOf } from "./store.js";

const LEAST = 10, FEW = "fewer than 10", TOLD_DAYS = 30;
const veil = (number) => (number < LEAST ? FEW : number);

export function tellDay({ day, counts, times }) {
  const { green = 0, red = 0, manual = 0, OK_DEGRADED: old = 0, E_CLOCK: doubtful = 0 } = counts;
  const seconds = Math.round(times.reduce((sum, one) => sum + one, 0) / 1000);
  const passing = times.length < LEAST ? null : { measured: times.length, seconds };
  // Amber for old lists opens; amber for a doubtful clock does not, and is `manual` too where the guard decided so.
  return { day, counts: { let_in: veil(green + old), degraded: veil(old), refused: veil(red + doubtful), manual: veil(manual) }, passing };
}

// Hands in every day that is over and that the hub has not heard. Gives how many, or "released" where the hub no longer
// knows this phone's key; throws where there is no network.
export async function sendCounts(store, bound, base, second) {
  let sent = 0;
  const today = dayOf(second), oldest = dayOf(second - TOLD_DAYS * 86400);
  for (const one of await store.days()) {
    if (one.sent || one.day >= today || one.day < oldest) continue;
    const path = `${base}gate/${bound.gate}/counts`, body = JSON.stringify(tellDay(one));
    const answer = await reach(path, { method: "POST", body, headers: await signRequest(bound, path, body, second) });
    if (answer.status === 401 && (await answer.json().catch(() => ({}))).reason === "signature") return "released";
    if (answer.ok || answer.status === 409) {
      await store.keepSent(one.day, true);
      sent += 1;
    }
  }
  return sent;
}
