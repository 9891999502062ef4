// A camera's pictures, or one photo, to the text of the QR code in them.
//
//   const scanner = await openScanner({ video, onText, onTrouble });   // throws ScannerTrouble
//   scanner.pause(); scanner.resume(); scanner.stop(); scanner.torch(true);
//   const text = await readPhoto(file);                                // "" where there is no code in it
//
// onText(text, { ms }) hears every reading, the same text again and again while it is before the camera; `ms` is what
// reading took. Nothing is kept and nothing leaves the phone.
const SIDE = 720; // pixels of the square that is looked at: a code of 65 modules is read with three pixels a module
const LONGEST_PHOTO = 1600;
const HARD_EVERY = 5; // of so many pictures one is looked at with everything the reader has

export class ScannerTrouble extends Error {
  // code: "insecure" (no https) | "absent" (no camera) | "denied" | "busy" (another app has it) | "broken" (no reader)
  constructor(code, cause) {
    super(code, { cause });
    this.code = code;
  }
}

let reader = null;

// The worker that reads; it is loaded once, on asking or before.
export function warmUp() {
  if (reader) return reader.opened;
  const worker = new Worker(new URL("./scanner_worker.js", import.meta.url), { type: "module" });
  const waiting = new Map();
  let count = 0;
  const read = (picture, hard) => new Promise((resolve) => {
    count += 1;
    waiting.set(count, resolve);
    const { width, height, data } = picture;
    worker.postMessage({ id: count, data: data.buffer, width, height, hard }, [data.buffer]);
  });
  const opened = new Promise((resolve, reject) => {
    const fail = (cause) => {
      reader = null;
      worker.terminate();
      reject(new ScannerTrouble("broken", cause));
    };
    worker.addEventListener("error", fail);
    worker.addEventListener("message", ({ data: told }) => {
      if (told.ready) resolve(read);
      else if (told.broken) fail(told.broken);
      else {
        waiting.get(told.id)?.(told);
        waiting.delete(told.id);
      }
    });
  });
  reader = { opened };
  return opened;
}

const FAULTS = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "absent", OverconstrainedError: "absent", NotReadableError: "busy", AbortError: "busy" };

async function openCamera() {
  if (!globalThis.isSecureContext) throw new ScannerTrouble("insecure");
  if (!navigator.mediaDevices?.getUserMedia) throw new ScannerTrouble("absent");
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false, video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (cause) {
    throw new ScannerTrouble(FAULTS[cause.name] ?? "busy", cause);
  }
}

function openCanvas(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext("2d", { willReadFrequently: true, alpha: false });
}

// The middle square of what the camera shows now, which is what the frame on the page holds.
function takePicture(video, brush) {
  const { videoWidth: wide, videoHeight: tall } = video;
  const edge = Math.min(wide, tall), side = Math.min(SIDE, edge);
  brush.drawImage(video, (wide - edge) / 2, (tall - edge) / 2, edge, edge, 0, 0, side, side);
  return brush.getImageData(0, 0, side, side);
}

const nextPicture = (video) => new Promise((resolve) => {
  if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(resolve);
  else setTimeout(resolve, 60);
  // A camera that has stopped gives no picture to wait for.
  setTimeout(resolve, 500);
});

export async function openScanner({ video, onText, onTrouble = () => {} }) {
  const opening = warmUp();
  opening.catch(() => {});
  const stream = await openCamera();
  const [track] = stream.getVideoTracks();
  let going = true, paused = false, count = 0;
  const stop = () => {
    going = false;
    track.stop();
    video.srcObject = null;
  };
  let read;
  try {
    read = await opening;
    video.muted = true;
    video.playsInline = true;
    video.srcObject = stream;
    await video.play();
  } catch (cause) {
    stop();
    throw cause instanceof ScannerTrouble ? cause : new ScannerTrouble("busy", cause);
  }
  track.addEventListener("ended", () => { if (going) { stop(); onTrouble(new ScannerTrouble("busy")); } });
  const brush = openCanvas(SIDE, SIDE);
  (async () => {
    while (going) {
      await nextPicture(video);
      if (!going || paused || !video.videoWidth || document.hidden) continue;
      count += 1;
      const told = await read(takePicture(video, brush), count % HARD_EVERY === 0);
      if (told.text && going && !paused) await onText(told.text, { ms: told.ms });
    }
  })();
  return {
    stop,
    pause() { paused = true; },
    resume() { paused = false; },
    get canLight() { return Boolean(track.getCapabilities?.().torch); },
    async torch(on) { await track.applyConstraints({ advanced: [{ torch: on }] }); },
  };
}

// The text of the code in a photo that was chosen; "" where there is none, or where the file is no picture.
export async function readPhoto(file) {
  const read = await warmUp();
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return "";
  }
  for (const longest of [LONGEST_PHOTO, LONGEST_PHOTO / 2]) {
    const share = Math.min(1, longest / Math.max(picture.width, picture.height));
    const width = Math.max(1, Math.round(picture.width * share)), height = Math.max(1, Math.round(picture.height * share));
    const brush = openCanvas(width, height);
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, width, height);
    brush.drawImage(picture, 0, 0, width, height);
    const told = await read(brush.getImageData(0, 0, width, height), true);
    if (told.text) return told.text;
  }
  return "";
}
