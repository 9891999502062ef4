// Reads the map of a compound (GeoJSON, see docs/compound_map.md) into metres: x to the east, y to the south.
const EARTH_M = 6_371_008.8;
const radians = (degrees) => (degrees * Math.PI) / 180;
const SHAPES = { boundary: ["Polygon"], building: ["Polygon"], green: ["Polygon"], street: ["LineString"], path: ["LineString"], gate: ["Point"], entrance: ["Point"], lift: ["Point"], parking: ["Point", "Polygon"] };
const KINDS = Object.keys(SHAPES);

// The middle of a ring, weighted by area; of a ring without area the mean of its corners.
export function findMiddle(ring) {
  let area = 0, x = 0, y = 0;
  ring.forEach(([ax, ay], place) => {
    const [bx, by] = ring[(place + 1) % ring.length];
    const cross = ax * by - bx * ay;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  });
  if (Math.abs(area) < 1e-6) return [0, 1].map((axis) => ring.reduce((sum, point) => sum + point[axis], 0) / ring.length);
  return [x / (3 * area), y / (3 * area)];
}

const listPlaces = ({ type, coordinates }) => (type === "Point" ? [coordinates] : type === "LineString" ? coordinates : coordinates[0]);
const isDrawn = (one) => one?.geometry?.coordinates && SHAPES[one.properties?.kind]?.includes(one.geometry.type);

function openPlane(all) {
  const middle = [0, 1].map((axis) => {
    const values = all.map((place) => place[axis]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  });
  const perLat = radians(1) * EARTH_M, perLon = perLat * Math.cos(radians(middle[1]));
  return ([lon, lat]) => [(lon - middle[0]) * perLon, (middle[1] - lat) * perLat];
}

// A map from its text: lists by kind. Every thing has its properties, `spots` in metres and `at`, its middle. Throws
// SyntaxError for what is no map.
export function readMap(text) {
  const told = JSON.parse(text);
  const rows = (Array.isArray(told?.features) ? told.features : []).filter(isDrawn);
  if (!rows.length) throw new SyntaxError("a map without a place");
  const put = openPlane(rows.flatMap(({ geometry }) => listPlaces(geometry)));
  const map = Object.fromEntries(KINDS.map((kind) => [kind, []]));
  for (const { geometry, properties } of rows) {
    const spots = listPlaces(geometry).map(put);
    const at = geometry.type === "Polygon" ? findMiddle(spots.slice(0, -1)) : spots[0];
    map[properties.kind].push({ ...properties, spots, at });
  }
  return map;
}

// What a map covers, metres: { x, y, w, h }. Streets outside do not count where there is a boundary.
export function findBounds(map) {
  const kinds = map.boundary.length ? KINDS.filter((kind) => kind !== "street") : KINDS;
  const spots = kinds.flatMap((kind) => map[kind].flatMap((one) => one.spots));
  const [xs, ys] = [0, 1].map((axis) => spots.map((spot) => spot[axis]));
  const x = Math.min(...xs), y = Math.min(...ys);
  return { x, y, w: Math.max(1, Math.max(...xs) - x), h: Math.max(1, Math.max(...ys) - y) };
}
