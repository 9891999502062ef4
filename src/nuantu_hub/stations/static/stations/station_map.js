// Stations on a map, drawn anew for every window: rings that stand alone, and marks for those too near one another.
import { openWindow } from "../site/map_window.js";

const SVG = "http://www.w3.org/2000/svg";
const RADIUS = 16, CELL = 46, FULL = 0.8;
const make = (tag, attributes, text) => {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
};
function arc(x, y, radius, share) {
  const turn = 2 * Math.PI * Math.min(share, 0.9999);
  return `M${x} ${y - radius}A${radius} ${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${x + radius * Math.sin(turn)} ${y - radius * Math.cos(turn)}`;
}

function drawMark(mark, px, chosen, words) {
  const { x, y } = mark, r = RADIUS * px, inner = r * 0.78, stroke = r * 0.22;
  const share = mark.people !== null && mark.seats ? Math.min(1, mark.people / mark.seats) : 0;
  const link = make("a", { class: ["ring-mark", mark.open ? "" : "shut", chosen ? "chosen" : "", share >= FULL ? "full" : ""].join(" ").trim(), href: mark.url, "data-code": mark.code, "aria-label": mark.words });
  link.append(make("title", { lang: "zh-Hans" }, mark.name), make("circle", { class: "back", cx: x, cy: y, r }), make("circle", { class: "track", cx: x, cy: y, r: inner, "stroke-width": stroke }));
  if (mark.open && share > 0.004) link.append(make("path", { class: "arc", "stroke-width": stroke, d: arc(x, y, inner, share) }));
  if (!mark.open || mark.people !== null) link.append(make("text", { x, y, "font-size": 13 * px }, mark.open ? String(mark.people) : "–"));
  else link.append(make("circle", { class: "dot", cx: x, cy: y, r: r * 0.3 }));
  if (mark.trouble) {
    const bx = x + r * 0.82, by = y - r * 0.82, small = r * 0.44;
    link.append(make("circle", { class: `badge ${mark.trouble}`, cx: bx, cy: by, r: small, "stroke-width": px }), make("path", { class: "bang", "stroke-width": 1.6 * px, d: `M${bx} ${by - small * 0.5}v${small * 0.55}M${bx} ${by + small * 0.45}v0.1` }));
  }
  if (chosen && words) {
    const wide = (mark.name.length * 13.4 + 22) * px;
    link.append(make("rect", { class: "name-plate", x: x + r * 1.4, y: y - 14 * px, width: wide, height: 28 * px, rx: 8 * px }), make("text", { class: "name-words", lang: "zh-Hans", x: x + r * 1.4 + wide / 2, y, "font-size": 13 * px }, mark.name));
  }
  return link;
}

function drawCluster(marks, px, say, open) {
  const x = marks.reduce((sum, one) => sum + one.x, 0) / marks.length, y = marks.reduce((sum, one) => sum + one.y, 0) / marks.length;
  const words = say.replace("%n", marks.length), wide = (34 + 8 * String(marks.length).length) * px, tall = 28 * px;
  const group = make("g", { class: marks.some((one) => one.trouble === "broken") ? "cluster broken" : "cluster", role: "button", tabindex: 0, "aria-label": words });
  group.append(make("rect", { x: x - wide / 2, y: y - tall / 2, width: wide, height: tall, rx: tall / 2, "stroke-width": 1.5 * px }), make("text", { x, y, "font-size": 13 * px }, words));
  const goNear = () => open(x, y);
  group.addEventListener("click", goNear);
  group.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); goNear(); } });
  return group;
}

// `told` comes from the page: marks, bounds, words; `chosen` is a code. Gives the window and a way to choose another station.
export function openStationMap(box, told, { chosen = "", reach = true, onChoose } = {}) {
  const svg = box.querySelector("svg.city"), layer = svg.querySelector("[data-marks]"), still = svg.querySelector("[data-scale]");
  const here = svg.querySelectorAll(".here-ring, .here-spot");
  const names = svg.querySelectorAll(".place-names text");
  box.classList.add("lives");
  function draw(view) {
    const px = view.w / Math.max(1, svg.clientWidth), groups = [], parts = [], alone = [], near = CELL * px;
    for (const mark of told.marks) {
      if (mark.code === chosen) { alone.push(mark); continue; }
      if (mark.x < view.x - 30 * px || mark.x > view.x + view.w + 30 * px || mark.y < view.y - 30 * px || mark.y > view.y + view.h + 30 * px) continue;
      const group = groups.find(([one]) => Math.hypot(one.x - mark.x, one.y - mark.y) < near);
      if (group) group.push(mark); else groups.push([mark]);
    }
    for (const marks of groups) {
      if (marks.length === 1) alone.push(marks[0]);
      else parts.push(drawCluster(marks, px, told.words.several, (x, y) => window.centre(x, y, view.w / 3)));
    }
    const picked = alone.find((mark) => mark.code === chosen);
    if (picked && reach) {
      const radius = told.reach_m;
      parts.unshift(make("circle", { class: "reach", cx: picked.x, cy: picked.y, r: radius, "stroke-width": 2 * px, "stroke-dasharray": `${6 * px} ${5 * px}` }), make("text", { class: "reach-words", x: picked.x, y: picked.y + radius - 10 * px, "font-size": 13 * px, "stroke-width": 4 * px }, told.words.reach));
    }
    alone.sort((one, other) => (one.code === chosen) - (other.code === chosen) || one.y - other.y);
    const focused = layer.contains(document.activeElement) ? document.activeElement.dataset.code : null;
    layer.replaceChildren(...parts, ...alone.map((mark) => drawMark(mark, px, mark.code === chosen, reach)));
    if (focused) layer.querySelector(`[data-code="${focused}"]`)?.focus();
    for (const name of names) { name.setAttribute("font-size", 15 * px); name.setAttribute("stroke-width", 3.75 * px); }
    for (const one of here) { one.setAttribute("r", (one.classList.contains("here-ring") ? 18 : 6.5) * px); if (one.classList.contains("here-spot")) one.setAttribute("stroke-width", 2 * px); }
    if (still) still.replaceChildren(...drawScale(view, px, told.words));
  }
  const window = openWindow(svg, { bounds: told.bounds, least: 300, onMove: (view) => draw(view) });
  for (const [id, factor] of [["zoom-in", 0.7], ["zoom-out", 1 / 0.7]]) {
    const button = box.querySelector(`[data-${id}]`);
    if (button) { button.hidden = false; button.addEventListener("click", () => window.zoom(factor)); }
  }
  if (onChoose) layer.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-code]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); onChoose(link.dataset.code); }
  });
  window.settle();
  return {
    choose(code) {
      chosen = code;
      const mark = told.marks.find((one) => one.code === code), view = window.view;
      if (mark && (mark.x < view.x || mark.x > view.x + view.w || mark.y < view.y || mark.y > view.y + view.h)) window.centre(mark.x, mark.y, view.w);
      else draw(view);
    },
  };
}

function drawScale(view, px, words) {
  const length = Math.max(...[50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000].filter((one) => one <= view.w / 4), 50);
  const say = length >= 1000 ? words.kilometres.replace("%n", length / 1000) : words.metres.replace("%n", length);
  const left = view.x + 16 * px, low = view.y + view.h - (words.low || 16) * px;
  return [make("path", { class: "scale-line", "stroke-width": 1.75 * px, d: `M${left} ${low - 5 * px}V${low}H${left + length}V${low - 5 * px}` }), make("text", { class: "scale-words", x: left + 6 * px, y: low - 7 * px, "font-size": 13 * px, "stroke-width": 4 * px }, say)];
}
