// What a compound agreed with the riders' union, in words; shown once for each version, and again on asking.
import { findLocal, readPolicy } from "../verify/policy.js";
import { find, note, say, tell, told, words } from "./page.js";

const two = (number) => String(number).padStart(2, "0");
const sayMinute = (minute) => `${Math.floor(minute / 60)}:${two(minute % 60)}`;
const saySpans = (spans) => (spans.length === 1 && spans[0][0] === 0 && spans[0][1] === 1440 ? words.rules.allDay : spans.map(([begin, until]) => `${sayMinute(begin)}–${sayMinute(until)}`).join(words.rules.and));

function listClosed(map) {
  return [...new Set((map?.path ?? []).filter((one) => one.closed).map((one) => one.name ?? ""))];
}

// The three short facts beneath the code: a figure and what it is.
export function tellShort(policy, map, second) {
  const spans = policy.hours[findLocal(policy, second).weekday], closed = listClosed(map), named = closed.find((name) => name);
  const last = closed.length ? (named ? [named, words.brief.closed] : [words.rules.closedWay, words.brief.see]) : [spans.length ? saySpans(spans) : words.rules.closedToday, words.brief.hours];
  return [[say(words.rules.speed, policy.speedKmh), words.brief.speed], [say(words.rules.stay, policy.stayMaxMin), words.brief.stay], last];
}

// The week in as few lines as it has different days one after another.
function listDays(policy) {
  const runs = [];
  policy.hours.forEach((spans, day) => {
    const text = spans.length ? saySpans(spans) : words.rules.closedToday, last = runs.at(-1);
    if (last?.text === text) last.until = day;
    else runs.push({ from: day, until: day, text });
  });
  return runs;
}

function drawHours(policy, today) {
  const days = words.rules.days;
  for (const old of find("rules-facts").querySelectorAll("[data-day]")) old.remove();
  find("rules-facts").prepend(...listDays(policy).map((run) => {
    const row = document.createElement("div"), head = document.createElement("dt"), cell = document.createElement("dd");
    row.dataset.day = run.from;
    head.textContent = run.from === 0 && run.until === 6 ? words.rules.everyDay : run.from === run.until ? days[run.from] : say(words.rules.through, days[run.from], days[run.until]);
    cell.textContent = run.text;
    row.classList.toggle("today", run.from <= today && today <= run.until);
    row.append(head, cell);
    return row;
  }));
}

// Fills the view; `before` is the version that was accepted, if any.
export function showRules({ gate, bundle, map, second, before }) {
  const policy = readPolicy(bundle.policy), facts = find("rules-facts");
  find("rules-title").textContent = gate.compoundName;
  find("rules-sub").textContent = say(words.rules.version, bundle.version, policy.agreedOn);
  note("rules-again", before && before !== bundle.version ? words.rules.again : "");
  const put = (name, text) => tell(facts.querySelector(`[data-fact=${name}]`), text);
  put("speed", say(words.rules.speed, policy.speedKmh));
  put("stay", say(words.rules.stay, policy.stayMaxMin));
  put("vehicles", policy.vehicles.map((one) => words.rules.vehicles[one]).join(words.rules.and));
  const closed = listClosed(map);
  facts.querySelector("[data-fact=closed]").closest("div").hidden = !closed.length;
  put("closed", closed.filter(Boolean).join(words.rules.and) || words.rules.closedWay);
  drawHours(policy, findLocal(policy, second).weekday);
  const chinese = told.language.startsWith("zh");
  find("rules-notes").textContent = policy.notes[chinese ? "zh" : "en"] || policy.notes.zh;
  tell(find("rules-agreed"), say(words.rules.agreed, policy.agreedOn, policy.parties.join(words.rules.and)));
}
