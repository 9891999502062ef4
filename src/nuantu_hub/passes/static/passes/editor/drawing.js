// The drawing of an editor's things: areas below lines below marks, handles of the chosen one on top.
import { middle } from "./things.js";

const NS = "http://www.w3.org/2000/svg";
const AREAS = ["boundary", "green", "building"];
const WIDTHS = { path: 5, street: 9 };

function make(name, facts, words = "") {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(facts)) if (value !== "") node.setAttribute(key, value);
  if (words) node.textContent = words;
  return node;
}

const trace = (spots, closed) => `M${spots.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}${closed ? "Z" : ""}`;

function drawThing(thing, px, state) {
  const marks = `${thing.kind}${thing.closed ? " closed" : ""}${state.chosen === thing.key ? " chosen" : ""}${state.lacking.has(thing.key) ? " lacking" : ""}`;
  if (AREAS.includes(thing.kind) || (thing.kind === "parking" && thing.shape === "Polygon")) {
    return [make("path", { class: marks, d: trace(thing.spots, true), "data-key": thing.key, "stroke-width": (state.chosen === thing.key ? 2.5 : 1) * px })];
  }
  if (thing.shape === "LineString") {
    const nodes = [];
    if (state.chosen === thing.key) nodes.push(make("path", { class: "sketch", d: trace(thing.spots), "stroke-width": WIDTHS[thing.kind] + 4 * px }));
    nodes.push(make("path", { class: marks, d: trace(thing.spots), "data-key": thing.key, "stroke-width": Math.max(WIDTHS[thing.kind], 4 * px) }));
    return nodes;
  }
  const [x, y] = thing.spots[0], radius = { gate: 8, entrance: 5, lift: 5, parking: 7 }[thing.kind] * px;
  const nodes = [make("circle", { class: marks, cx: x, cy: y, r: radius, "data-key": thing.key, "stroke-width": 2.5 * px }),
    make("circle", { cx: x, cy: y, r: 14 * px, fill: "transparent", "data-key": thing.key })];
  if (thing.kind === "gate") nodes.push(make("text", { lang: "zh-Hans", x, y: y - 16 * px, "font-size": 13 * px }, thing.name));
  return nodes;
}

export function draw(layers, things, state, px) {
  const below = [], lines = [], marks = [], words = [], handles = [];
  const order = (thing) => AREAS.indexOf(thing.kind);
  for (const thing of [...things].sort((a, b) => order(a) - order(b))) {
    const nodes = drawThing(thing, px, state);
    (thing.shape === "LineString" ? lines : thing.shape === "Point" ? marks : below).push(...nodes);
    if (AREAS.includes(thing.kind) && thing.name) {
      const [x, y] = middle(thing);
      words.push(make("text", { lang: "zh-Hans", x, y, "font-size": 13 * px }, thing.name));
    }
    if (state.chosen === thing.key) {
      thing.spots.forEach(([x, y], number) => handles.push(make("circle", { class: "corner", cx: x, cy: y, r: 7 * px, "stroke-width": 2 * px, "data-corner": number })));
    }
  }
  if (state.sketch.length) {
    handles.push(make("path", { class: "sketch", d: trace(state.sketch), "stroke-width": 2 * px }));
    for (const [x, y] of state.sketch) handles.push(make("circle", { class: "corner", cx: x, cy: y, r: 4 * px, "stroke-width": 2 * px }));
  }
  if (state.cross) {
    const [x, y] = state.cross, arm = 10 * px;
    handles.push(make("path", { class: "sketch", d: `M${x - arm} ${y}h${2 * arm}M${x} ${y - arm}v${2 * arm}`, "stroke-width": 1.5 * px }));
  }
  for (const spot of state.known) if (spot) handles.push(make("circle", { class: "known", cx: spot[0], cy: spot[1], r: 7 * px, "stroke-width": 2 * px }));
  layers.things.replaceChildren(...below, ...lines, ...marks, ...words, ...handles);
}

export function openLayers(svg) {
  const ground = make("rect", { class: "ground", x: -3000, y: -3000, width: 6000, height: 6000 });
  const plan = make("g", {}), things = make("g", {});
  svg.replaceChildren(ground, plan, things);
  return {
    plan, things,
    hang(address, matrix, shape) {
      const image = make("image", { class: "plan", href: address, width: 1, height: shape, preserveAspectRatio: "none", transform: `matrix(${matrix.join(" ")})` });
      plan.replaceChildren(image);
    },
  };
}
