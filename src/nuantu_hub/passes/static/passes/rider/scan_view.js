// Scanning a poster with the camera, or reading it from a photo. Where the phone may tell its place, it is compared.
import { findPlace, recallPlace } from "../../stations/near.js";
import { openScanner, readPhoto, ScannerTrouble, warmUp } from "../scanner.js";
import { find, go, onView, refuse, words } from "./page.js";

const PLACE_MS = 2500;
let scanner = null, opening = 0, last = "", onText = () => {};

// The place of the phone if it is known, or can be had soon: nobody waits at a gate for a satellite.
export async function learnPlace() {
  const known = recallPlace();
  if (known) return known;
  const state = await navigator.permissions?.query({ name: "geolocation" }).catch(() => null);
  if (state?.state === "denied") return null;
  return Promise.race([findPlace().catch(() => null), new Promise((resolve) => { setTimeout(resolve, PLACE_MS, null); })]);
}

function tellTrouble(fault) {
  if (!(fault instanceof ScannerTrouble)) throw fault;
  go("start");
  refuse(words.camera[fault.code]);
}

async function start() {
  const mine = (opening += 1);
  last = "";
  learnPlace();
  try {
    const opened = await openScanner({ video: find("camera"), onText: hear, onTrouble: tellTrouble });
    if (mine !== opening) return opened.stop();
    scanner = opened;
    find("light").hidden = !scanner.canLight;
  } catch (fault) {
    if (mine === opening) tellTrouble(fault);
  }
}

function stop() {
  opening += 1;
  scanner?.stop();
  scanner = null;
}

// A poster stays before the camera: what was refused is not said again and again.
async function hear(text) {
  if (text === last) return;
  last = text;
  navigator.vibrate?.(40);
  await onText(text);
}

export function openScanView(listener) {
  onText = listener;
  onView("scan", start, stop);
  find("light").addEventListener("click", async () => {
    const on = find("light").getAttribute("aria-pressed") !== "true";
    await scanner?.torch(on);
    find("light").setAttribute("aria-pressed", String(on));
  });
  find("photo").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    target.value = "";
    if (!file) return;
    try {
      const text = await readPhoto(file);
      if (text) await onText(text);
      else refuse(words.refused.photo);
    } catch (fault) {
      tellTrouble(fault);
    }
  });
  // The reader is loaded while the page is idle: without a network it must be there already.
  (globalThis.requestIdleCallback ?? setTimeout)(() => warmUp().catch(() => {}));
}
