// The voting page: gets a paper against the voter's name, then puts a ballot into the box from nobody.
// The second request carries no cookie and no referrer. What was marked is kept nowhere; what is needed to go on after
// a lost answer (ticket, sealed ballot, code) stays on the own phone until the box has said yes, and in a booth nowhere.
import { decode, encode } from "../../passes/escrow/holder_key.js";
import { drawCode, fillBallot, sealBallot } from "./ballot.js";
import { TICKET_BYTES, blindTicket, unblind } from "./paper.js";

const form = document.querySelector("[data-ballot]"), told = JSON.parse(document.getElementById("ballot-told").textContent);
const NAME = `nuantu-ballot-${told.contest}`, WAIT_MS = 30_000;

class VoteError extends Error {}

const memory = { kept: null };
function keep(state) {
  memory.kept = state;
  if (told.booth) return;
  if (state) localStorage.setItem(NAME, JSON.stringify(state));
  else localStorage.removeItem(NAME);
}
function recall() {
  if (memory.kept || told.booth) return memory.kept;
  const text = localStorage.getItem(NAME);
  return text ? JSON.parse(text) : null;
}

function say(words, tone = "watch") {
  const place = form.querySelector("[data-said]");
  place.className = `notice ${tone}`;
  place.textContent = words;
  place.hidden = !words;
  if (words) place.scrollIntoView({ block: "nearest" });
}

async function ask(address, body, own) {
  const headers = { "Content-Type": "application/json" };
  if (own) headers["X-CSRFToken"] = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body), cache: "no-store",
    credentials: own ? "same-origin" : "omit", referrerPolicy: own ? "same-origin" : "no-referrer",
    signal: AbortSignal.timeout(WAIT_MS) }).catch(() => null);
  const said = answer && await answer.json().catch(() => null);
  if (!said) throw new VoteError(told.words.offline);
  if (!answer.ok) throw new VoteError(said.what);
  return said;
}

// A paper that the hub signed for this name; asked again with the same request after a lost answer.
async function getPaper(state) {
  if (state.signature) return state;
  const { signed } = await ask(told.paper, { blinded: state.blinded, admitted: told.admitted }, true);
  const signature = await unblind(told.ticket_public, decode(state.ticket), decode(signed), decode(state.factor));
  return { ...state, signature: encode(signature) };
}

async function begin(marks) {
  const ticket = crypto.getRandomValues(new Uint8Array(TICKET_BYTES)), code = drawCode();
  const { blinded, factor } = await blindTicket(told.ticket_public, ticket);
  const body = await sealBallot(decode(told.box_public), told.contest, fillBallot(code, marks));
  return { ticket: encode(ticket), blinded: encode(blinded), factor: encode(factor), body: encode(body), code };
}

function showCode(code) {
  form.reset();
  const place = document.querySelector("[data-done]");
  place.querySelector("[data-code]").textContent = code;
  form.remove();
  for (const one of document.querySelectorAll("[data-before]")) one.hidden = true;
  place.hidden = false;
  place.querySelector("h2").focus();
}

async function cast(state) {
  const begun = await getPaper(state);
  keep(begun);
  await ask(told.box, { ticket: begun.ticket, signature: begun.signature, body: begun.body }, false);
  keep(null);
  showCode(begun.code);
}

async function attempt(act) {
  const button = form.querySelector("button.main");
  button.disabled = true;
  say(told.words.busy, "");
  try {
    await act();
  } catch (error) {
    say(error instanceof VoteError ? error.message : told.words.old, "broken");
  }
  button.disabled = false;
}

function count() {
  const marks = Array.from(form.querySelectorAll("[name=mark]:checked"), (one) => Number(one.value));
  const left = form.querySelector("[data-left]");
  left.textContent = told.words.marked.replace("{n}", marks.length).replace("{most}", told.seats);
  for (const one of form.querySelectorAll("[name=mark]:not(:checked)")) one.disabled = marks.length >= told.seats;
  return marks;
}

// Who has got a paper sees the lines again only on the phone where a ballot waits to be cast.
form.hidden = Boolean(told.voted) && !recall();
form.addEventListener("change", count);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const marks = count(), blank = form.querySelector("[data-blank]");
  if (!marks.length && blank.hidden) {
    blank.hidden = false;
    blank.querySelector("input").focus();
    return;
  }
  if (!marks.length && !blank.querySelector("input").checked) return;
  attempt(async () => {
    const state = await begin(marks);
    keep(state);
    await cast(state);
  });
});
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", () => navigator.clipboard?.writeText(document.querySelector("[data-code]").textContent));
}
count();
// What was begun and not acknowledged goes on by itself: it is the same ballot.
const begun = recall();
if (begun) attempt(() => cast(begun));
