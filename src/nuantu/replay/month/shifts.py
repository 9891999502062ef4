"""Who works on which days, and how many orders each working day has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nuantu.replay.month.plan import MOST_PER_SHIFT, WEEK, MonthPlan

Ints = NDArray[np.int64]

#: Orders of a working day scatter this much around the rider's mean, in shares of it.
SCATTER = 0.22


@dataclass(frozen=True, slots=True)
class Shifts:
    """One row a rider and working day, riders in turn: rider (number in the bucket), day (number), orders."""

    rider: Ints
    day: Ints
    orders: Ints


def draw_shifts(plan: MonthPlan, bucket: int, chance: np.random.Generator) -> Shifts:
    """Everybody works all days but one in seven of an own choice; the bucket's orders are shared out exactly."""
    riders, orders = len(plan.riders_of(bucket)), len(plan.orders_of(bucket))
    resting = chance.integers(0, WEEK, riders)
    works = (np.arange(plan.days)[None, :] % WEEK) != resting[:, None]
    rider, day = (part.astype(np.int64) for part in np.nonzero(works))
    mean = orders / max(len(rider), 1)
    zeal = np.clip(chance.normal(1.0, SCATTER / 2, riders), 0.5, 1.5)[rider]
    drawn = np.clip(np.rint(chance.normal(mean * zeal, mean * SCATTER)), 0, MOST_PER_SHIFT).astype(np.int64)
    return Shifts(rider, day, meet_total(drawn, orders, chance))


def meet_total(counts: Ints, total: int, chance: np.random.Generator) -> Ints:
    """Counts that sum to the total: one more or one less at places drawn at random, within what a day can hold."""
    counts = counts.copy()
    while (lack := total - int(counts.sum())) != 0:
        step = 1 if lack > 0 else -1
        free = np.flatnonzero(counts < MOST_PER_SHIFT if step > 0 else counts > 0)
        counts[chance.choice(free, min(abs(lack), len(free)), replace=False)] += step
    return counts
