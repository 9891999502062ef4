"""The river of a city: where it runs, the roads on its banks, and who may cross it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from nuantu.replay.city.geometry import Floats, find_outside, offset_line, smooth_line
from nuantu.replay.city.ground import Ground

#: Distance from the water to the middle of the road along it.
BANK_M = 34.0
#: A road crosses by a bridge when it is over the corridor for at most this many corridor widths.
LONGEST_BRIDGE = 1.6


@dataclass(frozen=True)
class River:
    """A river: outline of the water, of the corridor with its bank roads, and the corridor's width."""

    ring: Floats
    corridor: Floats
    banks: tuple[Floats, Floats]
    corridor_m: float

    def keep_dry(self, begin: Floats, end: Floats, *, bridge: bool) -> list[tuple[Floats, Floats]]:
        """Parts of a straight road that may be built: all of it over a short bridge, else what is ashore."""
        low_m, high_m = self.corridor.min(axis=0), self.corridor.max(axis=0)
        if (np.maximum(begin, end) < low_m).any() or (np.minimum(begin, end) > high_m).any():
            return [(begin, end)]
        outside = find_outside(begin, end, self.corridor)
        length = float(np.hypot(*(end - begin)))
        over = length * (1 - sum(high - low for low, high in outside))
        if over < 0.5 or (bridge and over <= LONGEST_BRIDGE * self.corridor_m):
            return [(begin, end)]
        return [(begin + low * (end - begin), begin + high * (end - begin)) for low, high in outside]


def make_river(ground: Ground, rng: np.random.Generator) -> River:
    """Draw a river through the south of the city, from edge to edge."""
    width = 60 + 6 * math.sqrt(ground.area_m2) / 1000
    count = 7
    along = np.linspace(0, 1, count)
    level = rng.uniform(0.10, 0.14) + along * rng.uniform(0.05, 0.12)
    swing = rng.uniform(0.035, 0.055) * np.sin(2 * math.pi * (along * rng.uniform(1.0, 1.4) + rng.uniform()))
    wobble = rng.uniform(-0.012, 0.012, count)
    rise = (level + swing + wobble).clip(0.05, 0.4)
    if rng.uniform() < 0.5:
        rise = rise[::-1]
    middle = smooth_line(np.column_stack([along * ground.width_m, rise * ground.height_m]), 110)
    half = width / 2
    upper, lower = offset_line(middle, half), offset_line(middle, -half)
    banks = offset_line(middle, half + BANK_M), offset_line(middle, -half - BANK_M)
    return River(
        ring=np.vstack([upper, lower[::-1]]),
        corridor=np.vstack([banks[0], banks[1][::-1]]),
        banks=banks,
        corridor_m=width + 2 * BANK_M,
    )
