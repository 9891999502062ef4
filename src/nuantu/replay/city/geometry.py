"""Plane geometry of a city plan: cutting polygons and lines, crossing segments, points in rings.

Points are arrays of shape (n, 2) in metres; rings are given without repeating their first point.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
#: Points times edges that are compared at once.
BLOCK_CELLS = 1_000_000


def measure_area_m2(ring: Floats) -> float:
    """Area of a simple ring, positive when it runs counter-clockwise."""
    ahead = np.roll(ring, -1, axis=0)
    return float(np.sum(ring[:, 0] * ahead[:, 1] - ahead[:, 0] * ring[:, 1]) / 2)


def find_centroid(ring: Floats) -> Floats:
    """Centre of gravity of a simple ring."""
    ahead = np.roll(ring, -1, axis=0)
    cross = ring[:, 0] * ahead[:, 1] - ahead[:, 0] * ring[:, 1]
    centre: Floats = np.sum((ring + ahead) * cross[:, None], axis=0) / (3 * cross.sum())
    return centre


def split_convex(ring: Floats, point: Floats, direction: Floats) -> tuple[Floats, Floats]:
    """Cut a convex ring along a line; the part to the left of the direction comes first, either may be empty."""
    normal = np.array([-direction[1], direction[0]])
    side = (ring - point) @ normal
    parts: tuple[list[Floats], list[Floats]] = ([], [])
    for k in range(len(ring)):
        after = (k + 1) % len(ring)
        if side[k] >= 0:
            parts[0].append(ring[k])
        if side[k] <= 0:
            parts[1].append(ring[k])
        if side[k] * side[after] < 0:
            corner = ring[k] + (ring[after] - ring[k]) * (side[k] / (side[k] - side[after]))
            parts[0].append(corner)
            parts[1].append(corner)
    left, right = (np.array(part).reshape(-1, 2) for part in parts)
    return left, right


def clip_to_convex(begin: Floats, end: Floats, ring: Floats) -> tuple[Floats, Floats] | None:
    """The part of a segment inside a convex counter-clockwise ring, or ``None``."""
    low, high = 0.0, 1.0
    step = end - begin
    for k in range(len(ring)):
        edge = ring[(k + 1) % len(ring)] - ring[k]
        normal = np.array([-edge[1], edge[0]])
        start, change = float((begin - ring[k]) @ normal), float(step @ normal)
        if abs(change) < 1e-9:
            if start < 0:
                return None
        elif change > 0:
            low = max(low, -start / change)
        else:
            high = min(high, -start / change)
    return (begin + low * step, begin + high * step) if high - low > 1e-9 else None


def find_outside(begin: Floats, end: Floats, ring: Floats) -> list[tuple[float, float]]:
    """Shares of a segment (from, to within 0..1) that lie outside a simple ring."""
    ahead = np.roll(ring, -1, axis=0)
    t, u = _solve_crossing(begin[None], end[None], ring, ahead)
    cuts = np.sort(t[(t > 0) & (t < 1) & (u >= 0) & (u < 1)])
    marks = np.concatenate([[0.0], cuts, [1.0]])
    middles = begin + ((marks[:-1] + marks[1:]) / 2)[:, None] * (end - begin)
    outside = ~contains(ring, middles)
    return [(float(marks[k]), float(marks[k + 1])) for k in range(len(outside))
            if outside[k] and marks[k + 1] - marks[k] > 1e-9]


def contains(ring: Floats, points: Floats) -> Bools:
    """Which points lie inside a simple ring (even-odd rule), a block of points at a time."""
    begin, end = ring, np.roll(ring, -1, axis=0)
    sloped = begin[:, 1] != end[:, 1]
    (x0, y0), (x1, y1) = begin[sloped].T, end[sloped].T
    slope = (x1 - x0) / (y1 - y0)
    inside = np.zeros(len(points), dtype=bool)
    rows = max(1, BLOCK_CELLS // len(ring))
    for at in range(0, len(points), rows):
        x, y = points[at : at + rows, 0, None], points[at : at + rows, 1, None]
        hits = ((y0 > y) != (y1 > y)) & (x < slope * (y - y0) + x0)
        inside[at : at + rows] = hits.sum(axis=1) % 2 == 1
    return inside


def _solve_crossing(a: Floats, b: Floats, c: Floats, d: Floats) -> tuple[Floats, Floats]:
    """Shares t of ab and u of cd at which their lines cross, row by row; nan where they are parallel."""
    r, s, q = b - a, d - c, c - a
    below = r[:, 0] * s[:, 1] - r[:, 1] * s[:, 0]
    flat = np.abs(below) < 1e-9
    below = np.where(flat, 1.0, below)
    t = (q[:, 0] * s[:, 1] - q[:, 1] * s[:, 0]) / below
    u = (q[:, 0] * r[:, 1] - q[:, 1] * r[:, 0]) / below
    return np.where(flat, np.nan, t), np.where(flat, np.nan, u)


def find_crossings(begin: Floats, end: Floats, slack_m: float) -> tuple[Ints, Ints, Floats, Floats]:
    """All pairs of segments that cross or touch within a slack, with the share of each at which they do.

    Returns indices ``i < j`` and shares ``t`` of segment i and ``u`` of segment j, clipped to 0..1. Pairs are
    looked for among neighbours only, in blocks, so that a large city stays within memory.
    """
    middle, length = (begin + end) / 2, np.hypot(*(end - begin).T)
    pairs = cKDTree(middle).query_pairs(float(length.max()) + slack_m, output_type="ndarray")
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    found: list[tuple[Ints, Ints, Floats, Floats]] = []
    for at in range(0, len(pairs), 500_000):
        i, j = pairs[at : at + 500_000, 0], pairs[at : at + 500_000, 1]
        near = np.hypot(*(middle[i] - middle[j]).T) <= (length[i] + length[j]) / 2 + slack_m
        i, j = i[near], j[near]
        t, u = _solve_crossing(begin[i], end[i], begin[j], end[j])
        over_t, over_u = slack_m / length[i], slack_m / length[j]
        hit = (t >= -over_t) & (t <= 1 + over_t) & (u >= -over_u) & (u <= 1 + over_u)
        found.append((i[hit].astype(np.int64), j[hit].astype(np.int64), t[hit].clip(0, 1), u[hit].clip(0, 1)))
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0)
    first, second, t_all, u_all = zip(*found, strict=True)
    return np.concatenate(first), np.concatenate(second), np.concatenate(t_all), np.concatenate(u_all)


def smooth_line(points: Floats, step_m: float) -> Floats:
    """A curve through control points (Catmull-Rom), cut into pieces of about a step."""
    padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    pieces: list[Floats] = []
    for k in range(1, len(padded) - 2):
        p0, p1, p2, p3 = padded[k - 1 : k + 3]
        count = max(1, int(np.hypot(*(p2 - p1)) // step_m))
        t = (np.arange(count) / count)[:, None]
        pieces.append(0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
                             + (3 * p1 - p0 - 3 * p2 + p3) * t**3))
    return np.vstack([*pieces, points[-1:]])


def offset_line(line: Floats, by_m: float) -> Floats:
    """The line moved to its left by a distance (negative: to its right), vertex by vertex."""
    along = np.gradient(line, axis=0)
    along /= np.hypot(along[:, 0], along[:, 1])[:, None]
    moved: Floats = line + by_m * np.column_stack([-along[:, 1], along[:, 0]])
    return moved


def locate_on_line(line: Floats, point: Floats) -> float:
    """Distance in metres from a point to a line of straight pieces."""
    begin, step = line[:-1], np.diff(line, axis=0)
    share = (((point - begin) * step).sum(axis=1) / np.maximum((step**2).sum(axis=1), 1e-9)).clip(0, 1)
    return float(np.hypot(*(begin + share[:, None] * step - point).T).min())


def flatten_ring(ring: Floats, *, closed: bool) -> list[float]:
    """Coordinates x and y in turn, in decimetres' precision, the first point repeated where the ring is closed."""
    points = np.vstack([ring, ring[:1]]) if closed else ring
    return [round(float(value), 1) for value in points.ravel()]
