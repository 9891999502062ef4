// The page's parts: its words, its views of which one is seen, and small things that several views do.
export const told = JSON.parse(document.getElementById("told").textContent);
export const { words, addresses } = told;
export const find = (id) => document.getElementById(id);
const chinese = told.language.startsWith("zh");

export const say = (text, one = "", other = "") => text.replace("~", one).replace("#", other);

export function sayMoment(second) {
  const day = (value) => new Date(value).toDateString();
  const moment = new Date(second * 1000), clock = moment.toLocaleTimeString(chinese ? "zh-CN" : "en-GB", { hour: "2-digit", minute: "2-digit", hour12: false });
  if (day(moment) === day(Date.now())) return clock;
  return `${moment.toLocaleDateString(chinese ? "zh-CN" : "en-GB", { month: "long", day: "numeric" })} ${clock}`;
}

const NAMES = /([\u3400-\u9fff\u3000-\u303f\uff00-\uffef]+)/;

// Puts a sentence into a box; Chinese names in a sentence of another language are marked as what they are.
export function tell(box, text) {
  box.replaceChildren(...(chinese ? [text] : text.split(NAMES).map((part, place) => {
    if (place % 2 === 0) return part;
    const name = document.createElement("span");
    name.lang = "zh-Hans";
    name.textContent = part;
    return name;
  })));
}

// A name as it is said: a building that is only a number is "7 号楼".
export const sayBuilding = (name) => (/^\d+$/.test(name) ? say(words.map.building, name) : name);

const views = [...document.querySelectorAll("[data-view]")];
const onShow = new Map(), onHide = new Map();
let shown = null;

export function onView(name, show, hide = () => {}) {
  onShow.set(name, show);
  onHide.set(name, hide);
}

export const shownView = () => shown;

export async function go(name, { past = true } = {}) {
  if (shown !== name) {
    onHide.get(shown)?.();
    for (const view of views) view.hidden = view.dataset.view !== name;
    if (past && shown) history.pushState({ view: name }, "");
    else history.replaceState({ view: name }, "");
    shown = name;
    scrollTo(0, 0);
    if (past) find("content").focus({ preventScroll: true });
  }
  await onShow.get(name)?.();
}

addEventListener("popstate", (event) => { forget(); go(event.state?.view ?? "start", { past: false }); });
for (const button of document.querySelectorAll("[data-go]")) {
  if (button.dataset.go !== "number") button.addEventListener("click", () => { forget(); go(button.dataset.go); });
}

// One sentence about what was refused, above everything; gone with the next step.
export function refuse(text, link = null) {
  const box = find("refusal"), more = box.querySelector("[data-more]");
  tell(box.querySelector("[data-words]"), text);
  more.hidden = !link;
  if (link) Object.assign(more.querySelector("[data-link]"), { href: link.url, textContent: link.words });
  box.hidden = false;
  box.scrollIntoView({ block: "nearest" });
}

export function forget() { find("refusal").hidden = true; }

export function note(id, text) {
  const box = find(id);
  box.hidden = !text;
  box.querySelector("span").textContent = text || "";
}
