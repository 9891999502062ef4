// The page of a key holder: opens a share, searches, draws a key. Nothing of a key or a passphrase leaves the browser.
import { EscrowError, handShare, readWindow, searchWindow } from "./escrow.js";
import { KeyFileError, decode, drawHolder, encode, openHolder } from "./holder_key.js";

const told = JSON.parse(document.getElementById("escrow-told").textContent);
const WAIT_MS = 30_000;

class PageError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (two) => parseInt(two, 16));

function say(form, code) {
  const place = form.querySelector("[data-said]");
  place.textContent = told.words[code] ?? told.words.old;
  place.hidden = false;
}

async function fetchWindow(address) {
  const answer = await fetch(address, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(WAIT_MS) }).catch(() => null);
  if (!answer?.ok) throw new PageError("offline");
  return readWindow(await answer.text());
}

async function openOwn(form) {
  const [file] = form.querySelector("[data-file]").files;
  if (!file) throw new PageError("file");
  return openHolder(await file.text(), form.querySelector("[data-passphrase]").value);
}

async function hand(form) {
  const holder = await openOwn(form), window = await fetchWindow(form.dataset.window);
  const handed = await handShare(window, holder, decode(form.querySelector("[data-to]").value));
  form.elements.handed.value = JSON.stringify(handed);
}

async function search(form) {
  const holder = await openOwn(form), window = await fetchWindow(form.dataset.window);
  const incident = { dayKey: fromHex(told.day_key), trace: fromHex(told.trace), minute: told.minute };
  const { found, rows, unreadable } = await searchWindow(window, JSON.parse(told.handed), holder, incident);
  form.elements.rider.value = found?.rider ?? "";
  form.elements.rows.value = rows;
  form.elements.unreadable.value = unreadable;
}

async function draw(form) {
  const words = form.querySelector("[data-passphrase]").value;
  if (words !== form.querySelector("[data-again]").value) throw new PageError("twice");
  const { text, publicBytes } = await drawHolder(told.office, words, told.at);
  form.elements.share_key.value = encode(publicBytes);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "share.key";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), WAIT_MS);
  say(form, "drawn");
}

async function attempt(form, act) {
  say(form, "busy");
  try {
    await act(form);
    return true;
  } catch (error) {
    say(form, error instanceof PageError || error instanceof EscrowError || error instanceof KeyFileError ? error.code : "old");
    return false;
  }
}

for (const form of document.querySelectorAll("[data-escrow]")) {
  const kind = form.dataset.escrow;
  if (kind === "draw") {
    const button = form.querySelector("[data-draw]");
    button.hidden = false;
    button.addEventListener("click", () => attempt(form, draw));
    continue;
  }
  // What was opened by command and pasted is handed in as it stands.
  const field = kind === "hand" ? "handed" : "rows";
  form.noValidate = true;
  form.addEventListener("submit", async (event) => {
    if (form.elements[field].value) return;
    event.preventDefault();
    if (await attempt(form, kind === "hand" ? hand : search)) form.submit();
  });
}
