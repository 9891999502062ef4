"""The outlook: a snapshot holds what is known and nothing of the future."""

from __future__ import annotations

import numpy as np
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.replay.tiny_city import NOON_S, make_city, make_clock, order, shift, worker

from nuantu.dispatch.problem import Plan
from nuantu.replay.outlook import OVERDUE_S
from nuantu.replay.scene import Status


def test_a_meal_is_expected_as_estimated_until_it_is_ready_and_no_earlier_than_soon_once_overdue() -> None:
    """Estimated at 600, ready in fact at 900: known at 599, at 700 and at 900."""
    clock = make_clock(make_city([order(0, ready=900, estimate=600)], [worker(0)], [shift(0, 0)]))
    clock.scene.status[0] = Status.OPEN

    seen = [int(clock._outlook.build(NOON_S + at).o_ready_s[0]) - NOON_S for at in (100, 700, 900)]

    assert seen == [600, 700 + OVERDUE_S, 900]


def test_orders_not_yet_placed_and_workers_not_present_are_not_in_it() -> None:
    """Of two orders one is placed, of two workers one is there."""
    clock = make_clock(make_city([order(0), order(1, at=60)], [worker(0), worker(1)], [shift(0, 0), shift(1, 1)]))
    scene = clock.scene
    scene.status[0] = Status.OPEN
    scene.present[1], scene.shift[1] = True, 1

    snapshot = clock._outlook.build(NOON_S)

    assert (snapshot.o_row.tolist(), snapshot.w_row.tolist()) == ([0], [1])
    assert clock._outlook.workers.tolist() == [1]


def test_room_is_what_cap_hand_and_unanswered_pushes_leave_and_none_is_laid_to_its_clause() -> None:
    """Cap three, one in hand, one asked: room for one; one more asked and the cap's clause blocks."""
    clock = make_clock(make_city([order(0)], [worker(0)], [shift(0, 0)]), [build_clause("concurrency_cap", "C", cap=3)])
    scene = clock.scene
    scene.present[0], scene.shift[0], scene.in_hand[0], scene.asked[0] = True, 0, 1, 1

    before = clock._outlook.build(NOON_S)
    scene.asked[0] = 2
    after = clock._outlook.build(NOON_S)

    assert [(s.w_room.tolist(), s.w_cap.tolist(), s.w_block.tolist()) for s in (before, after)] == [
        ([1], [2], [-1]), ([0], [1], [0])]
    assert after.blocks == ("C",)


def test_the_last_plan_comes_back_in_the_rows_of_the_new_snapshot() -> None:
    """Three planned stops: of an order that is gone, of one still open; the worker has a new row."""
    clock = make_clock(make_city([order(0), order(1)], [worker(0), worker(1)], [shift(0, 0), shift(1, 1)]))
    scene = clock.scene
    scene.status[:] = Status.OPEN
    scene.present[:] = True
    scene.shift[:] = [0, 1]
    first = clock._outlook.build(NOON_S)
    nobody = np.zeros(0, np.int64)
    clock._outlook.remember(first, Plan(np.array([0, 0, 4]), np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1]),
                                        nobody, nobody))
    scene.status[0] = Status.DONE
    scene.present[0] = False

    prior = clock._outlook.build(NOON_S + 30).prior

    assert prior is not None
    assert (prior.ptr.tolist(), prior.order.tolist(), prior.kind.tolist()) == ([0, 2], [0, 0], [0, 1])


def test_a_refusal_bans_the_pair_where_both_are_there() -> None:
    """The ban is given in rows of the snapshot."""
    clock = make_clock(make_city([order(0)], [worker(0), worker(1)], [shift(0, 0), shift(1, 1)]))
    scene = clock.scene
    scene.status[0] = Status.OPEN
    scene.present[:], scene.shift[:] = [False, True], [0, 1]
    scene.refused_by[0] = [0, 1]

    snapshot = clock._outlook.build(NOON_S)

    assert (snapshot.ban_order.tolist(), snapshot.ban_worker.tolist()) == ([0], [0])
