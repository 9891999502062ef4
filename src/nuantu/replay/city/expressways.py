"""Ring expressways: rounded rectangles about the middle of a city, and one far arc in a corner."""

from __future__ import annotations

import math

import numpy as np

from nuantu.replay.city.geometry import Floats
from nuantu.replay.city.ground import Ground

#: From this area on a city has three inner rings instead of one.
MANY_RINGS_M2 = 300e6
STEP_M = 130.0


def make_rings(ground: Ground, rng: np.random.Generator) -> list[Floats]:
    """Lines of the ring expressways, closed or running out of the city."""
    shares = (0.12, 0.22, 0.33) if ground.area_m2 >= MANY_RINGS_M2 else (0.27,)
    size = np.array([ground.width_m, ground.height_m * 1.1])
    rings = [_draw_ring(ground.centre, size * share * rng.uniform(0.95, 1.05), rng) for share in shares]
    corner = np.array([ground.width_m * rng.uniform(0.36, 0.44), ground.height_m * rng.uniform(0.30, 0.38)])
    rings.append(_draw_ring(corner, np.array([ground.width_m * 0.53, ground.height_m * 0.59]), rng))
    return rings


def _draw_ring(centre: Floats, radii: Floats, rng: np.random.Generator) -> Floats:
    """A superellipse with a slight wobble, about every ``STEP_M`` a vertex, closed."""
    around = 2 * math.pi * float(radii.mean())
    count = max(48, int(around / STEP_M))
    angle = np.linspace(0, 2 * math.pi, count, endpoint=False)
    power = 2 / rng.uniform(2.7, 3.3)
    wobble = 1 + 0.02 * np.sin(2 * angle + rng.uniform(0, 6)) + 0.012 * np.sin(3 * angle + rng.uniform(0, 6))
    x = np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** power * radii[0] * wobble
    y = np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** power * radii[1] * wobble
    line = _respace(centre + np.column_stack([x, y]), count)
    return np.vstack([line, line[:1]])


def _respace(ring: Floats, count: int) -> Floats:
    """The ring with vertices at equal distances along it."""
    closed = np.vstack([ring, ring[:1]])
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))])
    at = np.linspace(0, run[-1], count, endpoint=False)
    return np.column_stack([np.interp(at, run, closed[:, 0]), np.interp(at, run, closed[:, 1])])
