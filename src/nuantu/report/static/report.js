"use strict";
(() => {
const root = document.documentElement;
const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const { words, scene, firsts, clauses } = data;
const orders = scene.orders;
const places = new Map(orders.id.map((id, row) => [id, row]));
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const SVG = "http://www.w3.org/2000/svg";
const end = scene.bins.length * scene.bin;
const state = { t: 0, playing: false, story: null, id: null, view: null, shards: new Map() };

const lang = () => (root.lang.startsWith("zh") ? "zh" : "en");
const say = (name, fields = {}) => words[name][lang() === "zh" ? 0 : 1].replace(/\{(\w+)\}/g, (_, key) => fields[key]);
const store = (name, value) => { try { localStorage.setItem(name, value); } catch { /* a private window keeps nothing */ } };
const clock = (t) => {
  const [hours, minutes] = scene.clock0.split(":").map(Number);
  const total = Math.floor((hours * 3600 + minutes * 60 + t) / 60);
  return `${String(Math.floor(total / 60) % 24).padStart(2, "0")}:${String(total % 60).padStart(2, "0")}`;
};
const span = (s) => {
  const seconds = Math.abs(s);
  if (seconds < 60) return say("seconds", { n: seconds });
  return say("minutes", { n: seconds < 600 ? (seconds / 60).toFixed(1).replace(/\.0$/, "") : Math.round(seconds / 60) });
};
const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== null));
  return node;
};
const draw = (tag, attributes, text) => {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
};

/* ---- clause chips and sheets ---- */
function chip(id) {
  const clause = clauses[id];
  if (!clause) return make("span", { class: "pill" }, id);
  const template = $(`chip-${clause}`);
  return template ? template.content.firstElementChild.cloneNode(true) : make("span", { class: "pill" }, id);
}
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-sheet]");
  if (opener) { $(opener.dataset.sheet)?.showModal(); return; }
  const closer = event.target.closest("[data-close]");
  if (closer) { closer.closest("dialog").close(); return; }
  if (event.target.matches("dialog.sheet")) { event.target.close(); return; }
  const link = event.target.closest("[data-order]");
  if (link) {
    link.closest("dialog")?.close();
    select(link.dataset.order, true);
    $("order").scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });
  }
});

/* ---- the map's window ---- */
const map = $("map");
const layer = (name) => $(`map-${name}`);
function box() { const { width, height } = map.getBoundingClientRect(); return { width: width || 1, height: height || 1 }; }
function unitsPerPixel() { return state.view.w / box().width; }
function fitView(points, pad) {
  const { width, height } = box();
  const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
  const x0 = Math.min(...xs), x1 = Math.max(...xs), y0 = Math.min(...ys), y1 = Math.max(...ys);
  const room = height - 190;  // the legend above and the scrubber below stay clear
  const need = Math.max((x1 - x0) * 1.2, ((y1 - y0) * width) / room);
  const cover = Math.min(scene.size[0], (scene.size[1] * width) / height);
  setView((x0 + x1) / 2, (y0 + y1) / 2, Math.max(need, Math.min(cover, Math.max(need * pad, 4200 / scene.unit))));
}
function setView(cx, cy, w) {
  const { width, height } = box();
  const most = Math.max(scene.size[0], (scene.size[1] * width) / height);
  const wide = Math.min(Math.max(w, 600 / scene.unit), most);
  const tall = (wide * height) / width;
  const k = wide / width;  // the legend may cover 70 px of empty land above, the scrubber 80 px below
  const clamp = (value, size, room, before, after) => (size <= room ? size / 2
    : Math.min(Math.max(value, room / 2 - before * k), size - room / 2 + after * k));
  state.view = { w: wide, h: tall, x: clamp(cx, scene.size[0], wide, 0, 0), y: clamp(cy, scene.size[1], tall, 70, 80) };
  map.setAttribute("viewBox", `${(state.view.x - wide / 2).toFixed(1)} ${(state.view.y - tall / 2).toFixed(1)} ${wide.toFixed(1)} ${tall.toFixed(1)}`);
  scaleStreets();
  drawMoment();
}
function seeAll() { setView(scene.size[0] / 2, scene.size[1] / 2, Infinity); }
const WIDTHS = { path: [0, 5, 2], lane: [0.8, 12, 6], street: [1.5, 24, 10], arterial: [3, 38, 14], expressway: [3.6, 44, 15] };
function scaleStreets() {
  const k = unitsPerPixel();
  for (const [kind, [least, metres, most]] of Object.entries(WIDTHS)) {
    const width = Math.min(Math.max(least * k, metres / scene.unit), most * k);
    for (const node of map.querySelectorAll(`.roads .${kind}`)) node.setAttribute("stroke-width", width.toFixed(2));
    for (const node of map.querySelectorAll(`.roads .${kind}-edge`)) node.setAttribute("stroke-width", (width + 2 * k).toFixed(2));
  }
  const dense = state.view.w * scene.unit > 9000;
  for (const node of map.querySelectorAll(".roads .path, .roads .lane")) node.style.display = dense ? "none" : "";
  for (const node of map.querySelectorAll(".g-name")) {
    node.setAttribute("font-size", (14 * k).toFixed(1));
    node.setAttribute("stroke-width", (3.5 * k).toFixed(1));
  }
}

/* ---- one moment of the day ---- */
const worked = (spells, t) => spells.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, t) - from), 0);
function placeAt(track, t) {
  let low = 0, high = track.length / 3 - 1;
  if (t <= track[0]) return [track[1], track[2]];
  while (low < high) { const middle = (low + high + 1) >> 1; if (track[middle * 3] <= t) low = middle; else high = middle - 1; }
  const here = low * 3, next = here + 3;
  if (next >= track.length) return [track[here + 1], track[here + 2]];
  const share = (t - track[here]) / Math.max(1, track[next] - track[here]);
  return [1, 2].map((axis) => track[here + axis] + share * (track[next + axis] - track[here + axis]));
}
function arc(x, y, r, share) {
  const turn = Math.min(share, 0.9999) * 2 * Math.PI;
  const dx = x + r * Math.sin(turn), dy = y - r * Math.cos(turn);
  return `M${x.toFixed(1)} ${(y - r).toFixed(1)}A${r.toFixed(1)} ${r.toFixed(1)} 0 ${share > 0.5 ? 1 : 0} 1 ${dx.toFixed(1)} ${dy.toFixed(1)}`;
}
function ring(x, y, r, share, busy, letter) {
  const group = draw("g", {});
  group.append(draw("circle", { class: "ring-back", cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1), "stroke-width": (r * 0.36).toFixed(1) }));
  if (share > 0.004) group.append(draw("path", { class: busy ? "ring-arc" : "ring-arc idle", d: arc(x, y, r, share), "stroke-width": (r * 0.4).toFixed(1) }));
  if (letter) group.append(draw("text", { class: "ring-letter", x, y, "font-size": (r * 1.05).toFixed(1) }, letter));
  return group;
}
function underWay() {
  const rows = [];
  for (let row = 0; row < orders.p.length; row += 1) {
    if (orders.p[row] > state.t) continue;
    if (orders.d[row] >= 0 ? orders.d[row] > state.t : state.t - orders.p[row] < 5400) rows.push(row);
  }
  return rows;
}
const onBoard = (row) => orders.k[row] >= 0 && orders.k[row] <= state.t;
const spot = (row) => (onBoard(row) ? [orders.x[row], orders.y[row]] : [scene.orders.shops[orders.m[row] * 2], scene.orders.shops[orders.m[row] * 2 + 1]]);
function drawMoment() {
  if (!state.view) return;
  const k = unitsPerPixel();
  const rows = underWay();
  layer("orders").replaceChildren(...rows.map((row) => {
    const [x, y] = spot(row);
    return onBoard(row)
      ? draw("circle", { class: "dot-door", cx: x, cy: y, r: (2.9 * k).toFixed(1), "stroke-width": (1.5 * k).toFixed(1) })
      : draw("rect", { class: "dot-shop", x: (x - 2.6 * k).toFixed(1), y: (y - 2.6 * k).toFixed(1), width: (5.2 * k).toFixed(1), height: (5.2 * k).toFixed(1), rx: (1.2 * k).toFixed(1) });
  }));
  const duty = scene.riders.filter((rider) => rider[2].some(([from, to]) => from <= state.t && state.t < to)).slice(0, 60);
  layer("riders").replaceChildren(...duty.map(([, spells, , track]) => {
    const [x, y] = placeAt(track, state.t);
    return ring(x, y, 7 * k, worked(spells, state.t) / scene.stop, spells.some(([from, to]) => from <= state.t && state.t < to));
  }));
  drawAlerts();
  drawSelection(k);
  drawScrub(rows.length);
}
function drawAlerts() {
  const now = scene.alerts.filter(([from, to]) => from <= state.t && state.t < to);
  layer("alerts").replaceChildren(...now.filter((alert) => alert[2]).map((alert) => draw("path", { class: "alert-area", d: alert[2] })));
  const names = [...new Set(now.map((alert) => alert[lang() === "zh" ? 3 : 4]))];
  $("alert-now").textContent = names.join(lang() === "zh" ? "、" : ", ");
}
function drawSelection(k) {
  const story = state.story, into = layer("choice");
  into.replaceChildren();
  if (!story || !story.shop || !story.door) return;
  const line = (from, to, kind, width) => draw("path", { class: `way ${kind}`, d: `M${from[0]} ${from[1]}L${to[0]} ${to[1]}`, "stroke-width": (width * k).toFixed(1) });
  into.style.setProperty("--dash", (7 * k).toFixed(1));
  const near = story.opt.map((option) => [option[0], option[7], option[8], option[9]]).filter((option) => option[1] !== null);
  for (const [letter, x, y] of near) if (letter !== "A") into.append(line([x, y], story.shop, "dots thin", 1.6));
  const chosen = near.find(([letter]) => letter === "A");
  if (chosen) into.append(line([chosen[1], chosen[2]], story.shop, "dots", 4));
  into.append(line(story.shop, story.door, "", 3.4));
  const [sx, sy] = story.shop, [dx, dy] = story.door;
  into.append(draw("rect", { class: "pin-shop", x: sx - 8 * k, y: sy - 8 * k, width: 16 * k, height: 16 * k, rx: 4 * k, "stroke-width": 2 * k }));
  into.append(draw("circle", { class: "pin-door", cx: dx, cy: dy, r: 8 * k, "stroke-width": 3 * k }), draw("circle", { class: "pin-core", cx: dx, cy: dy, r: 2.6 * k }));
  for (const [letter, x, y, share] of spread(near, k)) into.append(ring(x, y, 12 * k, share / 1000, letter === "A", letter));
}
function spread(near, k) {
  const used = [];
  return near.map(([letter, x, y, share]) => {
    let shift = 0;
    while (used.some(([ux, uy]) => Math.hypot(ux - x - shift, uy - y) < 25 * k)) shift += 26 * k;
    used.push([x + shift, y]);
    return [letter, x + shift, y, share];
  });
}

/* ---- scrubbing ---- */
const flow = $("flow"), range = $("range"), play = $("play");
function layScrub() {
  const most = Math.max(...scene.bins, 1);
  flow.setAttribute("viewBox", `0 0 ${scene.bins.length} 100`);
  flow.setAttribute("preserveAspectRatio", "none");
  flow.replaceChildren(...scene.bins.map((count, place) => draw("rect", { x: place + 0.14, width: 0.72, y: 100 - (count / most) * 96, height: (count / most) * 96 })), draw("path", { d: "M0 0V100" }));
  range.max = end; range.step = 60;
}
function drawScrub(count) {
  const at = clock(state.t);
  for (const [place, bar] of [...flow.querySelectorAll("rect")].entries()) bar.classList.toggle("past", place * scene.bin < state.t);
  flow.querySelector("path").setAttribute("d", `M${state.t / scene.bin} 0V100`);
  range.value = state.t;
  const placed = orders.p.filter((p) => p <= state.t).length;
  range.setAttribute("aria-valuetext", `${at}，${say("under_way", { n: count })}`);
  $("clock").textContent = at;
  $("clock-now").textContent = `${at} · ${say("placed_so_far", { n: placed.toLocaleString("en") })} · ${say("under_way", { n: count.toLocaleString("en") })}`;
}
function setTime(t) { state.t = Math.min(Math.max(t, 0), end); drawMoment(); if ($("now").open) listNow(); }
range.addEventListener("input", () => { stop(); setTime(Number(range.value)); });
function stop() { if (state.playing) toggle(); }
function toggle() {
  state.playing = !state.playing;
  play.querySelector(".icon-play").hidden = state.playing;
  play.querySelector(".icon-pause").hidden = !state.playing;
  play.querySelector(".unseen").textContent = say(state.playing ? "pause" : "play");
  if (!state.playing) return;
  if (state.t >= end) setTime(0);
  let last = null, drawn = 0;
  const step = calm.matches ? scene.bin : 0;
  const tick = (now) => {
    if (!state.playing) return;
    if (last !== null && now - drawn > (step ? 1000 : 60)) {
      setTime(state.t + (step || ((now - drawn) / 1000) * 600));
      drawn = now;
    }
    if (last === null) drawn = now;
    last = now;
    if (state.t >= end) toggle(); else requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}
play.addEventListener("click", toggle);

/* ---- touching the map ---- */
const toMap = (event) => {
  const { left, top, width } = map.getBoundingClientRect();
  const k = state.view.w / width;
  return [state.view.x - state.view.w / 2 + (event.clientX - left) * k, state.view.y - state.view.h / 2 + (event.clientY - top) * k, k];
};
let drag = null;
map.addEventListener("pointerdown", (event) => { drag = { x: event.clientX, y: event.clientY, cx: state.view.x, cy: state.view.y, far: false }; });
map.addEventListener("pointermove", (event) => {
  if (!drag || (event.pointerType === "mouse" && !event.buttons)) return;
  const dx = event.clientX - drag.x, dy = event.clientY - drag.y, k = unitsPerPixel();
  if (Math.hypot(dx, dy) > 5) drag.far = true;
  if (drag.far) setView(drag.cx - dx * k, drag.cy - dy * k, state.view.w);
});
map.addEventListener("pointercancel", () => { drag = null; });
map.addEventListener("pointerup", (event) => {
  const moved = drag?.far; drag = null;
  if (moved) return;
  const [x, y, k] = toMap(event);
  let best = null, least = 22 * k;
  for (const row of underWay()) {
    const [ox, oy] = spot(row), far = Math.hypot(ox - x, oy - y);
    if (far < least) { best = row; least = far; }
  }
  if (best !== null) select(orders.id[best], false);
});
const zoom = (factor) => setView(state.view.x, state.view.y, state.view.w * factor);
$("zoom-in").addEventListener("click", () => zoom(0.6));
$("zoom-out").addEventListener("click", () => zoom(1 / 0.6));
$("zoom-all").addEventListener("click", seeAll);

/* ---- the orders of a moment as a list ---- */
function listNow() {
  const rows = underWay(), shown = rows.slice(0, 40);
  const body = $("now-body");
  body.replaceChildren(...shown.map((row) => make("tr", {},
    make("th", { scope: "row" }, make("button", { class: "text-button", type: "button", "data-order": orders.id[row] }, orders.id[row])),
    make("td", {}, clock(orders.p[row])), make("td", {}, say(onBoard(row) ? "to_door" : "at_shop")))));
  $("now-more").textContent = !rows.length ? say("now_none") : rows.length > shown.length ? say("now_more", { n: rows.length - shown.length }) : "";
}
$("now").addEventListener("toggle", listNow);

/* ---- one order explained ---- */
function shardOf(id) {
  let low = 0, high = firsts.length - 1;
  while (low < high) { const middle = (low + high + 1) >> 1; if (firsts[middle] <= id) low = middle; else high = middle - 1; }
  return low;
}
async function fetchStory(id) {
  const shard = shardOf(id);
  if (!state.shards.has(shard)) {
    const answer = await fetch(`orders/${shard}.json`);
    if (!answer.ok) throw new Error(String(answer.status));
    state.shards.set(shard, await answer.json());
  }
  return state.shards.get(shard)[id] ?? null;
}
async function select(id, frame) {
  state.id = id;
  $("find-id").value = id;
  let message = say("waiting");
  const panel = $("story");
  const waiting = setTimeout(() => { panel.replaceChildren(make("p", { class: "message" }, message)); }, 150);
  let story = null;
  try {
    story = firsts.length ? await fetchStory(id) : null;
    message = say("unknown", { id });
  } catch { message = say("offline"); }
  clearTimeout(waiting);
  if (state.id !== id) return;
  state.story = story;
  if (!story) { panel.replaceChildren(make("p", { class: "message", role: "alert" }, message)); drawMoment(); return; }
  history.replaceState(null, "", `#order=${encodeURIComponent(id)}`);
  showStory();
  if (frame) {
    const points = [story.shop, story.door, ...story.opt.filter((o) => o[7] !== null).map((o) => [o[7], o[8]])].filter(Boolean);
    state.t = Math.min(end, story.at ? story.at[0] : story.placed);
    if (points.length) fitView(points, 1.5); else drawMoment();
  } else setTime(Math.min(end, story.at ? story.at[0] : story.placed));
}
function showStory() {
  const story = state.story, told = story[lang()];
  $("h-order").textContent = story.opt.length ? say("why_rider", { id: state.id, rider: story.w ?? "—" }) : say("order", { id: state.id });
  $("decided").textContent = story.at ? say("decided", { at: story.at[1] }) : "";
  const face = draw("svg", { class: "face", viewBox: "0 0 46 46", "aria-hidden": "true" });
  face.append(ring(23, 23, 18, story.opt.length ? story.opt[0][9] / 1000 : 0, true, "A"));
  const others = make("ul", { class: "others", "aria-label": say("others_title") }, ...story.opt.slice(1).map((option, place) => {
    const item = make("li", {}, make("b", {}, option[0]), told.opt[place + 1]);
    if (option[3]) item.append(make("div", {}, chip(option[3])));
    return item;
  }));
  const left = make("div", {}, make("div", { class: "why" }, face, make("div", {}, make("p", {}, told.why), make("p", {}, told.out))), others);
  const race = make("div", { class: "race", id: "race" });
  $("story").replaceChildren(left, race, make("div", { class: "more" }, tellPay(story, told), tellHistory(story, told)));
  drawRace();
}
function tellPay(story, told) {
  const list = make("ul", { class: "slip" });
  story.pay.forEach(([clause, amount, ours], row) => {
    if (!ours && (row === 0 || story.pay[row - 1][2])) list.append(make("li", { class: "sum" }, say("pay_title"), make("span", { class: "amount" }, story.sum)));
    list.append(make("li", ours ? {} : { class: "aside" }, told.pay[row][0], clause ? chip(clause) : null, make("span", { class: "how" }, told.pay[row][1]), make("span", { class: "amount" }, amount)));
  });
  if (!story.pay.length || story.pay.at(-1)[2]) list.append(make("li", { class: "sum" }, say("pay_title"), make("span", { class: "amount" }, story.sum)));
  return make("div", {}, make("h3", {}, say("pay_title")), list);
}
function tellHistory(story, told) {
  const list = make("ul", { class: "path-list" }, ...told.hist.map((sentence, row) => {
    const clause = story.hist[row][1];
    return make("li", clause ? { class: "has-clause" } : {}, make("span", {}, sentence), clause ? chip(clause) : null);
  }));
  return make("div", {}, make("h3", {}, say("story_title")), list);
}
const verdict = (option, story) => {
  const [, , status, clause] = option;
  if (status === "chosen") return say("chosen");
  if (status === "blocked") return clauses[clause] ? `${say("blocked")} ${data.types[clause] ?? ""}` : say("blocked");
  if (status === "unreachable") return say("unreachable");
  const later = option[6] - story.opt[0][6];
  return Math.abs(later) < 30 ? say("feasible_same") : say(later > 0 ? "feasible_later" : "feasible_earlier", { gap: span(later) });
};
function drawRace() {
  const into = $("race"), story = state.story;
  if (!into || !story || !story.opt.length) { into?.replaceChildren(); return; }
  const width = Math.max(280, into.clientWidth), left = 172, right = width - 14, top = 30, step = 31;
  const reached = story.opt.filter((option) => option[2] !== "unreachable");
  const ends = reached.map((option) => option[6]), from = story.at[0];
  const to = Math.max(...ends, story.due ?? 0) + 60;
  const x = (t) => left + ((t - from) / Math.max(1, to - from)) * (right - left);
  const tall = top + step * story.opt.length + 4;
  const chart = draw("svg", { viewBox: `0 0 ${width} ${tall}`, width, height: tall, role: "img", "aria-label": `${say("times_label")}: ${story.opt.map((o) => `${o[0]} ${verdict(o, story)}${o[2] === "unreachable" ? "" : ` ${clock(o[6])}`}`).join("; ")}` });
  drawRaceScale(chart, story, x, from, to, tall);
  story.opt.forEach((option, row) => drawRaceRow(chart, option, story, x, from, top + step * row + 16));
  into.replaceChildren(chart);
}
function drawRaceScale(chart, story, x, from, to, tall) {
  const due = story.due !== null && story.due > from ? x(story.due) : null;
  const label = due === null ? null : Math.min(due, x(to) - 34);
  const every = [60, 120, 300, 600, 900, 1800, 3600].find((s) => (to - from) / s <= 5) ?? 7200;
  const shift = (scene.clock0.split(":").map(Number)[1] * 60) % every;
  for (let t = Math.ceil((from + shift) / every) * every - shift; t <= to; t += every) {
    chart.append(draw("path", { class: "grid-line", d: `M${x(t)} 24V${tall}` }));
    if (label === null || Math.abs(label - x(t)) > 78) chart.append(draw("text", { x: x(t), y: 14, "text-anchor": "middle" }, clock(t)));
  }
  if (due !== null) {
    chart.append(draw("path", { class: "due-line", d: `M${due} 22V${tall}` }));
    chart.append(draw("text", { class: "due", x: label, y: 14, "text-anchor": "middle" }, say("promise", { at: clock(story.due) })));
  }
}
function drawRaceRow(chart, option, story, x, from, y) {
  const [letter, , status] = option;
  const tone = { chosen: "good", blocked: "bad" }[status] ?? "";
  chart.append(draw("text", { class: "letter", x: 0, y: y + 5 }, letter), draw("text", { class: tone, x: 20, y: y + 5 }, verdict(option, story)));
  if (status === "unreachable") return;
  const at = x(option[6]);
  chart.append(draw("path", { class: `run ${status}`, d: `M${x(from)} ${y}H${at}` }));
  if (status === "blocked") chart.append(draw("path", { class: "end cross", d: `M${at - 4} ${y - 4}l8 8m0-8l-8 8` }));
  else chart.append(draw("circle", { class: `end ${status}`, cx: at, cy: y, r: status === "chosen" ? 6.5 : 5.5 }));
}
$("find").addEventListener("submit", (event) => { event.preventDefault(); const id = $("find-id").value.trim(); if (id) select(id, true); });
const stepOrder = (by) => {
  const here = places.get(state.id) ?? 0, next = (here + by + orders.id.length) % Math.max(1, orders.id.length);
  if (orders.id.length) select(orders.id[next], true);
};
$("order-prev").addEventListener("click", () => stepOrder(-1));
$("order-next").addEventListener("click", () => stepOrder(1));

/* ---- language, theme, copy ---- */
$("lang").addEventListener("click", () => {
  root.lang = lang() === "zh" ? "en" : "zh-Hans";
  store("nuantu-lang", lang());
  const address = new URL(location.href);
  if (address.searchParams.has("lang")) { address.searchParams.set("lang", lang()); history.replaceState(null, "", address); }
  retitle();
  if (state.story) showStory(); else if (state.id) select(state.id, false);
  drawMoment();
  if ($("now").open) listNow();
});
function retitle() { document.title = data.title[lang() === "zh" ? 0 : 1]; play.querySelector(".unseen").textContent = say(state.playing ? "pause" : "play"); }
$("theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  store("nuantu-theme", root.dataset.theme);
});
$("copy").addEventListener("click", async () => {
  const text = $("command").textContent, note = $("copied");
  try { await navigator.clipboard.writeText(text); note.textContent = say("copied"); } catch {
    const selection = getSelection(); selection.selectAllChildren($("command"));
  }
  setTimeout(() => { note.textContent = ""; }, 2000);
});
let resized = 0;
addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(() => { setView(state.view.x, state.view.y, state.view.w); drawRace(); }, 120); });

/* ---- begin ---- */
layScrub();
retitle();
state.t = Math.min(end, data.begin);
seeAll();
const asked = new URLSearchParams(location.hash.slice(1)).get("order") ?? data.featured;
if (asked) select(asked, true);
})();
