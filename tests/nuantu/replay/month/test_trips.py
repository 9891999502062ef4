"""Drawn working days could have been lived: times in order, two orders in hand at most, rests between blocks."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from nuantu.replay.month.plan import MonthPlan
from nuantu.replay.month.shifts import draw_shifts
from nuantu.replay.month.trips import BLOCK, REST_S, Trips, draw_trips

PLAN = MonthPlan(riders=40, orders=18_000, days=20, buckets=1, seed=2)


@pytest.fixture(scope="module")
def trips() -> Trips:
    """Some thousand orders."""
    chance = np.random.default_rng(11)
    return draw_trips(draw_shifts(PLAN, 0, chance), np.array(PLAN.midnights_s(), np.int64), chance)


def test_every_order_lives_its_times_in_order(trips: Trips) -> None:
    """Placed, pushed, accepted, arrived, ready, picked up, delivered; never ready later than was estimated."""
    steps = (trips.placed_s, trips.pushed_s, trips.accepted_s, trips.arrived_s, trips.picked_s, trips.delivered_s)

    assert all((later > earlier).all() for earlier, later in itertools.pairwise(steps))
    assert (trips.ready_s <= trips.picked_s).all()
    assert (trips.ready_s <= trips.ready_estimate_s).all()


def test_two_orders_are_in_hand_at_most(trips: Trips) -> None:
    """Counted order by order over each shift."""
    for shift in np.unique(trips.shift):
        own = trips.shift == shift
        steps = sorted([(at, 1) for at in trips.accepted_s[own]] + [(at, -1) for at in trips.delivered_s[own]])
        assert max(np.cumsum([step for _, step in steps]), default=0) <= 2


def test_after_each_block_comes_a_rest(trips: Trips) -> None:
    """No acceptance of the next block within the least rest after the last delivery."""
    for shift in np.unique(trips.shift):
        own = np.flatnonzero(trips.shift == shift)
        for begin in own[BLOCK::BLOCK]:
            assert trips.accepted_s[begin] - trips.delivered_s[begin - 1] >= REST_S[0]


def test_nobody_works_into_the_next_day(trips: Trips) -> None:
    """The last delivery is well before midnight in Shanghai."""
    assert ((trips.delivered_s + 8 * 3600) % 86_400 < 23.5 * 3600).all()
