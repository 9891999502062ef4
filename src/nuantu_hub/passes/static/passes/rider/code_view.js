// The code on the screen: drawn anew every 15 seconds, with what is left of it, on a screen that stays on.
import { STEP_S } from "../verify/presentation.js";
import { drawCode } from "./draw_code.js";
import { find } from "./page.js";

const LOW_S = 3;
let timer = null, lock = null, showing = null;

async function keepAwake() {
  if (!showing || document.hidden || !("wakeLock" in navigator) || (lock && !lock.released)) return;
  lock = await navigator.wakeLock.request("screen").catch(() => null);
  if (!showing) sleep();
}

function sleep() {
  lock?.release().catch(() => {});
  lock = null;
}

function drawLeft(second) {
  const left = STEP_S - (second % STEP_S);
  find("left").textContent = String(Math.max(1, Math.ceil(left)));
  find("ring").setAttribute("stroke-dasharray", `${(left / STEP_S).toFixed(4)} 1`);
  find("ring").closest(".pass-count").classList.toggle("is-low", left <= LOW_S);
}

async function tick() {
  const mine = showing;
  if (!mine) return;
  const second = mine.clock.now();
  drawLeft(second);
  try {
    const text = await mine.present(second);
    if (mine === showing && text !== mine.text) {
      const svg = find("code");
      mine.text = text;
      svg.dataset.version = drawCode(svg, text);
      // What stands on the screen, for whoever checks what was drawn against what was signed.
      svg.dataset.step = Math.floor(second / STEP_S);
    }
  } catch (fault) {
    if (mine === showing) mine.onFault(fault);
    return;
  }
  if (mine === showing) timer = setTimeout(tick, 250 - (Date.now() % 250));
}

// Shows the texts that `present(second)` gives; `onFault` hears of a text that could not be made or drawn.
export function showCode({ clock, present, onFault }) {
  hideCode();
  showing = { clock, present, onFault, text: "" };
  keepAwake();
  return tick();
}

export function hideCode() {
  clearTimeout(timer);
  showing = null;
  sleep();
  find("code").replaceChildren();
}

document.addEventListener("visibilitychange", keepAwake);
