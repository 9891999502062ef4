// A keypad to click on, and buttons for what a door's wires would tell.

const WORDS = {
  door: "编号 Door", fingerprint: "指纹 Fingerprint", time: "门的时间 Time", people: "里面 People", seats: "座位 Seats", contact: "门扇 Leaf",
  locked: "门锁 Lock", fire: "消防 Fire", keypad_locked_until: "键盘锁到 Keypad locked until", silent_s: "没联系 Silent, s",
  pending: "待上报 Not yet told", unrecorded: "没写下 Unrecorded",
};
const MOMENTS = new Set(["time", "keypad_locked_until"]);
const code = document.getElementById("code");
const answer = document.getElementById("answer");

async function tell(path, body) {
  const reply = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  return reply.json();
}

function write(name, value) {
  if (value === null || value === undefined) return "–";
  if (MOMENTS.has(name)) return new Date(value * 1000).toLocaleTimeString();
  if (name === "locked") return value ? "锁着 locked" : "开着 released";
  return typeof value === "boolean" ? (value ? "是 yes" : "否 no") : String(value);
}

async function show() {
  const state = await (await fetch("/state")).json();
  document.getElementById("station").textContent = state.station;
  document.getElementById("hub").textContent = state.hub;
  const list = document.getElementById("state");
  list.replaceChildren();
  for (const [name, words] of Object.entries(WORDS)) {
    const term = document.createElement("dt");
    const told = document.createElement("dd");
    term.textContent = words;
    told.textContent = write(name, state[name]);
    list.append(term, told);
  }
}

function say(words, kind) {
  answer.textContent = words;
  answer.className = `answer ${kind}`;
}

for (const key of ["1", "2", "3", "4", "5", "6", "7", "8", "9", "←", "0", "C"]) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = key;
  if (key === "←") button.setAttribute("aria-label", "删一位 Delete one");
  if (key === "C") button.setAttribute("aria-label", "清空 Clear");
  button.addEventListener("click", () => {
    code.value = key === "C" ? "" : key === "←" ? code.value.slice(0, -1) : (code.value + key).slice(0, 8);
  });
  document.getElementById("keys").append(button);
}

document.getElementById("keypad").addEventListener("submit", async (event) => {
  event.preventDefault();
  const told = await tell("/keypad", { code: code.value });
  say(told.words ?? told.what, told.open ? "open" : "shut");
  code.value = "";
  await show();
});

for (const button of document.querySelectorAll("[data-deed]")) {
  button.addEventListener("click", async () => {
    await tell(button.dataset.deed, JSON.parse(button.dataset.body ?? "{}"));
    await show();
  });
}

await show();
setInterval(show, 1000);
