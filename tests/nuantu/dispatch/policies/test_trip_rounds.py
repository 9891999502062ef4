"""Rounds under mdrp conduct: pay, held orders of blocked workers, first trips."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.nuantu.dispatch.small_snapshot import MDRP, NOW_S, make_snapshot
from tests.oracles.slow_routes import price_trips

from nuantu.dispatch.params import TripParams
from nuantu.dispatch.policies.trip_rounds import (
    decide_trips,
    is_closing,
    list_plannable,
    load_pay,
    plan_trips,
    read_first_trip,
    weigh_wait,
)
from nuantu.dispatch.problem import Plan, Snapshot

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


def make_tight(seed: int, n_workers: int, n_orders: int, left_s: int) -> Snapshot:
    """A wide town shortly before everybody goes off duty."""
    snapshot = make_snapshot(MDRP, seed, n_workers, n_orders, 10_000)
    off_s = np.full(n_workers, NOW_S + left_s)
    return replace(snapshot, w_off_s=off_s, w_latest_s=off_s)


@pytest.mark.parametrize(("seed", "n_workers", "n_orders", "left_s", "stranded"), [
    (9, 4, 14, 2700, 1), (14, 4, 14, 2700, 2), (3, 4, 18, 3600, 1), (4, 4, 20, 4200, 1), (18, 6, 24, 3000, 2)])
def test_an_order_that_the_search_strands_is_given_a_place_by_the_second_search(
    seed: int, n_workers: int, n_orders: int, left_s: int, stranded: int,
) -> None:
    """The routes of the second search, timed by the slow twin, keep every shift; without it orders have no place."""
    snapshot = make_tight(seed, n_workers, n_orders, left_s)

    def plan(steps: int) -> list[list[list[int]]]:
        trips = plan_trips(snapshot, TripParams(rescue_steps=steps), 1, list_plannable(snapshot), warm=False)
        own: list[list[list[int]]] = [[] for _ in range(n_workers)]
        for w, line in enumerate(own):
            for p in range(trips.lengths[w]):
                if trips.head[w, p]:
                    line.append([])
                line[-1].append(int(trips.seq[w, p]))
        return own

    without, rescued = plan(0), plan(5000)
    assert n_orders - sum(len(trip) for own in without for trip in own) == stranded
    assert sorted(o for own in rescued for trip in own for o in trip) == list(range(n_orders))
    workers, orders, law = write_twin(snapshot)
    assert all(price_trips(workers[w], rescued[w], orders, law) < math.inf for w in range(n_workers))


def write_twin(snapshot: Snapshot) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    """A snapshot as the slow twin reads it."""
    workers = [{"place": (x, y), "free": int(free), "off": int(off), "row": w, "hand": 0, "cap": 99}
               for w, (x, y, free, off) in enumerate(zip(snapshot.w_x_m, snapshot.w_y_m, snapshot.w_free_s,
                                                         snapshot.w_off_s, strict=True))]
    orders = [{"from": (snapshot.o_px_m[o], snapshot.o_py_m[o]), "to": (snapshot.o_dx_m[o], snapshot.o_dy_m[o]),
               "merchant": int(snapshot.o_merchant[o]), "ready": int(snapshot.o_ready_s[o]), "gate": 0, "weight": 1.0}
              for o in range(snapshot.n_orders)]
    law = {"now": NOW_S, "s_per_m": 3600 / 19200, "unit": 60, "pick_before": 120, "pick_after": 120,
           "drop_before": 120, "drop_after": 120}
    return workers, orders, law


def test_the_day_closes_when_its_last_shift_has_two_and_a_half_hours_left() -> None:
    """The last of all shifts counts; 0 means never."""
    snapshot = make_tight(1, 3, 4, 9000)
    early = replace(snapshot, w_off_s=np.array([NOW_S + 60, NOW_S + 60, NOW_S + 9000]))

    assert not is_closing(early, TripParams())
    assert is_closing(replace(early, now_s=NOW_S + 60), TripParams())
    assert not is_closing(replace(early, now_s=NOW_S + 60), TripParams(closing_s=0))


def test_an_order_that_has_been_ready_for_half_an_hour_counts_twice_when_the_day_closes() -> None:
    """Not yet ready: once; an hour and a half: four times."""
    snapshot = replace(make_snapshot(MDRP, 1, 2, 3), o_ready_s=np.array([NOW_S + 600, NOW_S - 1800, NOW_S - 5400]))

    assert weigh_wait(snapshot, TripParams()).tolist() == [1.0, 2.0, 4.0]
