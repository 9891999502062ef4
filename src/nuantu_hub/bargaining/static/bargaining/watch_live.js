// Follows a meeting on the event stream; while the stream cannot be reached the page asks every two seconds, and says so.
const ASK_EVERY_MS = 2000;
const place = document.getElementById("watched");
const line = document.getElementById("line");
let live = false;

function say(words) {
  if (line.textContent !== words) line.textContent = words;
}

// Only cards that changed are replaced, so that a screen reader reads those alone.
function show(html) {
  const told = document.createElement("template");
  told.innerHTML = html;
  const now = place.firstElementChild?.children ?? [];
  const next = told.content.firstElementChild;
  if (!next || now.length !== next.children.length) {
    place.replaceChildren(told.content);
    return;
  }
  [...next.children].forEach((card, number) => {
    if (now[number].outerHTML !== card.outerHTML) now[number].replaceWith(card);
  });
}

function ask() {
  if (live || document.hidden) return;
  htmx.trigger(place, "ask");
}

function follow() {
  const address = new URL(place.dataset.stream, location.href);
  address.searchParams.set("language", document.documentElement.lang.toLowerCase());
  const stream = new EventSource(address);
  stream.addEventListener("open", () => {
    live = true;
    say(line.dataset.live);
  });
  stream.addEventListener("now", (event) => show(event.data));
  stream.addEventListener("error", () => {
    live = false;
    say(line.dataset.asks);
    // A browser comes again by itself after a lost line, and not where it was refused.
    if (stream.readyState === EventSource.CLOSED) setTimeout(follow, 30_000 + 30_000 * Math.random());
  });
}

if (window.EventSource) follow();
else say(line.dataset.asks);
setInterval(ask, ASK_EVERY_MS);
