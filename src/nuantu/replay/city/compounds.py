"""Gated compounds: the homes behind a gate, and the minutes that the gate costs a rider."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.spatial import cKDTree

from nuantu.replay.city.addresses import Addresses
from nuantu.replay.city.districts import District
from nuantu.replay.city.geometry import Floats, Ints
from nuantu.replay.city.names import Name, name_compound

#: Doors behind one gate, at most; doors further from the gate than the reach have their own entrance.
DOORS, REACH_M = 14, 130.0
#: One compound for so many doors.
DOORS_PER_COMPOUND = 8
#: Share of compounds that admit riders with a pass.
PASS_SHARE = 0.3


@dataclass(frozen=True)
class Compounds:
    """Gates: place, district number, seconds lost, whether a pass opens them, name."""

    gate: Floats
    district: Ints
    delay_s: Ints
    has_pass: list[bool]
    names: list[Name]


def make_compounds(addresses: Addresses, districts: tuple[District, ...], rng: np.random.Generator
                   ) -> tuple[Compounds, Addresses]:
    """Choose gates among the homes and put the doors around each behind it; the doors are returned anew."""
    count = max(len(districts), len(addresses.xy) // DOORS_PER_COMPOUND)
    weight = addresses.home / addresses.home.sum()
    gates = np.sort(rng.choice(len(weight), size=count, replace=False, p=weight))
    tree = cKDTree(addresses.xy)
    far, doors = (np.asarray(found) for found in tree.query(addresses.xy[gates], k=DOORS,
                                                            distance_upper_bound=REACH_M))
    compound = addresses.compound.copy()
    for number in range(count):
        inside = doors[number][np.isfinite(far[number])]
        homes = inside[addresses.home[inside] > addresses.work[inside]]
        free = homes[compound[homes] < 0]
        compound[free] = number
        compound[gates[number]] = number
    minutes = rng.choice([1, 2, 3, 4, 5, 6], size=count, p=[0.18, 0.27, 0.24, 0.15, 0.10, 0.06])
    delay = minutes * 60 + rng.integers(-20, 21, count)
    made = Compounds(
        gate=addresses.xy[gates],
        district=addresses.district[gates],
        delay_s=delay.clip(60, 360).astype(np.int64),
        has_pass=[bool(value) for value in rng.uniform(size=count) < PASS_SHARE],
        names=[name_compound(number, rng) for number in range(count)],
    )
    return made, replace(addresses, compound=compound)
