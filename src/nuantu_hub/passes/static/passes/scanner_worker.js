// Reads QR codes out of pictures, apart from the page, so that the page stays quick while it looks.
// It is told { id, data, width, height, hard } and answers { id, text, ms }; text is empty where nothing was read.
import { prepareZXingModule, readBarcodes } from "./vendor/zxing/reader/index.js";

const USUAL = { formats: ["QRCode"], maxNumberOfSymbols: 1, tryInvert: false, tryHarder: false, tryDownscale: false };
const HARD = { formats: ["QRCode"], maxNumberOfSymbols: 1, tryInvert: true, tryHarder: true, tryDownscale: true };

async function openReader() {
  const answer = await fetch(new URL("./vendor/zxing/zxing_reader.wasm", import.meta.url));
  if (!answer.ok) throw new Error(`reader: ${answer.status}`);
  await prepareZXingModule({ overrides: { wasmBinary: await answer.arrayBuffer() }, fireImmediately: true });
}

const opened = openReader().then(() => postMessage({ ready: true }), (error) => {
  postMessage({ broken: String(error) });
  throw error;
});

addEventListener("message", async ({ data: asked }) => {
  const begun = performance.now();
  let text = "";
  try {
    await opened;
    const picture = new ImageData(new Uint8ClampedArray(asked.data), asked.width, asked.height);
    const [found] = await readBarcodes(picture, asked.hard ? HARD : USUAL);
    if (found?.isValid) text = found.text;
  } catch {
    // Nothing was read: a reader that could not be opened has been told of once already.
  }
  postMessage({ id: asked.id, text, ms: performance.now() - begun });
});
