// The shortest way from a gate to a building over the open paths of a compound: A*, on the phone alone.
const JOIN_M = 1; // what lies nearer is one place
const REACH_M = 40; // from a door to its path
const USUAL_KMH = 15, WALK_KMH = 4.5;

const far = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]);
const between = ([a, b], share) => [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];

// The nearest point of a segment: where along it that is (0 to 1), the point, and how far.
function project(point, ends) {
  const [a, b] = ends, dx = b[0] - a[0], dy = b[1] - a[1], square = dx * dx + dy * dy;
  const share = square ? Math.min(1, Math.max(0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square)) : 0;
  const at = between(ends, share);
  return { share, at, metres: far(point, at) };
}

// Where two segments cross, as a share of the first; null where they do not.
function cross([a, b], [c, d]) {
  const rx = b[0] - a[0], ry = b[1] - a[1], sx = d[0] - c[0], sy = d[1] - c[1], turn = rx * sy - ry * sx;
  if (Math.abs(turn) < 1e-9) return null;
  const share = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / turn, other = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / turn;
  return share >= 0 && share <= 1 && other >= 0 && other <= 1 ? share : null;
}

const listSegments = (paths) => paths.filter((one) => !one.closed).flatMap((one) => one.spots.slice(1)
  .map((end, place) => ({ ends: [one.spots[place], end], foot: one.bike === false, cuts: [0, 1] })));

// Cuts every segment where others cross it or begin and end on it.
function cutSegments(segments) {
  for (const one of segments) {
    for (const other of segments) {
      if (one === other) continue;
      const share = cross(one.ends, other.ends);
      if (share !== null) one.cuts.push(share);
      for (const end of other.ends) {
        const near = project(end, one.ends);
        if (near.metres <= JOIN_M) one.cuts.push(near.share);
      }
    }
  }
}

// The nearest point of an open path, where the segment is cut; null where none is near enough.
function attach(thing, segments) {
  let best = null;
  for (const segment of segments) {
    const near = project(thing.at, segment.ends);
    if (near.metres <= REACH_M && (!best || near.metres < best.metres)) best = { ...near, segment };
  }
  best?.segment.cuts.push(best.share);
  return best;
}

function buildNet(segments) {
  const spots = [], next = [];
  const find = (spot) => {
    const known = spots.findIndex((one) => far(one, spot) <= JOIN_M);
    if (known >= 0) return known;
    next.push([]);
    return spots.push(spot) - 1;
  };
  for (const { ends, cuts, foot } of segments) {
    const numbers = [...cuts].sort((one, other) => one - other).map((share) => find(between(ends, share)));
    for (let n = 1; n < numbers.length; n += 1) {
      const [one, other] = [numbers[n - 1], numbers[n]];
      if (one === other) continue;
      const metres = far(spots[one], spots[other]);
      next[one].push({ to: other, metres, foot });
      next[other].push({ to: one, metres, foot });
    }
  }
  return { spots, next, find };
}

// From one place to the goal that is nearest by way, counting from each goal to its door: the steps and the goal.
function search(net, start, goals) {
  const guess = (place) => Math.min(...goals.map((goal) => far(net.spots[place], net.spots[goal.place]) + goal.metres));
  const cost = new Map([[start, 0]]), from = new Map(), open = new Map([[start, guess(start)]]);
  let best = null;
  while (open.size) {
    const [here, least] = [...open].reduce((one, other) => (other[1] < one[1] ? other : one));
    if (best && least >= best.metres) break;
    open.delete(here);
    for (const goal of goals.filter((one) => one.place === here)) {
      const metres = cost.get(here) + goal.metres;
      if (!best || metres < best.metres) best = { goal, metres };
    }
    for (const way of net.next[here]) {
      const sum = cost.get(here) + way.metres;
      if (sum >= (cost.get(way.to) ?? Infinity)) continue;
      cost.set(way.to, sum);
      from.set(way.to, { here, way });
      open.set(way.to, sum + guess(way.to));
    }
  }
  if (!best) return null;
  const steps = [];
  for (let here = best.goal.place; from.has(here); here = from.get(here).here) steps.unshift(from.get(here).way);
  return { ...best, steps };
}

// Without the corners that are none.
function straighten(spots) {
  const apart = spots.filter((spot, place) => !place || far(spots[place - 1], spot) > 0.05);
  return apart.filter((spot, place) => !place || place === apart.length - 1 || project(spot, [apart[place - 1], apart[place + 1]]).metres > 0.05);
}

// The way from a gate (its id) to a building (its name) of a map that readMap gave: { spots, metres, footMetres,
// leaveAt, entrance }; `leaveAt` is where the e-bike stays when the rest is on foot. { missing } says "gate" (not on the
// map), "entrance" (the building has none) or "way" (no open path leads there).
export function findWay(map, gate, building) {
  const begin = map.gate.find((one) => one.gate === gate);
  if (!begin) return { missing: "gate" };
  const doors = map.entrance.filter((one) => one.building === building);
  if (!doors.length) return { missing: "entrance" };
  const segments = listSegments(map.path), set = attach(begin, segments);
  const reached = doors.map((door) => ({ door, near: attach(door, segments) })).filter((one) => one.near);
  if (!set || !reached.length) return { missing: "way" };
  cutSegments(segments);
  const net = buildNet(segments), start = net.find(set.at);
  const goals = reached.map(({ door, near }) => ({ door, place: net.find(near.at), metres: near.metres }));
  const found = search(net, start, goals);
  if (!found) return { missing: "way" };
  const passed = [start, ...found.steps.map((step) => step.to)].map((place) => net.spots[place]);
  const onFoot = found.steps.findIndex((step) => step.foot);
  const footMetres = onFoot < 0 ? 0 : found.goal.metres + found.steps.slice(onFoot).reduce((sum, step) => sum + step.metres, 0);
  return { spots: straighten([begin.at, ...passed, found.goal.door.at]), metres: set.metres + found.metres, footMetres,
    leaveAt: onFoot < 0 ? null : passed[onFoot], entrance: found.goal.door };
}

// Minutes for a way, at least one: riding at the compound's limit, walking where it is on foot.
export function estimateMinutes(way, speedKmh) {
  const hours = (way.metres - way.footMetres) / 1000 / (speedKmh || USUAL_KMH) + way.footMetres / 1000 / WALK_KMH;
  return Math.max(1, Math.round(hours * 60));
}
