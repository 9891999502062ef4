// What the guard hears and feels, and a screen that stays on while somebody stands at the gate.
const TUNES = { green: [[880, 0.09], [1320, 0.14]], amber: [[740, 0.12], [740, 0.12]], red: [[330, 0.22], [247, 0.3]] };
const BUZZES = { green: [70], amber: [70, 60, 70], red: [220, 90, 220] };

let sound = null;

// A browser lets a page sound only after it was touched: called with the first tap.
export function wakeSound() {
  sound = sound || (globalThis.AudioContext ? new AudioContext() : null);
  sound?.resume();
}

export function signal(colour, loud) {
  navigator.vibrate?.(BUZZES[colour]);
  if (!loud || !sound) return;
  let at = sound.currentTime;
  for (const [pitch, length] of TUNES[colour]) {
    const tone = sound.createOscillator(), gain = sound.createGain();
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0.25, at);
    gain.gain.exponentialRampToValueAtTime(0.001, at + length);
    tone.connect(gain).connect(sound.destination);
    tone.start(at);
    tone.stop(at + length);
    at += length;
  }
}

let lock = null;

export async function keepAwake() {
  if (!("wakeLock" in navigator) || document.hidden || (lock && !lock.released)) return;
  lock = await navigator.wakeLock.request("screen").catch(() => null);
}

document.addEventListener("visibilitychange", keepAwake);
