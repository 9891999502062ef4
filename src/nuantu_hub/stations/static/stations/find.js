// Finding the nearest station: the phone says roughly where it is, and works the exact distances out itself.
import { findPlace, recallPlace, tellWays } from "./near.js";
import { openStationMap } from "./station_map.js";

const button = document.getElementById("locate"), note = document.getElementById("locate-note");
const asked = new URL(location.href).searchParams, kept = recallPlace();

function goNear(place) {
  const where = new URL(location.href);
  where.searchParams.set("lat", place.lat.toFixed(3));
  where.searchParams.set("lon", place.lon.toFixed(3));
  where.searchParams.delete("q");
  // Whoever looks for the first time wants what is open; who turned that off has turned it off.
  if (!asked.has("lat")) where.searchParams.set("open", "1");
  where.hash = "";
  location.assign(where);
}

// The list came in the order of a rounded place; here it is put into the order of the exact one.
function sortNear(place) {
  const list = document.getElementById("found");
  if (!list) return;
  tellWays(place);
  const rows = [...list.children].sort((one, other) => one.dataset.metres - other.dataset.metres);
  if (rows.some((row, number) => row !== list.children[number])) list.append(...rows);
}

const near = kept && asked.has("lat") && Math.abs(kept.lat - asked.get("lat")) < 0.01 && Math.abs(kept.lon - asked.get("lon")) < 0.01;
if (near) sortNear(kept);

const map = document.getElementById("place-map"), data = document.getElementById("map-data");
if (map && data) openStationMap(map, JSON.parse(data.textContent), { reach: false });

button.hidden = false;
button.addEventListener("click", async () => {
  button.disabled = true;
  note.textContent = button.dataset.finding;
  try {
    goNear(await findPlace());
  } catch {
    note.textContent = button.dataset.refused;
    button.disabled = false;
  }
});
