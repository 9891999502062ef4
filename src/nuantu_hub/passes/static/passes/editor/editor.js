// The map editor: draws over a plan, keeps a list beside the map that does all that the map does, saves by itself.
import { openWindow } from "../../site/map_window.js";
import { draw, openLayers } from "./drawing.js";
import { openList } from "./list.js";
import { findShare, fitPicture, measure, openPlane } from "./plane.js";
import { SHAPES, freshKey, middle, nearestBuilding, nextName, readThings, snap, writeThings } from "./things.js";

const told = JSON.parse(document.getElementById("editor-told").textContent);
const words = JSON.parse(document.getElementById("editor-words").textContent);
const say = (name, what = "") => words[name].replace("~", what);
const root = document.getElementById("editor"), svg = root.querySelector("[data-canvas]");
const hint = root.querySelector("[data-hint]"), savedNote = root.querySelector("[data-saved]"), undoButton = root.querySelector("[data-undo]");
const TOOLS = ["", "boundary", "building", "path", "entrance", "gate", "closed", "parking", "lift", "green", "street"];
const plane = openPlane(told.place);
const state = { things: readThings(told.map, plane), tool: "", chosen: "", sketch: [], cross: null, lacking: new Set(), lacks: [], known: [null, null], shares: [null, null], pointing: 0 };
let changes = told.changes, timer = 0, sending = null, dirty = false, matrix = null, shape = 1;
const undo = [];

root.hidden = false;
const layers = openLayers(svg);
svg.setAttribute("viewBox", "-120 -75 240 150");
svg.addEventListener("keydown", onKey); // before the window's own, so that a chosen thing moves instead of the map
const view = openWindow(svg, { bounds: { x: -1500, y: -1500, w: 3000, h: 3000 }, least: 20, onMove: () => show() });
const list = openList(document.getElementById("things"), { words, gates: told.gates, state, onChoose: choose, onChange: (act) => { keep(); act(); changed(); }, onRemove: remove, onCopy: copy, onMove: move });

function px() { return view.view.w / Math.max(1, svg.clientWidth); }

function show() {
  const drawing = Boolean(state.tool || state.pointing);
  root.classList.toggle("drawing", drawing);
  state.cross = drawing && document.activeElement === svg ? [view.view.x + view.view.w / 2, view.view.y + view.view.h / 2] : null;
  draw(layers, state.things, state, px());
  undoButton.disabled = !undo.length;
}

function frame() {
  const spots = state.things.flatMap((thing) => thing.spots);
  const [xs, ys] = [0, 1].map((axis) => spots.map((spot) => spot[axis]));
  const wide = spots.length > 1 ? Math.max(Math.max(...xs) - Math.min(...xs), (Math.max(...ys) - Math.min(...ys)) * 1.6) * 1.2 : 240;
  if (spots.length) view.centre((Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2, Math.max(wide, 120));
}

// --- the plan below the drawing
function hangPlan() {
  if (!told.plan) return;
  const picture = new Image();
  picture.onload = () => {
    shape = picture.naturalHeight / picture.naturalWidth;
    matrix = told.fit ? fitPicture(told.fit.points.map(([u, v, lon, lat]) => ({ share: [u, v], spot: plane.put([lon, lat]) })), shape)
      : [220, 0, 0, 220, -110, -110 * shape];
    layers.hang(told.plan, matrix, shape);
    if (!told.fit && state.things.length < 2) view.centre(0, 0, 260);
    openFitting();
  };
  picture.src = told.plan;
}

function openFitting() {
  const form = document.querySelector("[data-fit]"), said = form.querySelector("[data-fit-said]");
  form.hidden = false;
  const gates = state.things.filter((thing) => thing.kind === "gate");
  for (const number of [1, 2]) {
    const before = told.fit?.points[number - 1], gate = gates[number - 1];
    const place = before ? [before[2], before[3]] : gate ? plane.take(gate.spots[0]) : null;
    if (before) state.shares[number - 1] = [before[0], before[1]];
    if (place) { form.querySelector(`[data-lon="${number}"]`).value = place[0]; form.querySelector(`[data-lat="${number}"]`).value = place[1]; }
    form.querySelector(`[data-point="${number}"]`).addEventListener("click", () => { take(""); state.pointing = number; hint.textContent = say(number === 1 ? "first" : "second"); svg.focus(); show(); });
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const points = [1, 2].map((number) => [...(state.shares[number - 1] || []), Number.parseFloat(form.querySelector(`[data-lon="${number}"]`).value), Number.parseFloat(form.querySelector(`[data-lat="${number}"]`).value)]);
    const answer = await post(told.fitting, { points, shape });
    said.textContent = answer.what || say("told");
    if (!answer.fit) return;
    told.fit = answer.fit;
    matrix = fitPicture(told.fit.points.map(([u, v, lon, lat]) => ({ share: [u, v], spot: plane.put([lon, lat]) })), shape);
    layers.hang(told.plan, matrix, shape);
    state.known = told.fit.points.map(([, , lon, lat]) => plane.put([lon, lat]));
    show();
  });
}

function point(spot) {
  state.known[state.pointing - 1] = spot;
  state.shares[state.pointing - 1] = findShare(matrix, spot, shape).map((share) => Math.min(1, Math.max(0, share)));
  const next = state.pointing === 1 && !state.shares[1] ? 2 : 0;
  state.pointing = next;
  hint.textContent = next ? say("second") : say("pick");
  show();
}

// --- tools
const bar = root.querySelector("[data-tools]");
for (const name of TOOLS) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = say(name || "choose");
  button.dataset.tool = name;
  button.addEventListener("click", () => { take(name); if (name) svg.focus(); });
  bar.append(button);
}

function take(name) {
  state.tool = name;
  state.sketch = [];
  state.pointing = 0;
  for (const button of bar.children) button.setAttribute("aria-pressed", String(button.dataset.tool === name));
  const kind = name === "closed" ? "path" : name;
  hint.textContent = !name ? say("pick") : name === "building" ? say("draw_house") : say({ Point: "draw_point", LineString: "draw_line", Polygon: "draw_area" }[SHAPES[kind]], words[name]);
  if (name) choose("", false);
  show();
}

function put(spot) {
  if (state.pointing) { point(spot); return; }
  const kind = state.tool === "closed" ? "path" : state.tool, form = SHAPES[kind];
  const at = form === "Polygon" ? spot : snap(state.things, spot, 10 * px());
  if (form === "Point") { add(kind, [at]); return; }
  const first = state.sketch[0], last = state.sketch.at(-1);
  if (last && measure(last, at) < 0.3) return;
  if (form === "Polygon" && state.sketch.length > 2 && measure(first, at) < 12 * px()) { finish(); return; }
  state.sketch.push(at);
  if (kind === "building" && state.sketch.length === 2) {
    const [[x1, y1], [x2, y2]] = state.sketch;
    state.sketch = [[x1, y1], [x2, y1], [x2, y2], [x1, y2]];
    finish();
    return;
  }
  show();
}

function finish() {
  const kind = state.tool === "closed" ? "path" : state.tool;
  if (state.sketch.length >= (SHAPES[kind] === "Polygon" ? 3 : 2)) add(kind, state.sketch);
  state.sketch = [];
  show();
}

function add(kind, spots) {
  keep();
  const thing = { key: freshKey(state.things), kind, shape: SHAPES[kind], name: "", building: "", gate: 0, closed: state.tool === "closed", why: "", bike: true, more: {}, spots };
  if (kind === "building") thing.name = nextName(state.things);
  if (kind === "entrance" || kind === "lift") thing.building = nearestBuilding(state.things, spots[0]);
  if (kind === "gate") {
    const drawn = new Set(state.things.filter((one) => one.kind === "gate").map((one) => one.gate));
    const [number, name] = told.gates.find(([one]) => !drawn.has(one)) || [0, ""];
    if (!number) { move(state.things.find((one) => one.kind === "gate"), spots[0]); return; } // all are drawn: the first moves
    Object.assign(thing, { gate: number, name });
  }
  state.things.push(thing);
  changed();
  choose(thing.key, false);
}

// --- choosing, moving, removing
function choose(key, focus = true) {
  state.chosen = key;
  list.show(focus);
  show();
}

function move(thing, to) {
  if (!thing) return;
  keep();
  const [x, y] = middle(thing);
  for (const spot of thing.spots) { spot[0] += to[0] - x; spot[1] += to[1] - y; }
  changed();
}

function remove(thing) {
  keep();
  state.things = state.things.filter((one) => one !== thing);
  state.chosen = "";
  changed();
}

function copy(thing) {
  keep();
  const xs = thing.spots.map((spot) => spot[0]), wide = Math.max(...xs) - Math.min(...xs) + 8;
  const twin = { ...thing, key: freshKey(state.things), spots: thing.spots.map(([x, y]) => [x + wide, y]) };
  if (thing.kind === "building") twin.name = nextName(state.things);
  state.things.push(twin);
  changed();
  choose(twin.key);
}

function keep() { undo.push(JSON.stringify(state.things)); if (undo.length > 60) undo.shift(); }
undoButton.addEventListener("click", () => { if (!undo.length) return; state.things = JSON.parse(undo.pop()); state.chosen = ""; changed(); });

function changed() {
  dirty = true;
  savedNote.textContent = say("unsaved");
  clearTimeout(timer);
  timer = setTimeout(() => send(), 700);
  list.show(false);
  show();
}

// --- pointer: a tap puts or picks, a dragged handle moves a corner, a dragged chosen thing moves whole
const spotOf = (event) => { const frame = svg.getBoundingClientRect(); return [view.view.x + ((event.clientX - frame.left) / frame.width) * view.view.w, view.view.y + ((event.clientY - frame.top) / frame.height) * view.view.h]; };
svg.addEventListener("click", (event) => {
  if (state.tool || state.pointing) { if (event.detail < 2) put(spotOf(event)); return; }
  choose(event.target.closest("[data-key]")?.dataset.key || "", false);
});
svg.addEventListener("dblclick", (event) => { event.preventDefault(); if (state.sketch.length) finish(); });
svg.addEventListener("focus", show);
svg.addEventListener("blur", show);
svg.addEventListener("pointerdown", (event) => {
  const thing = state.things.find((one) => one.key === state.chosen);
  const corner = event.target.closest("[data-corner]"), own = event.target.closest("[data-key]")?.dataset.key === state.chosen;
  if (!thing || state.tool || event.button || !(corner || own)) return;
  event.stopImmediatePropagation();
  const from = spotOf(event), before = JSON.stringify(thing.spots);
  let moved = false;
  const drag = (next) => {
    const to = spotOf(next);
    if (!moved && measure(from, to) < 4 * px()) return;
    if (!moved) { keep(); moved = true; }
    const old = JSON.parse(before);
    const number = corner ? Number(corner.dataset.corner) : -1;
    thing.spots.forEach((spot, at) => {
      if (number >= 0 && at !== number) return;
      const put = [old[at][0] + to[0] - from[0], old[at][1] + to[1] - from[1]];
      [spot[0], spot[1]] = number >= 0 && thing.shape !== "Polygon" ? snap(state.things, put, 10 * px(), thing) : put;
    });
    show();
  };
  const drop = () => { removeEventListener("pointermove", drag); removeEventListener("pointerup", drop); if (moved) changed(); };
  addEventListener("pointermove", drag);
  addEventListener("pointerup", drop);
}, true);

function onKey(event) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const thing = state.things.find((one) => one.key === state.chosen);
  const centre = [view.view.x + view.view.w / 2, view.view.y + view.view.h / 2];
  if (event.key === " " && (state.tool || state.pointing)) put(centre);
  else if (event.key === "Enter" && state.sketch.length) finish();
  else if (event.key === "Escape" && (state.tool || state.pointing)) { if (state.sketch.length) { state.sketch = []; show(); } else take(""); }
  else if (event.key === "Backspace" && state.sketch.length) { state.sketch.pop(); show(); }
  else if ((event.key === "Delete" || event.key === "Backspace") && thing) remove(thing);
  else if (ways[event.key] && thing && !state.tool) { const step = event.shiftKey ? 10 : 1, [x, y] = middle(thing); move(thing, [x + ways[event.key][0] * step, y + ways[event.key][1] * step]); }
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

for (const button of root.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => view.zoom(Number(button.dataset.zoom)));

// --- keeping it at the hub
const proof = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || document.querySelector('[name="csrfmiddlewaretoken"]').value;

async function post(url, body) {
  try {
    const answer = await fetch(url, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", "X-CSRFToken": proof() } });
    return answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : { what: String(answer.status) };
  } catch (fault) {
    return { what: fault.message };
  }
}

async function send() {
  clearTimeout(timer);
  if (sending) await sending;
  if (!dirty) return true;
  dirty = false;
  savedNote.textContent = say("saving");
  sending = post(told.save, { map: writeThings(state.things, plane), changes });
  const answer = await sending;
  sending = null;
  if (answer.what) { dirty = true; savedNote.textContent = say("failed", answer.what); return false; }
  changes = answer.changes;
  savedNote.textContent = say("saved", new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" }));
  tellLacks(answer.lacks);
  return true;
}

function tellLacks(lacks) {
  state.lacks = lacks;
  state.lacking = new Set(lacks.map((one) => one.key).filter(Boolean));
  const rows = lacks.length ? lacks : [{ words: say("ready"), key: "", fine: true }];
  document.querySelector("[data-lacks]").replaceChildren(...rows.map((one) => {
    const row = document.createElement("li"), what = document.createElement(one.key ? "button" : "span");
    what.className = one.key ? "button quiet" : one.fine ? "what text-kept" : "what";
    what.textContent = one.words;
    if (one.key) { what.type = "button"; what.addEventListener("click", () => choose(one.key)); }
    row.append(what);
    return row;
  }));
  list.show(false);
  show();
}

document.getElementById("publish").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  send().then((kept) => { if (kept) form.submit(); });
});
addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

take("");
frame();
hangPlan();
tellLacks(told.lacks);
