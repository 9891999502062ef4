"""What riders set for themselves: a rest of their own choice, or how far they want to ride.

No figures on this are published; the shares are ours, small enough that a city without such clauses rides as before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from nuantu.replay.city.riders import Riders

#: Share of riders with a rest slot in their first shift, and with a greatest distance.
SLOT_SHARE: Final = 0.04
DISTANCE_SHARE: Final = 0.03
SLOT_LEAST_S, SLOT_MOST_S = 20 * 60, 40 * 60
DISTANCE_LEAST_M, DISTANCE_MOST_M = 1500, 3500
#: Slots and distances are chosen on a phone, in steps.
STEP_S, STEP_M = 300, 500


@dataclass(frozen=True, slots=True)
class Preference:
    """One wish of a rider: seconds after midnight, metres."""

    rider: int
    component: str
    from_s: int | None
    to_s: int | None
    distance_m: int | None


def make_preferences(riders: Riders, rng: np.random.Generator) -> list[Preference]:
    """Let some riders choose a rest inside their first shift, and some how far they ride."""
    count = len(riders.worker_class)
    rests, near = rng.uniform(size=count) < SLOT_SHARE, rng.uniform(size=count) < DISTANCE_SHARE
    share, length_s = rng.uniform(0.3, 0.7, count), rng.integers(SLOT_LEAST_S, SLOT_MOST_S + 1, count)
    metres = rng.integers(DISTANCE_LEAST_M, DISTANCE_MOST_M + 1, count)
    found: list[Preference] = []
    for rider in np.flatnonzero(rests | near).tolist():
        if rests[rider]:
            shift = int(np.argmax(riders.shift_rider == rider))
            on_s, off_s = int(riders.on_s[shift]), int(riders.off_s[shift])
            begin_s = _step(on_s + share[rider] * (off_s - on_s), STEP_S)
            found.append(Preference(rider, "rest_slot", begin_s, begin_s + _step(length_s[rider], STEP_S), None))
        if near[rider]:
            found.append(Preference(rider, "max_distance", None, None, _step(metres[rider], STEP_M)))
    return found


def _step(value: float, step: int) -> int:
    return round(float(value) / step) * step
