// The compound's map, small beneath the code and large on its own, with the way to the building that was chosen.
import { openWindow } from "../../site/map_window.js";
import { sayWay } from "../../stations/near.js";
import { drawMap } from "./draw_map.js";
import { find, say, sayBuilding, tell, words } from "./page.js";
import { estimateMinutes, findWay } from "./way.js";

const SMALL = { wide: 358, tall: 230 };
let stand = null, large = null;

const naturally = (one, other) => one.localeCompare(other, "zh", { numeric: true });

function fillBuildings(map, chosen) {
  const select = find("building"), names = [...new Set(map.building.map((one) => one.name).filter(Boolean))].sort(naturally);
  select.replaceChildren(select.options[0], ...names.map((name) => Object.assign(new Option(sayBuilding(name), name, false, name === chosen), { lang: /^\d+$/.test(name) ? "" : "zh-Hans" })));
  select.value = names.includes(chosen) ? chosen : "";
}

function sayWhere(way, speedKmh) {
  if (!way) return "";
  if (way.missing) return words.map.missing[way.missing];
  const text = say(words.map.way, sayWay(way.metres), estimateMinutes(way, speedKmh));
  return way.leaveAt ? `${text}${words.stop}${say(words.map.leave, sayWay(way.footMetres))}` : text;
}

function draw() {
  const { map, gate, building, speedKmh } = stand, way = building ? findWay(map, gate, building) : null;
  const drawn = { map, gate, building, way, words: words.map };
  drawMap(find("small-map"), { ...drawn, ...SMALL });
  find("way").textContent = sayWhere(way, speedKmh);
  tell(find("map-way"), building ? `${sayBuilding(building)}${words.stop}${sayWhere(way, speedKmh)}` : words.map.choose);
  return drawn;
}

// Puts a map (readMap) beneath the code; null takes it away. `onChoose` hears of the building.
export function setMap({ map, gate, building, speedKmh, onChoose }) {
  find("code-map").hidden = !map;
  stand = map ? { map, gate, building, speedKmh, onChoose } : null;
  if (!map) return;
  fillBuildings(map, building);
  stand.building = find("building").value;
  draw();
}

function choose(name) {
  if (!stand) return;
  stand.building = name;
  find("building").value = name;
  stand.onChoose(name);
  draw();
  if (!find("large-map").closest("[data-view]").hidden) drawLarge();
}

find("building").addEventListener("change", (event) => choose(event.target.value));
find("large-map").addEventListener("click", (event) => {
  const name = event.target.closest("[data-building]")?.dataset.building;
  if (name) choose(name);
});

function drawLarge() {
  const svg = find("large-map"), drawn = draw();
  const view = large && svg.getAttribute("viewBox");
  const { bounds, unit } = drawMap(svg, { ...drawn, wide: Math.max(300, svg.clientWidth), tall: Math.max(300, svg.clientHeight) });
  if (view) svg.setAttribute("viewBox", view);
  return { bounds, unit };
}

// Shows the large map: dragged, zoomed, buildings chosen by tapping them.
export function showLarge() {
  if (!stand) return;
  const svg = find("large-map"), { bounds, unit } = drawLarge();
  if (!large) {
    large = openWindow(svg, { bounds, least: unit * 80 });
    find("closer").addEventListener("click", () => large.zoom(0.7));
    find("farther").addEventListener("click", () => large.zoom(1 / 0.7));
  }
}
