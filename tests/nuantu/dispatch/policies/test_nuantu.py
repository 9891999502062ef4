"""nuantu: late pushes, moves ahead, the same answer for the same seed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.nuantu.dispatch.small_snapshot import MDRP, NOW_S, OPEN, make_snapshot

from nuantu.dispatch.params import TripParams
from nuantu.dispatch.policies.nuantu import Nuantu
from nuantu.dispatch.problem import Conduct


@pytest.mark.parametrize("conduct", [MDRP, OPEN])
def test_the_same_snapshot_and_seed_give_the_same_plan(conduct: Conduct) -> None:
    """Array by array."""
    snapshot = make_snapshot(conduct, 4, 8, 20)

    first, again = Nuantu(3).decide(snapshot), Nuantu(3).decide(snapshot)

    for name in ("ptr", "order", "kind", "push_order", "push_worker", "move_worker", "move_merchant"):
        assert getattr(first, name).tolist() == getattr(again, name).tolist()


def test_a_meal_far_from_ready_is_planned_but_not_pushed() -> None:
    """Ready in an hour: a route for it, no push; a minute before it must be left for: a push."""
    snapshot = make_snapshot(MDRP, 2, 1, 1)
    ride_s = 60 * int(np.ceil(np.hypot(snapshot.w_x_m - snapshot.o_px_m, snapshot.w_y_m - snapshot.o_py_m)[0] / 320))
    late = replace(snapshot, o_ready_s=np.array([NOW_S + 3600]))
    due = replace(snapshot, o_ready_s=np.array([NOW_S + ride_s + 120]))
    early = replace(snapshot, o_ready_s=np.array([NOW_S + ride_s + 180]))

    plans = [Nuantu(1).decide(one) for one in (late, due, early)]

    assert [plan.order.tolist() for plan in plans] == [[0, 0]] * 3
    assert [plan.push_order.tolist() for plan in plans] == [[], [0], []]


def test_idle_workers_are_sent_ahead_only_where_that_is_allowed() -> None:
    """Towards merchants with orders; never with the moves switched off, never a blocked worker."""
    snapshot = make_snapshot(MDRP, 6, 6, 1)
    blocked = replace(snapshot, w_block=np.zeros(6, np.int64))

    assert len(Nuantu(1).decide(snapshot).move_worker) > 0
    assert len(Nuantu(1, trip_params=TripParams(move_max_s=0)).decide(snapshot).move_worker) == 0
    assert len(Nuantu(1).decide(blocked).move_worker) == 0


def test_pay_turns_an_even_choice_to_the_worker_below_the_guarantee() -> None:
    """Two workers at one place; the one with all covered orders done is passed over."""
    snapshot = make_snapshot(MDRP, 2, 2, 1)
    snapshot = replace(snapshot, w_x_m=np.full(2, 10.0), w_y_m=np.full(2, 10.0), m_orders_so_far=np.array([1, 0, 0, 0]))

    for full in (0, 1):
        done = np.where(np.arange(2) == full, 9, 0)
        plan = Nuantu(1).decide(replace(snapshot, w_orders_done=done))
        assert np.flatnonzero(np.diff(plan.ptr)).tolist() == [1 - full]
