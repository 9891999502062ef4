// The page of somebody who holds a share of a box's key: draws the key, hands the share over, opens the box together.
import { KeyFileError, decode, drawHolder, encode, openHolder } from "../../passes/escrow/holder_key.js";
import { BoxError, handShare, openShare, recoverKey, takeShare } from "./box.js";

const told = JSON.parse(document.getElementById("box-told").textContent);
const box = told.box && { publicBytes: decode(told.box), shares: Object.fromEntries(told.shares.map(([seat, sealed]) => [seat, decode(sealed)])) };

function say(form, code) {
  const place = form.querySelector("[data-said]");
  place.textContent = told.words[code] ?? told.words.old;
  place.hidden = false;
}

async function openOwn(form) {
  const [file] = form.querySelector("[data-file]").files;
  if (!file) throw new BoxError("file");
  return openHolder(await file.text(), form.querySelector("[data-passphrase]").value);
}

async function hand(form) {
  const packed = await openShare(box, told.seat, await openOwn(form)), to = form.elements.to_seat.value;
  form.elements.handed.value = encode(await handShare(box, packed, decode(told.holders[to])));
}

async function open(form) {
  const holder = await openOwn(form);
  const brought = await takeShare(box, decode(told.handed), holder);
  form.elements.secret.value = encode(await recoverKey(box, brought, await openShare(box, told.seat, holder)));
}

async function draw(form) {
  const words = form.querySelector("[data-passphrase]").value;
  if (words !== form.querySelector("[data-again]").value) throw new BoxError("twice");
  const { text, publicBytes } = await drawHolder(told.office, words, told.at);
  form.elements.public_key.value = encode(publicBytes);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "box.key";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 30_000);
  say(form, "drawn");
}

async function attempt(form, act) {
  say(form, "busy");
  try {
    await act(form);
    return true;
  } catch (error) {
    say(form, error instanceof BoxError || error instanceof KeyFileError ? error.code : "old");
    return false;
  }
}

for (const form of document.querySelectorAll("[data-box]")) {
  const kind = form.dataset.box;
  if (kind === "draw") {
    const button = form.querySelector("[data-draw]");
    button.hidden = false;
    button.addEventListener("click", () => attempt(form, draw));
    continue;
  }
  const field = kind === "hand" ? "handed" : "secret";
  form.addEventListener("submit", async (event) => {
    if (form.elements[field].value) return;
    event.preventDefault();
    if (await attempt(form, kind === "hand" ? hand : open)) form.submit();
  });
}
