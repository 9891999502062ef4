"""Rounds under mdrp conduct: pay, held orders of blocked workers, first trips."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.nuantu.dispatch.small_snapshot import MDRP, NOW_S, make_snapshot

from nuantu.dispatch.params import TripParams
from nuantu.dispatch.policies.trip_rounds import decide_trips, load_pay, plan_trips, read_first_trip
from nuantu.dispatch.problem import Plan

EMPTY = np.zeros(0, np.int64)


def test_the_pace_of_the_day_is_orders_per_hour_on_duty() -> None:
    """14 orders in 6 courier-hours; two hours left each: 4.67 expected; three hours cover 4.5."""
    snapshot = make_snapshot(MDRP, 1)

    pay = load_pay(snapshot, TripParams())

    assert pay.expected.tolist() == pytest.approx([14 / 6 * 2] * 6)
    assert pay.covered.tolist() == pytest.approx([4.5] * 6)


def test_a_worker_who_is_blocked_keeps_what_he_accepted_and_nothing_else() -> None:
    """His accepted order stays first with him; the rest of his old plan goes to others."""
    snapshot = make_snapshot(MDRP, 1)
    holder, block = snapshot.o_holder.copy(), snapshot.w_block.copy()
    holder[5], block[2] = 2, 0
    prior = Plan(np.array([0, 0, 0, 4, 4, 4, 4]), np.array([5, 5, 6, 6]), np.array([0, 1, 0, 1]), EMPTY, EMPTY)
    snapshot = replace(snapshot, o_holder=holder, w_block=block, prior=prior)

    plan = decide_trips(snapshot, TripParams(), 1, warm=True, lazy=True)

    own = plan.order[plan.ptr[2]:plan.ptr[3]]
    assert own.tolist() == [5, 5]
    assert 6 in plan.order


def test_the_first_trip_ends_before_the_next_head() -> None:
    """Orders of one merchant that are taken together."""
    snapshot = make_snapshot(MDRP, 3, 1, 8)
    may = np.array([True])

    trips = plan_trips(snapshot, TripParams(), 1, may, warm=False)

    first = read_first_trip(trips, 0)
    assert first == trips.seq[0, : len(first)].tolist()
    assert len({int(snapshot.o_merchant[o]) for o in first}) == 1
    assert len(first) == trips.lengths[0] or trips.head[0, len(first)] == 1


def test_nobody_sets_out_who_is_still_on_the_way_or_off_duty() -> None:
    """The same plan, no push."""
    snapshot = make_snapshot(MDRP, 2, 1, 1)
    busy = replace(snapshot, w_free_s=np.array([NOW_S + 300]), o_ready_s=np.array([NOW_S]))
    later = replace(snapshot, w_on_s=np.array([NOW_S + 60]), o_ready_s=np.array([NOW_S]))

    for one in (busy, later):
        plan = decide_trips(one, TripParams(), 1, warm=False, lazy=False)
        assert plan.order.tolist() == [0, 0]
        assert len(plan.push_order) == 0
