// Draws a compound's map as SVG: ground, paths, buildings, closed ways, the way to a building. North is up.
import { findBounds } from "./compound_map.js";

const SVG = "http://www.w3.org/2000/svg";
const PATH_M = 7, FOOT_M = 4;

function make(name, attributes = {}, text = "") {
  const one = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  if (text) one.textContent = text;
  if (/[\u3400-\u9fff]/.test(text)) one.setAttribute("lang", "zh-Hans");
  return one;
}

const line = (spots) => spots.map(([x, y], place) => `${place ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
const ring = (spots) => `${line(spots.slice(0, -1))}Z`;

function measureArea(spots) {
  return Math.abs(spots.slice(1).reduce((sum, [x, y], place) => sum + spots[place][0] * y - x * spots[place][1], 0)) / 2;
}

// What fits into a ring, turned or not: the largest letters whose word is not wider than it.
function fitWord(spots, word, usual) {
  const xs = spots.map((spot) => spot[0]), side = Math.sqrt(measureArea(spots));
  const wide = [...word].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 255 ? 1 : 0.6), 0);
  return Math.min(usual, side * 0.62, ((Math.max(...xs) - Math.min(...xs)) * 0.92) / Math.max(1, wide));
}

// The place on a line at a share of its length; at half of it stands the no-entry sign.
function along(spots, share = 0.5) {
  const steps = spots.slice(1).map((spot, place) => Math.hypot(spot[0] - spots[place][0], spot[1] - spots[place][1]));
  let left = steps.reduce((sum, step) => sum + step, 0) * share;
  for (const [place, step] of steps.entries()) {
    if (left <= step && step > 0) return [0, 1].map((axis) => spots[place][axis] + ((spots[place + 1][axis] - spots[place][axis]) * left) / step);
    left -= step;
  }
  return spots[0];
}

function drawGround(map, bounds, margin) {
  const parts = [make("rect", { class: "land", x: bounds.x - 9 * margin, y: bounds.y - 9 * margin, width: bounds.w + 18 * margin, height: bounds.h + 18 * margin })];
  for (const one of map.boundary) parts.push(make("path", { class: "boundary", d: ring(one.spots) }));
  return parts;
}

// Where on a street its name is read: in the picture, and far from the words at the gate.
function placeName(spots, box, unit, gate) {
  const edge = 44 * unit, seen = Array.from({ length: 21 }, (_, n) => along(spots, n / 20))
    .filter(([x, y]) => x > box.x + edge && x < box.x + box.w - edge && y > box.y + edge / 3 && y < box.y + box.h - edge / 3);
  const away = ([x, y]) => Math.hypot(x - gate[0] - 70 * unit, y - gate[1]);
  return seen.length ? seen.reduce((one, other) => (away(other) > away(one) ? other : one)) : null;
}

function drawStreets(map, unit, box, gate) {
  return map.street.flatMap((one) => {
    const spot = one.name ? placeName(one.spots, box, unit, gate) : null;
    return [make("path", { class: "street", d: line(one.spots), "stroke-width": 24 * unit }), make("path", { class: "street middle", d: line(one.spots), "stroke-width": 1.2 * unit, "stroke-dasharray": `${8 * unit} ${8 * unit}` }),
      ...(spot ? [make("text", { x: spot[0], y: spot[1], class: "word name", "font-size": 13 * unit }, one.name)] : [])];
  });
}

const drawPaths = (map) => map.path.map((one) => make("path", { class: one.closed ? "path closed" : "path", d: line(one.spots), "stroke-width": one.bike === false ? FOOT_M : PATH_M }));

function drawBuildings(map, building, letters) {
  return map.building.flatMap((one) => {
    const chosen = one.name === building;
    const group = make("g", { class: chosen ? "building chosen" : "building", "data-building": one.name ?? "" });
    group.append(make("path", { d: ring(one.spots) }));
    if (one.name) group.append(make("text", { x: one.at[0], y: one.at[1], "font-size": fitWord(one.spots, one.name, letters), class: "name" }, one.name));
    return [group];
  });
}

function drawGreens(map, letters) {
  return map.green.flatMap((one) => [
    make("path", { class: "green", d: ring(one.spots) }),
    ...(one.name ? [make("text", { x: one.at[0], y: one.at[1], "font-size": fitWord(one.spots, one.name, letters), class: "name on-green" }, one.name)] : [])]);
}

function drawSign(kind, [x, y], size, letter = "") {
  const group = make("g", { class: `sign ${kind}`, transform: `translate(${x} ${y})` });
  group.append(make("circle", { r: size }));
  if (kind === "closed") group.append(make("path", { d: `M${-size * 0.5} 0h${size}`, "stroke-width": size * 0.28 }));
  else group.append(make("text", { class: "name", "font-size": size * 1.25 }, letter));
  return group;
}

function asideOf([x, y], map, building, unit) {
  const number = map.building.find((one) => one.name === building)?.at;
  return number && Math.hypot(x - number[0], y - number[1]) < 15 * unit ? [number[0], number[1] + 15 * unit] : [x, y];
}

function drawWay(way, unit) {
  if (!way?.spots) return [];
  return [make("path", { class: "way under", d: line(way.spots), "stroke-width": 9 * unit }), make("path", { class: "way", d: line(way.spots), "stroke-width": 5 * unit })];
}

function drawGate(one, here, unit, words, sided) {
  const parts = [];
  const [x, y] = one.at, size = (here ? 8 : 5) * unit;
  parts.push(make("circle", { class: here ? "gate here" : "gate", cx: x, cy: y, r: size, "stroke-width": 4 * unit }));
  const text = here ? words.here.replace("~", one.name ?? "") : (one.name ?? "");
  const past = x > sided;
  if (text) parts.push(make("text", { class: here ? "word strong" : "word", x: x + (past ? -1 : 1) * (size + 6 * unit), y, "font-size": (here ? 14 : 13) * unit, "text-anchor": past ? "end" : "start" }, text));
  return parts;
}

function drawNorth(box, unit, word) {
  const x = box.x + box.w - 22 * unit, y = box.y + 22 * unit;
  const group = make("g", { class: "north", transform: `translate(${x} ${y}) scale(${unit})` });
  group.append(make("path", { d: "M0 -12L7 8L0 4L-7 8Z" }), make("text", { class: "word", y: 20, "font-size": 13, "text-anchor": "middle" }, word));
  return group;
}

// Fills an <svg> of `wide` pixels with a map that readMap gave. `gate` is where the rider stands (its id), `building` the
// one chosen, `way` what findWay gave; `words` has here ("~，你在这里"), north, lift. Gives what it covers.
export function drawMap(svg, { map, gate, building, way, words, wide = 358, tall = 240 }) {
  const bounds = findBounds(map), margin = Math.max(bounds.w, bounds.h) * 0.06 + 6;
  const unit = Math.max((bounds.w + 2 * margin) / wide, (bounds.h + 2 * margin) / tall);
  const box = { w: unit * wide, h: unit * tall };
  box.x = bounds.x + bounds.w / 2 - box.w / 2;
  box.y = bounds.y + bounds.h / 2 - box.h / 2;
  const letters = 14 * unit, parts = [...drawGround(map, bounds, margin)];
  parts.push(...drawStreets(map, unit, box, map.gate.find((one) => one.gate === gate)?.at ?? [box.x, box.y]), ...drawGreens(map, letters), ...drawPaths(map), ...drawBuildings(map, building, letters));
  for (const one of map.entrance) parts.push(make("circle", { class: "door", cx: one.at[0], cy: one.at[1], r: 2.5 * unit }));
  parts.push(...drawWay(way, unit));
  for (const one of map.path.filter((path) => path.closed)) parts.push(drawSign("closed", along(one.spots), 9 * unit));
  for (const one of map.parking) parts.push(drawSign("parking", one.at, 8 * unit, "P"));
  // Lifts of the chosen building, beside its number: elsewhere they would hide what is read first.
  for (const one of map.lift.filter((lift) => lift.building === building)) parts.push(drawSign("lift", asideOf(one.at, map, building, unit), 7 * unit, words.lift));
  if (way?.leaveAt) parts.push(make("circle", { class: "leave", cx: way.leaveAt[0], cy: way.leaveAt[1], r: 5 * unit, "stroke-width": 3 * unit }));
  for (const one of map.gate) parts.push(...drawGate(one, one.gate === gate, unit, words, bounds.x + bounds.w * 0.6));
  parts.push(drawNorth(box, unit, words.north));
  svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.w} ${box.h}`);
  svg.replaceChildren(...parts);
  return { bounds: { x: bounds.x - margin, y: bounds.y - margin, w: bounds.w + 2 * margin, h: bounds.h + 2 * margin }, unit };
}
