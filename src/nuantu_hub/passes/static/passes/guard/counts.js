// The counts of a day as the hub hears them: nothing from one to nine, and no time where fewer than ten were let in.
import { signRequest } from "./enrolment.js";
import { dayOf } from "./store.js";

const LEAST = 10;
const veil = (number) => (number > 0 && number < LEAST ? `<${LEAST}` : number);

function middle(times) {
  const inOrder = [...times].sort((one, other) => one - other);
  return inOrder.length < LEAST ? null : inOrder[Math.floor(inOrder.length / 2)];
}

export function tellDay({ day, counts, times }) {
  const { green = 0, amber = 0, red = 0, manual = 0 } = counts;
  return { day, green: veil(green), amber: veil(amber), red: veil(red), manual: veil(manual), median_ms: green + amber < LEAST ? null : middle(times) };
}

// Hands in every day that is over and that the hub has not heard. Gives how many; throws where there is no network.
// A phone that the gate no longer knows hears "released".
export async function sendCounts(store, bound, base, second) {
  let sent = 0;
  const today = dayOf(second), oldest = dayOf(second - 2 * 86400);
  for (const one of await store.days()) {
    if (one.sent || one.day >= today || one.day < oldest) continue;
    const path = `${base}gate/${bound.gate}/counts`, body = JSON.stringify(tellDay(one));
    const answer = await fetch(path, { method: "POST", body, headers: await signRequest(bound, path, body, second), credentials: "omit" });
    if (answer.status === 401 && (await answer.json().catch(() => ({}))).reason === "signature") return "released";
    if (answer.ok || answer.status === 409) {
      await store.keepSent(one.day, true);
      sent += 1;
    }
  }
  return sent;
}
