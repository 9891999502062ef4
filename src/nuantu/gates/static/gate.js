// The screen beside a gate: what came of the last code, the manual way on red and amber, the day's counts.

const REASONS = {
  slip: "看过取餐小票，楼号对得上 · The slip names a building here",
  phone: "骑手的手机没电或没网 · The rider's phone is dead or without network",
  here: "本机扫不出或名单旧了 · This gate cannot read it, or its lists are old",
  resident: "住户来接或打了电话 · A resident came or called",
  other: "其他 · Something else",
};
const WORD = { green: "通行", amber: "请看一眼", red: "不通行" };
const MARK = { green: "M12 25l8 8 16-18", amber: "M24 12v14M24 35v.1", red: "M14 14l20 20M34 14L14 34" };
const SHOWN_MS = 8000;
const $ = (id) => document.getElementById(id);
let fading = 0;

async function tell(path, body) {
  const reply = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  return reply.json();
}

function say(light, word, words) {
  $("answer").className = `answer ${light}`;
  $("mark").setAttribute("d", MARK[light] ?? "M14 24h20");
  $("word").textContent = word;
  $("words").textContent = words.replace(" · ", "\n");
  clearTimeout(fading);
  if (light === "green") fading = setTimeout(() => say("", "等待扫码", "Waiting for a code"), SHOWN_MS);
}

const sum = (counts, fits) => Object.entries(counts).reduce((all, [what, n]) => all + (fits(what) ? n : 0), 0);

function sayLists(state) {
  const age = state.status_age_s;
  const heard = age === null ? "还没有名单 no list yet" : `名单 ${Math.max(0, Math.round(age / 60))} 分钟前 minutes old`;
  return `${heard} · ${state.hub}`;
}

// The number that the lane asks for, in two groups, and the seconds that it is good.
function sayAsked({ challenge, seconds }) {
  $("asked").hidden = !challenge;
  $("asked").textContent = challenge ? `${challenge.slice(0, 3)} ${challenge.slice(3)}` : "";
  $("asked").title = challenge ? `${seconds} s` : "";
  $("ask").dataset.on = challenge ? "1" : "";
  $("ask").firstChild.textContent = challenge ? "不要口令了 " : "要口令 ";
  $("ask").lastElementChild.textContent = challenge ? "Ask no more" : "Ask for a number";
}

async function show() {
  const state = await (await fetch("/state")).json();
  $("name").textContent = `${state.compound_name} · ${state.gate_name}`;
  $("lists").textContent = sayLists(state);
  $("in").textContent = sum(state.counts, (what) => what.startsWith("OK"));
  $("hand").textContent = sum(state.counts, (what) => what.startsWith("manual:"));
  $("out").textContent = sum(state.counts, (what) => what.startsWith("E_"));
  $("alarms").textContent = state.alarms.length ? `请看一看 Look at: ${state.alarms.join(", ")}` : "";
  sayAsked(state.asked[Number($("lane").value || 1) - 1]);
  for (let lane = $("lane").length + 1; lane <= state.lanes; lane++) $("lane").add(new Option(String(lane), String(lane)));
}

$("reader").addEventListener("submit", async (event) => {
  event.preventDefault();
  const told = await tell("/scan", { lane: Number($("lane").value), text: $("text").value });
  $("text").value = "";
  say(told.light ?? "red", WORD[told.light] ?? "没有读到", told.words ?? told.what);
  $("manual").hidden = told.open === true;
  await show();
});

$("ask").addEventListener("click", async () => {
  const told = await tell("/challenge", { lane: Number($("lane").value), on: !$("ask").dataset.on });
  if (told.what) return say("amber", "要口令", told.what);
  if (told.challenge) say("", "口令", "请骑手在速通码里输入 · Let the rider enter it");
  return show();
});
$("lane").addEventListener("change", show);

for (const [reason, words] of Object.entries(REASONS)) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.addEventListener("click", async () => {
    await tell("/manual", { lane: Number($("lane").value), reason });
    $("manual").hidden = true;
    say("amber", "人工放行", "已记一次 · Counted once");
    await show();
  });
  $("reasons").append(button);
}

await show();
setInterval(show, 2000);
