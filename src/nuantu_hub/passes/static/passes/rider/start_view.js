// The first view: gates that are known, how long the phone can do without a network, and what is wrong with its clock.
import { findEnd } from "./credentials.js";
import { find, say, sayMoment, tell, words } from "./page.js";

const SHORT_S = 3600, OFF_S = 60, RECENT = 30;
const ICON_NEXT = "M9 6l6 6-6 6";

function drawIcon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

function drawGate(gate, open) {
  const row = document.createElement("li"), button = document.createElement("button"), what = document.createElement("span"), small = document.createElement("small");
  button.className = "open";
  button.type = "button";
  what.className = "what";
  tell(what, gate.compoundName);
  tell(small, gate.kind === 2 ? `${gate.gateName} · ${words.door}` : gate.gateName);
  what.append(small);
  button.append(what, drawIcon(ICON_NEXT));
  button.addEventListener("click", () => open(gate));
  row.append(button);
  return row;
}

function tellStock(rows, second, lost) {
  const box = find("stock"), end = findEnd(rows, 1, second), text = box.querySelector("[data-words]");
  const fine = end - second > SHORT_S;
  box.hidden = false;
  box.className = `state ${fine ? "kept" : "watch"}`;
  box.querySelector("[data-kept]").hidden = !fine;
  box.querySelector("[data-watch]").hidden = fine;
  text.textContent = end ? say(fine ? words.ready : words.short, sayMoment(end)) : lost ? words.lost : words.none;
  find("pill").hidden = !fine;
}

// The gates that were used last, the latest first.
export const listRecent = (gates) => [...gates].sort((one, other) => other.usedAt - one.usedAt).slice(0, RECENT);

export async function showStart({ store, clock, lost, open }) {
  const gates = listRecent(await store.gates.all());
  find("gates").replaceChildren(...gates.map((gate) => drawGate(gate, open)));
  find("known").hidden = !gates.length;
  find("nothing").hidden = gates.length > 0;
  tellStock(await store.credentials.all(), clock.now(), lost);
  const off = clock.offS !== null && Math.abs(clock.offS) > OFF_S;
  find("clock").hidden = !off;
  find("clock").textContent = off ? say(words.clock, say(words.seconds, Math.round(Math.abs(clock.offS)))) : "";
}
