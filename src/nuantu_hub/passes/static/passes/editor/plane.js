// Metres east and south of a place, and back; the arithmetic of the hub (domain/map_weaving.py).
const DEGREE_M = (6371008.8 * Math.PI) / 180;

export function openPlane([lon, lat]) {
  const wide = DEGREE_M * Math.cos((lat * Math.PI) / 180);
  const digits = (degrees) => Math.round(degrees * 1e7) / 1e7;
  return {
    put: ([east, north]) => [(east - lon) * wide, (lat - north) * DEGREE_M],
    take: ([x, y]) => [digits(lon + x / wide), digits(lat - y / DEGREE_M)],
  };
}

// The likeness (turn, scale, shift) that brings two points of a picture to two spots: a, b, c, d, e, f of an SVG matrix.
// Points are shares of the picture's width and height; `shape` is height by width, so u and v · shape are one measure.
export function fitPicture([one, other], shape) {
  const [u1, v1, u2, v2] = [one.share[0], one.share[1] * shape, other.share[0], other.share[1] * shape];
  const [du, dv] = [u2 - u1, v2 - v1], [dx, dy] = [other.spot[0] - one.spot[0], other.spot[1] - one.spot[1]];
  const size = du * du + dv * dv;
  const a = (du * dx + dv * dy) / size, b = (du * dy - dv * dx) / size;
  return [a, b, -b, a, one.spot[0] - a * u1 + b * v1, one.spot[1] - b * u1 - a * v1];
}

// Where on the picture a spot lies, in shares of width and height.
export function findShare([a, b, c, d, e, f], [x, y], shape) {
  const turn = a * d - b * c, dx = x - e, dy = y - f;
  return [(d * dx - c * dy) / turn, (a * dy - b * dx) / turn / shape];
}

export const measure = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]);

// How far a spot lies from a stretch.
export function measureAway(spot, a, b) {
  const ux = b[0] - a[0], uy = b[1] - a[1], size = ux * ux + uy * uy;
  const share = size ? Math.min(1, Math.max(0, ((spot[0] - a[0]) * ux + (spot[1] - a[1]) * uy) / size)) : 0;
  return measure(spot, [a[0] + share * ux, a[1] + share * uy]);
}
