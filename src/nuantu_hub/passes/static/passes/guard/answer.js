// From a text that was read to what the guard sees: verdict, colour, sentence, advice; counted and noted on this phone.
import { verifyAny } from "../verify/paper.js";
import { findStep, STEP_S } from "../verify/presentation.js";
import { lightOf, opens } from "../verify/verdict.js";
import { findPolicy, now } from "./lists.js";

const RATE = 20, RATE_S = 10; // so many readings that are no good pass in so many seconds are a flood

export function makeJudge(store, words) {
  let recent = [];

  function flooded(second) {
    recent = recent.filter((one) => second - one < RATE_S);
    return recent.length >= RATE;
  }

  const fill = (text, number) => text.replace("%n", number);

  function say(told, held, second) {
    const { sentences, advice, page } = words;
    const why = sentences[told.reason] ? told.reason : told.code;
    let sentence = sentences[why];
    if (told.code === "E_STALE") sentence = fill(sentence, (findStep(second) - told.step) * STEP_S);
    const policy = findPolicy(held, second);
    if (told.code === "OK" && policy) sentence += fill(page.stay, policy.stayMaxMin);
    const colour = lightOf(told.code);
    const word = told.code === "E_CLOCK" ? page.look : page[colour];
    return { code: told.code, colour, word, sentence, advice: advice[why] ?? advice[""] };
  }

  // The gate as the verifier wants it.
  const gateOf = (held, second, challenge) => ({
    descriptor: held.descriptor, trust: held.trust, status: held.status, policy: findPolicy(held, second), floor: held.floor, synced: held.synced, challenge,
  });

  return async function judge(text, held, sinceMs = null, challenge = null) {
    const clock = now(held), second = Math.max(clock, held.floor);
    const told = await verifyAny(text, gateOf(held, second, challenge), clock, store);
    // A flood of garbage is not written down piece by piece; a good code is answered all the same.
    const garbage = !opens(told.code) && !told.id;
    if (garbage && flooded(clock)) return { ...say({ code: "E_RATE", reason: "" }, held, second), day: null };
    if (garbage) recent.push(clock);
    await store.note(second, told.code, told.id);
    const day = await store.count(second, [lightOf(told.code), told.code], opens(told.code) ? sinceMs : null);
    return { ...say(told, held, second), day };
  };
}
