// What is drawn: things in metres, read from GeoJSON and written as such.
import { measure, measureAway } from "./plane.js";

export const SHAPES = {
  boundary: "Polygon", building: "Polygon", green: "Polygon", path: "LineString", street: "LineString",
  gate: "Point", entrance: "Point", lift: "Point", parking: "Point",
};
const OWN = ["kind", "name", "building", "gate", "closed", "why", "bike"];

export function readThings(map, plane) {
  return map.features.map((feature) => {
    const { kind, name = "", building = "", gate = 0, closed = false, why = "", bike = true, ...more } = feature.properties;
    const told = feature.geometry.coordinates, shape = feature.geometry.type;
    const line = shape === "Point" ? [told] : shape === "LineString" ? told : told[0].slice(0, -1);
    return { key: String(feature.id), kind, shape, name, building, gate, closed, why, bike, more, spots: line.map((place) => plane.put(place)) };
  });
}

export function writeThings(things, plane) {
  return {
    type: "FeatureCollection",
    features: things.map((thing) => {
      const line = thing.spots.map((spot) => plane.take(spot));
      const properties = { ...thing.more, kind: thing.kind };
      for (const name of OWN) if (name !== "kind" && name !== "bike" && thing[name]) properties[name] = thing[name];
      if (!thing.bike) properties.bike = false;
      const coordinates = thing.shape === "Point" ? line[0] : thing.shape === "LineString" ? line : [[...line, line[0]]];
      return { type: "Feature", id: thing.key, properties, geometry: { type: thing.shape, coordinates } };
    }),
  };
}

export function freshKey(things) {
  const taken = new Set(things.map((thing) => thing.key));
  for (let number = things.length + 1; ; number += 1) if (!taken.has(`f${number}`)) return `f${number}`;
}

// The next number that no building has.
export function nextName(things) {
  const taken = new Set(things.filter((thing) => thing.kind === "building").map((thing) => thing.name));
  for (let number = 1; ; number += 1) if (!taken.has(String(number))) return String(number);
}

const sides = (thing) => thing.spots.map((spot, number) => [spot, thing.spots[(number + 1) % thing.spots.length]]);

// The building that a spot belongs to: the nearest within 25 m.
export function nearestBuilding(things, spot) {
  let best = "", away = 25;
  for (const thing of things) {
    if (thing.kind !== "building") continue;
    const far = Math.min(...sides(thing).map(([a, b]) => measureAway(spot, a, b)));
    if (far < away) { best = thing.name; away = far; }
  }
  return best;
}

// The corner of anything drawn that lies within reach, so that paths meet; else the spot itself.
export function snap(things, spot, reach, but = null) {
  let best = spot, away = reach;
  for (const thing of things) {
    if (!["path", "gate", "entrance", "street", "parking"].includes(thing.kind) || thing === but) continue;
    for (const corner of thing.spots) {
      const far = measure(corner, spot);
      if (far < away) { best = [...corner]; away = far; }
    }
  }
  return best;
}

export const middle = (thing) => [0, 1].map((axis) => thing.spots.reduce((sum, spot) => sum + spot[axis], 0) / thing.spots.length);
