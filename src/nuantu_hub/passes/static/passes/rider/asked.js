// The number that a gate asks for: while it stands here the code holds it, in place of what is drawn at random.
import { find } from "./page.js";

const WHOLE = /^\d{6}$/, LIFE_MS = 90000;
let until = 0;

export function clearAsked() {
  find("asked-input").value = "";
  find("asked-said").hidden = true;
}

// The bytes that the code holds; null where nothing whole was entered, or it is over.
export function findAsked() {
  const { value } = find("asked-input");
  if (!WHOLE.test(value)) return null;
  if (performance.now() >= until) clearAsked();
  return performance.now() < until ? new TextEncoder().encode(value) : null;
}

find("asked-input").addEventListener("input", ({ target }) => {
  target.value = target.value.replace(/\D/g, "").slice(0, 6);
  until = performance.now() + LIFE_MS;
  find("asked-said").hidden = !WHOLE.test(target.value);
  if (WHOLE.test(target.value)) target.blur();
});
find("asked").addEventListener("submit", (event) => event.preventDefault());
