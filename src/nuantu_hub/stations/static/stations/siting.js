// The map of a plan: dragged and zoomed; marks keep their size whatever the window.
import { openWindow } from "../site/map_window.js";

const box = document.getElementById("site-map"), svg = box?.querySelector("svg.city");
if (svg) {
  const [x, y, w, h] = svg.dataset.bounds.split(" ").map(Number);
  const first = w / 720, kept = [];
  for (const node of svg.querySelectorAll(".site-mark circle, .stands circle")) kept.push([node, ["r", "stroke-width"]]);
  for (const node of svg.querySelectorAll(".site-mark text")) kept.push([node, ["font-size"]]);
  for (const node of svg.querySelectorAll(".reach")) kept.push([node, ["stroke-width"]]);
  for (const node of svg.querySelectorAll(".place-names text")) kept.push([node, ["font-size", "stroke-width"]]);
  const sizes = kept.map(([node, names]) => [node, names.map((name) => [name, Number(node.getAttribute(name)) / first])]);
  const flags = [...svg.querySelectorAll(".wish")];
  const still = svg.querySelector("[data-scale]");
  box.classList.add("lives");
  const view = openWindow(svg, { bounds: { x, y, w, h }, least: 600, onMove: (now) => {
    const px = now.w / Math.max(1, svg.clientWidth);
    for (const [node, all] of sizes) for (const [name, size] of all) node.setAttribute(name, (size * px).toFixed(2));
    for (const flag of flags) { const fx = Number(flag.dataset.x), fy = Number(flag.dataset.y); flag.setAttribute("transform", `translate(${fx} ${fy}) scale(${(px / 8).toFixed(3)}) translate(${-fx} ${-fy})`); }
    if (still) still.setAttribute("hidden", "");
  } });
  for (const [name, factor] of [["zoom-in", 0.7], ["zoom-out", 1 / 0.7]]) {
    const button = box.querySelector(`[data-${name}]`);
    if (button) { button.hidden = false; button.addEventListener("click", () => view.zoom(factor)); }
  }
  view.set(view.view.x, view.view.y, view.view.w);
}
document.querySelector(".station-list li.on")?.scrollIntoView({ block: "nearest" });
