// One statement at a time. A vote stays on the phone until the hub has it; the next statement shows at once.
const box = document.getElementById("vote");
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const words = read("talk-words");
const card = box.querySelector("[data-card]"), end = box.querySelector("[data-end]");
const outbox = document.getElementById("talk-outbox"), bar = box.querySelector("progress");
const kept = `talk:${box.dataset.mark}`;
let ahead = read("talk-ahead"), done = Number(box.dataset.done), total = Number(box.dataset.total);
let waiting = recall(), sending = false;

function recall() {
  try { return JSON.parse(localStorage.getItem(kept)) || {}; } catch { return {}; }
}

function keep() {
  try {
    if (Object.keys(waiting).length) localStorage.setItem(kept, JSON.stringify(waiting));
    else localStorage.removeItem(kept);
  } catch { /* a browser that keeps nothing: the page holds them */ }
}

// What the hub has not got yet counts as done here, and is not asked again.
function settle() {
  const fresh = ahead.filter((one) => one.number in waiting);
  ahead = ahead.filter((one) => !(one.number in waiting));
  return fresh.length;
}

function tell(sentence) {
  outbox.hidden = !sentence;
  outbox.querySelector("p").textContent = sentence;
}

function show() {
  const next = ahead[0];
  card.hidden = !next;
  end.hidden = Boolean(next);
  const shown = Math.min(total, done);
  box.querySelector("[data-done-count]").textContent = shown;
  box.querySelector("[data-total-count]").textContent = total;
  bar.max = Math.max(1, total);
  bar.value = shown;
  if (!next) return;
  card.elements.number.value = next.number;
  card.querySelector("[data-text]").textContent = next.text;
  card.querySelector("[data-from]").textContent = next.source ? words.from.replace("~", next.source) : next.seed ? words.seed : words.other;
}

// What is known of the sender now: the page's own token for forms, not one of the page that was kept.
const proof = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || card.elements.csrfmiddlewaretoken.value;

async function flush() {
  const votes = { ...waiting };
  if (sending || !Object.keys(votes).length) return;
  sending = true;
  try {
    const answer = await fetch(box.dataset.url, {
      method: "POST", body: JSON.stringify({ votes }),
      headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": proof() },
    });
    if (answer.redirected || answer.status === 403 || answer.status === 404) { tell(words.signin); return; }
    if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
    const said = await answer.json();
    for (const [number, choice] of Object.entries(votes)) if (waiting[number] === choice) delete waiting[number];
    keep();
    if (!said.ok) { tell(words.refused.replace("~", said.refused)); return; }
    tell("");
    if (said.ahead) {
      const here = ahead[0];
      ahead = said.ahead;
      total = said.total;
      done = said.done + Object.keys(waiting).length;
      settle();
      // The statement that is being read stays where it is.
      if (here && !(here.number in waiting)) ahead = [here, ...ahead.filter((one) => one.number !== here.number)];
      show();
    }
  } catch {
    tell(words.waits.replace("~", Object.keys(waiting).length));
  } finally {
    sending = false;
  }
  if (Object.keys(waiting).some((number) => waiting[number] !== votes[number])) flush();
}

function vote(choice) {
  const one = ahead.shift();
  if (!one) return;
  waiting[one.number] = choice;
  done += 1;
  keep();
  show();
  if (!ahead.length) end.focus({ preventScroll: true });
  flush();
}

card.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter) vote(Number(event.submitter.value));
});
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const choice = { 1: 1, 2: -1, 3: 0 }[event.key];
  if (choice === undefined || card.hidden) return;
  event.preventDefault();
  vote(choice);
});
addEventListener("online", flush);

done += settle();
show();
if (Object.keys(waiting).length) { tell(words.waits.replace("~", Object.keys(waiting).length)); flush(); }
