// The day in motion: scrubbing, playing, the map's window, and any decision in the side column.
const told = JSON.parse(document.getElementById("replay-data").textContent);
const $ = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
const chinese = document.documentElement.lang.startsWith("zh");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const map = $("map"), range = $("range"), play = $("play");
const box = map.viewBox.baseVal;
const state = { t: told.t, playing: false, view: { x: box.x, y: box.y, w: box.width, h: box.height }, cuts: new Map(), asked: 0 };
const say = (word, fields) => told.words[word].replace(/%\((\w+)\)s/g, (_, key) => fields[key]);
const clock = (t) => `${String(Math.floor(t / 3600)).padStart(2, "0")}:${String(Math.floor((t % 3600) / 60)).padStart(2, "0")}`;
const draw = (tag, attributes, text) => {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
};

// Ten minutes of the day, fetched once; the next ones are fetched ahead.
async function fetchCut(number) {
  if (!state.cuts.has(number)) {
    const asked = fetch(`${told.slices}${number}.json`).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
    asked.catch(() => state.cuts.delete(number));
    state.cuts.set(number, asked);
    if (state.cuts.size > 24) state.cuts.delete(state.cuts.keys().next().value);
  }
  return state.cuts.get(number);
}

function findSpot(track, t) {
  let low = 0, high = track.length / 3 - 1;
  if (high < 0) return null;
  if (t <= track[0]) return [track[1], track[2]];
  while (low < high) { const middle = (low + high + 1) >> 1; if (track[middle * 3] <= t) low = middle; else high = middle - 1; }
  const here = low * 3, next = here + 3;
  if (next >= track.length) return [track[here + 1], track[here + 2]];
  const share = (t - track[here]) / Math.max(1, track[next] - track[here]);
  return [1, 2].map((axis) => track[here + axis] + share * (track[next + axis] - track[here + axis]));
}
function drawRider(x, y, r, share, letter, busy) {
  const group = draw("g", { class: busy ? "rider" : "rider idle" });
  group.append(draw("circle", { class: "back", cx: x, cy: y, r, "stroke-width": r * 0.42 }));
  if (share > 0.004) {
    const turn = Math.min(share, 0.9999) * 2 * Math.PI;
    group.append(draw("path", { class: "arc", "stroke-width": r * 0.42, d: `M${x} ${y - r}A${r} ${r} 0 ${share > 0.5 ? 1 : 0} 1 ${x + r * Math.sin(turn)} ${y - r * Math.cos(turn)}` }));
  }
  if (letter) group.append(draw("text", { class: "inside", x, y, "font-size": r * 1.15 }, letter));
  return group;
}
const isSeen = (x, y) => { const v = state.view; return x >= v.x - 40 && x <= v.x + v.w + 40 && y >= v.y - 40 && y <= v.y + v.h + 40; };
// On the whole city rings would cover one another: they shrink with the view, but never below 5 pixels.
const radius = () => Math.max(5 * (state.view.w / Math.max(1, map.clientWidth)), Math.min(state.view.w, told.size[0] * 0.6) * 0.0095);
const underWay = (row, t) => row[1] <= t && !(row[4] >= 0 && row[4] <= t);
const spotOf = (row, t) => (row[3] >= 0 && row[3] <= t ? [row[8], row[9]] : [row[6], row[7]]);

function drawMoment(cut) {
  const t = state.t, r = radius(), parts = [], hands = new Map();
  let way = 0, on = 0;
  for (const row of cut.orders) {
    if (row[5] && row[2] >= 0 && row[2] <= t && !(row[4] >= 0 && row[4] <= t)) hands.set(row[5], (hands.get(row[5]) || 0) + 1);
    if (!underWay(row, t)) continue;
    way += 1;
    const [x, y] = spotOf(row, t);
    if (!isSeen(x, y)) continue;
    const size = r * 0.42;
    parts.push(row[3] >= 0 && row[3] <= t
      ? draw("circle", { class: "door", cx: x, cy: y, r: size, "stroke-width": size * 0.55 })
      : draw("rect", { class: "shop", x: x - size, y: y - size, width: 2 * size, height: 2 * size, rx: size / 2 }));
  }
  for (const [id, worked, after, spells, track] of cut.riders) {
    if (!spells.some(([from, to]) => from <= t && t < to)) continue;
    on += 1;
    const spot = findSpot(track, t);
    if (!spot || !isSeen(...spot)) continue;
    const count = hands.get(id) || 0;
    const hours = worked + ((after - worked) * (t - cut.from)) / told.slice;
    parts.push(drawRider(...spot, r, hours / told.ring, count ? String(count) : "", count > 0));
  }
  $("map-moment").replaceChildren(...parts);
  $("now-way").textContent = way.toLocaleString("en");
  $("now-on").textContent = on.toLocaleString("en");
}
function drawAlerts() {
  const now = told.alerts.filter(([from, to]) => from <= state.t && state.t < to);
  $("map-alerts").replaceChildren(...now.filter((one) => one[2]).map((one) => draw("path", { class: "alert-area", d: one[2] })));
  $("alert-now").textContent = [...new Set(now.map((one) => one[3][chinese ? 0 : 1]))].join(chinese ? "、" : ", ");
}
function tellMoment(cut) {
  const at = clock(state.t);
  const placed = cut.placed + cut.orders.filter((row) => row[1] >= cut.from && row[1] <= state.t).length;
  $("clock").textContent = at;
  $("placed").textContent = say("placed", { n: placed.toLocaleString("en") });
  range.value = state.t;
  range.setAttribute("aria-valuetext", `${at}, ${$("placed").textContent}`);
  const x = (1000 * state.t) / told.end;
  $("flow-now").setAttribute("d", `M${x.toFixed(1)} 4V112`);
  for (const [number, bar] of [...$("flow").querySelectorAll(".past, .to-come")].entries()) bar.setAttribute("class", (number + 1) * told.slice <= state.t ? "past" : "to-come");
  const broken = told.breaches.filter(([moment]) => moment === null || moment <= state.t);
  for (const line of document.querySelectorAll("[data-clause]")) {
    line.querySelector("[data-acted]").textContent = cut.acted[line.dataset.clause] || 0;
    const count = broken.filter((one) => one[1] === line.dataset.clause).reduce((sum, one) => sum + one[2], 0);
    line.querySelector("[data-broken]").textContent = count;
  }
  const all = broken.reduce((sum, one) => sum + one[2], 0);
  $("verdict-head").textContent = all ? say("broken", { at, n: all }) : say("kept", { at });
}
async function show() {
  const number = Math.min(Math.floor(state.t / told.slice), told.placed.length - 1);
  const asked = (state.asked += 1);
  let cut;
  try {
    cut = await fetchCut(number);
  } catch {
    $("placed").textContent = told.words.failed;
    return;
  }
  if (asked !== state.asked) return;
  drawAlerts();
  drawMoment(cut);
  tellMoment(cut);
  if (number + 1 < told.placed.length) fetchCut(number + 1).catch(() => {});
}
function setTime(t) { state.t = Math.min(Math.max(0, Math.round(t)), told.end - 1); return show(); }

// The map's window: drag, wheel, buttons.
function setView(x, y, w) {
  const shape = map.clientHeight / Math.max(1, map.clientWidth);
  const most = Math.max(told.size[0], told.size[1] / shape);
  const wide = Math.min(Math.max(w, 300), most), tall = wide * shape;
  const clamp = (value, size, room) => (size <= room ? (size - room) / 2 : Math.min(Math.max(value, 0), size - room));
  state.view = { x: clamp(x, told.size[0], wide), y: clamp(y, told.size[1], tall), w: wide, h: tall };
  map.setAttribute("viewBox", `${state.view.x} ${state.view.y} ${wide} ${tall}`);
  for (const name of $("map-names").children) { name.setAttribute("font-size", wide * 0.017); name.setAttribute("stroke-width", wide * 0.004); }
  const number = Math.min(Math.floor(state.t / told.slice), told.placed.length - 1);
  if (state.cuts.has(number)) state.cuts.get(number).then(drawMoment, () => {});
}
function zoom(factor) { const v = state.view; setView(v.x + (v.w * (1 - factor)) / 2, v.y + (v.h * (1 - factor)) / 2, v.w * factor); }
let drag = null;
map.addEventListener("pointerdown", (event) => { drag = { x: event.clientX, y: event.clientY, view: { ...state.view }, far: false }; map.setPointerCapture(event.pointerId); });
map.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const k = state.view.w / map.clientWidth, dx = event.clientX - drag.x, dy = event.clientY - drag.y;
  if (Math.hypot(dx, dy) > 5) drag.far = true;
  if (drag.far) setView(drag.view.x - dx * k, drag.view.y - dy * k, drag.view.w);
});
map.addEventListener("pointercancel", () => { drag = null; });
map.addEventListener("pointerup", async (event) => {
  const moved = drag && drag.far;
  drag = null;
  if (moved) return;
  const frame = map.getBoundingClientRect(), k = state.view.w / frame.width;
  const x = state.view.x + (event.clientX - frame.left) * k, y = state.view.y + (event.clientY - frame.top) * k;
  const cut = await fetchCut(Math.min(Math.floor(state.t / told.slice), told.placed.length - 1));
  let best = null, least = 24 * k;
  for (const row of cut.orders) {
    if (!underWay(row, state.t)) continue;
    const [ox, oy] = spotOf(row, state.t), far = Math.hypot(ox - x, oy - y);
    if (far < least) { best = row; least = far; }
  }
  if (best) explain(best[0]);
});
map.addEventListener("wheel", (event) => { event.preventDefault(); zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2); }, { passive: false });

// One decision, as the server tells it.
async function explain(order) {
  const panel = $("decision");
  panel.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(`${told.orders}${encodeURIComponent(order)}/?fragment=1`);
    if (!answer.ok) throw new Error(String(answer.status));
    panel.innerHTML = await answer.text();
    if (window.htmx) window.htmx.process(panel);
    $("map-choice").replaceChildren();
    history.replaceState(null, "", `?order=${encodeURIComponent(order)}&at=${clock(state.t)}`);
  } catch {
    $("placed").textContent = told.words.failed;
  }
  panel.removeAttribute("aria-busy");
}

// Playing: so many seconds of the day in one second; where less motion is asked for, a step of ten minutes a second.
function toggle() {
  state.playing = !state.playing;
  play.querySelector(".is-play").hidden = state.playing;
  play.querySelector(".is-pause").hidden = !state.playing;
  play.setAttribute("aria-label", told.words[state.playing ? "pause" : "play"]);
  if (!state.playing) return;
  if (state.t >= told.end - 60) state.t = 0;
  let last = null;
  const tick = async (now) => {
    if (!state.playing) return;
    const wait = calm.matches ? 1000 : 80;
    if (last === null) last = now;
    if (now - last >= wait) {
      const step = calm.matches ? told.slice : ((now - last) / 1000) * Number($("speed").value);
      last = now;
      await setTime(state.t + step);
    }
    if (state.t >= told.end - 1) toggle(); else requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

for (const id of ["play", "speed-label", "range", "zoom-in", "zoom-out"]) $(id).hidden = false;
$("replay").classList.add("lives");
play.addEventListener("click", toggle);
range.addEventListener("input", () => { if (state.playing) toggle(); setTime(Number(range.value)); });
$("zoom-in").addEventListener("click", () => zoom(0.7));
$("zoom-out").addEventListener("click", () => zoom(1 / 0.7));
$("zoom-all").addEventListener("click", (event) => { event.preventDefault(); setView(0, 0, Infinity); });
addEventListener("resize", () => setView(state.view.x, state.view.y, state.view.w));
setView(state.view.x, state.view.y, state.view.w);
show();
