"""When each order of a working day is placed, accepted, picked up and delivered: two in hand at most, rests between."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nuantu.replay.month.plan import MOST_PER_SHIFT
from nuantu.replay.month.shifts import Shifts

Ints = NDArray[np.int64]

#: Orders between two rests: so few that nobody works four hours on end.
BLOCK = 10
STEP_S = (540, 1260)
LENGTH_S = (1080, 1920)
REST_S = (1500, 3000)
BEGIN_S = (33_000, 40_000)
#: A delivery rides at most this fast in the promise, which leaves room below any agreed speed.
DISTANCE_M = (300, 7000)


@dataclass(frozen=True, slots=True)
class Trips:
    """One row an order in order of shift and delivery; ``shift`` is the row in the shifts, times are UTC seconds."""

    shift: Ints
    placed_s: Ints
    ready_s: Ints
    ready_estimate_s: Ints
    pushed_s: Ints
    accepted_s: Ints
    arrived_s: Ints
    picked_s: Ints
    delivered_s: Ints
    distance_m: Ints


def draw_trips(shifts: Shifts, midnights_s: Ints, chance: np.random.Generator) -> Trips:
    """Draw the times of all orders of the shifts."""
    accepted, delivered = draw_engaged(len(shifts.orders), chance)
    accepted += midnights_s[shifts.day][:, None]
    delivered += midnights_s[shifts.day][:, None]
    there = np.arange(MOST_PER_SHIFT)[None, :] < shifts.orders[:, None]
    shift = np.broadcast_to(np.arange(len(shifts.orders))[:, None], there.shape)[there]
    accepted_s, delivered_s = accepted[there], delivered[there]
    length = delivered_s - accepted_s
    pushed = accepted_s - chance.integers(3, 25, len(shift))
    placed = pushed - chance.integers(20, 200, len(shift))
    arrived = accepted_s + (length * chance.uniform(0.25, 0.4, len(shift))).astype(np.int64)
    estimate = arrived + chance.integers(-240, 120, len(shift))
    ready = np.maximum(estimate - chance.integers(0, 120, len(shift)), placed + 60)
    estimate = np.maximum(estimate, ready)
    picked = np.maximum(arrived, ready) + chance.integers(10, 60, len(shift))
    distance = np.clip(chance.lognormal(7.5, 0.5, len(shift)), *DISTANCE_M).astype(np.int64)
    return Trips(shift, placed, ready, estimate, pushed, accepted_s, arrived, np.minimum(picked, delivered_s - 30),
                 delivered_s, distance)


def draw_engaged(count: int, chance: np.random.Generator) -> tuple[Ints, Ints]:
    """Acceptance and delivery of up to ``MOST_PER_SHIFT`` orders of so many shifts, in seconds after midnight.

    Deliveries follow one another; at most two orders are in hand; after each block comes a rest.
    """
    accepted = np.empty((count, MOST_PER_SHIFT), np.int64)
    delivered = np.empty((count, MOST_PER_SHIFT), np.int64)
    free = chance.integers(*BEGIN_S, count)
    for number in range(MOST_PER_SHIFT):
        length = chance.integers(*LENGTH_S, count)
        if number % BLOCK == 0:
            begin = free if number == 0 else delivered[:, number - 1] + chance.integers(*REST_S, count)
            accepted[:, number], delivered[:, number] = begin, begin + length
            continue
        end = delivered[:, number - 1] + chance.integers(*STEP_S, count)
        # With two in hand the next may be accepted once the last but one is delivered.
        earliest = accepted[:, number - 1] + 60
        if number % BLOCK >= 2:
            earliest = np.maximum(earliest, delivered[:, number - 2] + 1)
        accepted[:, number] = np.minimum(np.maximum(end - length, earliest), end - 480)
        delivered[:, number] = end
    return accepted, delivered
