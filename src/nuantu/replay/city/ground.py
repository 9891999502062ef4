"""The ground of a city: its rectangle, its middle, and regions whose streets share one direction."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nuantu.replay.city.geometry import Floats, measure_area_m2, split_convex

ASPECT = 1.4
#: Distance between neighbouring arterials.
ARTERIAL_GAP_M = (780.0, 1080.0)
#: From this area on, the side without the diagonal's direction is cut once more.
THIRD_REGION_M2 = 24e6


@dataclass(frozen=True)
class Region:
    """A convex part of the city with one street direction.

    ``us`` and ``vs`` are the positions of its arterials along its own two axes, metres from ``origin``.
    """

    ring: Floats
    origin: Floats
    ex: Floats
    ey: Floats
    us: Floats
    vs: Floats

    def place(self, u: float, v: float) -> Floats:
        """The point of the plane at region coordinates (u, v)."""
        point: Floats = self.origin + u * self.ex + v * self.ey
        return point


@dataclass(frozen=True)
class Ground:
    """Rectangle from (0, 0) to (width_m, height_m), its middle, the diagonal road and the regions."""

    width_m: float
    height_m: float
    centre: Floats
    regions: tuple[Region, ...]
    borders: tuple[tuple[Floats, Floats], ...]

    @property
    def ring(self) -> Floats:
        """Outline of the city, counter-clockwise."""
        return np.array([[0, 0], [self.width_m, 0], [self.width_m, self.height_m], [0, self.height_m]], dtype=float)

    @property
    def area_m2(self) -> float:
        """Area in square metres."""
        return self.width_m * self.height_m


def make_ground(area_m2: float, rng: np.random.Generator) -> Ground:
    """Draw the ground of a city of this area."""
    width = math.sqrt(area_m2 * ASPECT)
    height = area_m2 / width
    centre = np.array([width * rng.uniform(0.47, 0.54), height * rng.uniform(0.52, 0.58)])
    angle = math.radians(rng.uniform(36, 47))
    along = np.array([math.cos(angle), math.sin(angle)])
    across = np.array([-along[1], along[0]])
    point = centre - across * height * rng.uniform(0.10, 0.16)
    rectangle = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=float)
    upper, lower = split_convex(rectangle, point, along)
    tilt = math.radians(rng.uniform(-2.5, 2.5))
    regions = [_make_region(upper, point, angle, rng, border=True)]
    borders = [_cut_chord(rectangle, point, along)]
    if area_m2 >= THIRD_REGION_M2:
        turn = tilt + math.radians(rng.uniform(11, 17))
        edge = np.array([-math.sin(turn), math.cos(turn)])
        corner = np.array([width * rng.uniform(0.74, 0.79), height * 0.3])
        borders.append(_cut_chord(lower, corner, edge))
        lower, east = split_convex(lower, corner, edge)
        regions.append(_make_region(east, corner, turn, rng, border=False))
    regions.append(_make_region(lower, centre, tilt, rng, border=False))
    return Ground(width, height, centre, tuple(regions), tuple(borders))


def _cut_chord(ring: Floats, point: Floats, along: Floats) -> tuple[Floats, Floats]:
    normal = np.array([-along[1], along[0]])
    left, _ = split_convex(ring, point, along)
    on_line = left[np.abs((left - point) @ normal) < 1e-6]
    order = np.argsort(on_line @ along)
    return on_line[order[0]], on_line[order[-1]]


def _make_region(ring: Floats, origin: Floats, angle: float, rng: np.random.Generator, *, border: bool) -> Region:
    """A region; with ``border`` its origin lies on a border along its first axis, which then is no arterial."""
    assert measure_area_m2(ring) > 0
    ex = np.array([math.cos(angle), math.sin(angle)])
    ey = np.array([-ex[1], ex[0]])
    u, v = (ring - origin) @ ex, (ring - origin) @ ey
    us = _space_arterials(float(u.min()), float(u.max()), rng)
    vs = _space_arterials(float(v.min()), float(v.max()), rng)
    return Region(ring, origin, ex, ey, us, vs[np.abs(vs) > 1] if border else vs)


def _space_arterials(low: float, high: float, rng: np.random.Generator) -> Floats:
    """Positions from the origin outwards, none closer than a third of a gap to an end."""
    margin = ARTERIAL_GAP_M[0] / 3
    positions = [0.0]
    while positions[-1] < high:
        positions.append(positions[-1] + float(rng.uniform(*ARTERIAL_GAP_M)))
    while positions[0] > low:
        positions.insert(0, positions[0] - float(rng.uniform(*ARTERIAL_GAP_M)))
    kept = np.array(positions)
    return kept[(kept > low + margin) & (kept < high - margin)]
