"""Snapshots as records for kernels, and routes back as plans."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.nuantu.dispatch.small_snapshot import NOW_S, OPEN, make_snapshot

from nuantu.dispatch.fleet import (
    lay_routes,
    list_banned,
    list_open,
    list_sendable,
    load_workers,
    make_plan,
    read_routes,
    warm_routes,
)
from nuantu.dispatch.problem import Plan

EMPTY = np.zeros(0, np.int64)


def hold(snapshot, order: int, worker: int):
    """The same snapshot with one order in hand, still to be picked up and delivered."""
    holder = snapshot.o_holder.copy()
    holder[order] = worker
    ptr = np.zeros(snapshot.n_workers + 1, np.int64)
    ptr[worker + 1:] = 2
    return replace(snapshot, o_holder=holder, held_ptr=ptr, held_order=np.array([order, order]),
                   held_kind=np.array([0, 1]))


def test_routes_and_plans_are_two_forms_of_one_thing() -> None:
    """What is laid out as rows comes back from the plan unchanged."""
    snapshot = hold(make_snapshot(OPEN, 1), 3, 2)
    routes = lay_routes(snapshot)

    again = read_routes(snapshot, make_plan(routes, EMPTY, EMPTY))

    assert routes.lengths.tolist() == [0, 0, 2, 0, 0, 0]
    assert again.lengths.tolist() == routes.lengths.tolist()
    assert (again.stops[2, :2].tolist(), again.kinds[2, :2].tolist()) == ([3, 3], [0, 1])


def test_hands_are_counted_and_nobody_is_free_before_the_shift() -> None:
    """Orders in hand by worker; free times not before coming on duty."""
    snapshot = hold(make_snapshot(OPEN, 1), 3, 2)
    snapshot = replace(snapshot, w_on_s=snapshot.w_on_s + 7200)

    workers = load_workers(snapshot)

    assert workers.hand.tolist() == [0, 0, 1, 0, 0, 0]
    assert set(workers.free_s.tolist()) == {NOW_S + 3600}


def test_open_orders_come_oldest_first_and_bans_as_a_matrix() -> None:
    """Held orders are not open; each banned pair is marked."""
    snapshot = hold(make_snapshot(OPEN, 1), 3, 2)
    snapshot = replace(snapshot, ban_order=np.array([5]), ban_worker=np.array([1]))

    found = list_open(snapshot)

    assert sorted(found.tolist()) == [0, 1, 2, 4, 5, 6, 7]
    assert np.all(np.diff(snapshot.o_placed_s[found]) >= 0)
    assert np.argwhere(list_banned(snapshot)).tolist() == [[5, 1]]


def test_who_may_be_sent_something_is_on_duty_free_of_clauses_and_has_room() -> None:
    """Each ground alone shuts a worker out."""
    snapshot = make_snapshot(OPEN, 1)
    snapshot.w_block[0] = 0
    snapshot.w_room[1] = 0
    snapshot.w_on_s[2] = NOW_S + 1
    snapshot.w_off_s[3] = NOW_S - 1
    snapshot.w_latest_s[4] = NOW_S - 1

    assert list_sendable(snapshot).tolist() == [False] * 5 + [True]


def test_a_warm_start_is_taken_only_where_it_still_holds() -> None:
    """A plan that lost a held order, exceeds the room or uses a banned pair is left aside."""
    snapshot = hold(make_snapshot(OPEN, 1), 3, 2)
    ptr = np.array([0, 2, 4, 8, 8, 8, 8])
    prior = Plan(ptr, np.array([0, 0, 1, 1, 3, 4, 3, 4]), np.array([0, 1, 0, 1, 0, 0, 1, 1]), EMPTY, EMPTY)
    snapshot = replace(snapshot, prior=prior, ban_order=np.array([1]), ban_worker=np.array([1]))
    routes = lay_routes(snapshot)

    warm_routes(snapshot, routes, np.array([True] * 6))

    assert routes.lengths.tolist() == [2, 0, 4, 0, 0, 0]
    assert routes.stops[2, :4].tolist() == [3, 4, 3, 4]
