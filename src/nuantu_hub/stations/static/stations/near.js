// Distances on the phone: the exact place never leaves it. The server gets a place rounded to about a hundred metres.
const KEPT = "nuantu-place", FRESH_MS = 10 * 60_000;
const radians = (degrees) => (degrees * Math.PI) / 180;

export function measureWay(lat, lon, otherLat, otherLon) {
  const half = Math.sin(radians(otherLat - lat) / 2) ** 2 + Math.cos(radians(lat)) * Math.cos(radians(otherLat)) * Math.sin(radians(otherLon - lon) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(half)));
}

export function sayWay(metres) {
  const chinese = document.documentElement.lang.startsWith("zh");
  if (metres < 1000) return `${metres >= 20 ? Math.round(metres / 10) * 10 : Math.round(metres)}${chinese ? " 米" : " m"}`;
  const far = metres / 1000;
  return `${far < 10 ? far.toFixed(1) : far.toFixed(0)}${chinese ? " 公里" : " km"}`;
}

export function recallPlace() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT));
    return kept && Date.now() - kept.at < FRESH_MS ? kept : null;
  } catch {
    return null;
  }
}

export function findPlace() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) { reject(new Error("none")); return; }
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const place = { lat: coords.latitude, lon: coords.longitude, at: Date.now() };
      try { sessionStorage.setItem(KEPT, JSON.stringify(place)); } catch { /* a browser that keeps nothing still finds */ }
      resolve(place);
    }, reject, { enableHighAccuracy: true, timeout: 12_000, maximumAge: 60_000 });
  });
}

export function tellWays(place) {
  for (const spot of document.querySelectorAll("[data-lat][data-lon]")) {
    const metres = measureWay(place.lat, place.lon, Number(spot.dataset.lat), Number(spot.dataset.lon));
    spot.dataset.metres = metres;
    const words = spot.matches("[data-far]") ? spot : spot.querySelector("[data-far]");
    if (!words) continue;
    words.textContent = words.dataset.far ? ` · ${words.dataset.far.replace("~", sayWay(metres))}` : sayWay(metres);
    words.hidden = false;
  }
}

const kept = recallPlace();
if (kept) tellWays(kept);
