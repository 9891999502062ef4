"""Everybody rests one day in seven, and the orders of a bucket are shared out exactly."""

from __future__ import annotations

import numpy as np
import pytest

from nuantu.replay.month.plan import MOST_PER_SHIFT, MonthPlan
from nuantu.replay.month.shifts import draw_shifts, meet_total

PLAN = MonthPlan(riders=60, orders=30_000, days=28, buckets=3, seed=5)


@pytest.mark.parametrize("bucket", range(3))
def test_orders_are_shared_out_exactly(bucket: int) -> None:
    """The counts of all working days sum to the bucket's orders, and no day holds more than it can."""
    shifts = draw_shifts(PLAN, bucket, np.random.default_rng(bucket))

    assert shifts.orders.sum() == len(PLAN.orders_of(bucket))
    assert shifts.orders.min() >= 0
    assert shifts.orders.max() <= MOST_PER_SHIFT


def test_everybody_rests_one_day_in_seven() -> None:
    """In four weeks each rider works 24 days, the same weekday off in each."""
    shifts = draw_shifts(PLAN, 0, np.random.default_rng(0))

    days = {rider: set(shifts.day[shifts.rider == rider].tolist()) for rider in range(20)}
    assert {len(worked) for worked in days.values()} == {24}
    assert all(len({day % 7 for day in set(range(28)) - worked}) == 1 for worked in days.values())


def test_a_total_is_met_from_either_side() -> None:
    """Counts are raised and lowered by ones, within bounds."""
    chance = np.random.default_rng(3)

    raised = meet_total(np.array([0, 5, MOST_PER_SHIFT], np.int64), 50, chance)
    lowered = meet_total(np.array([9, 9, 0], np.int64), 4, chance)

    assert (raised.sum(), lowered.sum()) == (50, 4)
    assert raised[2] == MOST_PER_SHIFT
    assert lowered.min() >= 0
