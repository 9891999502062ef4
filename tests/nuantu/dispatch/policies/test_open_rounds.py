"""Rounds under open conduct: when a planned order is pushed, and never beyond the room."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.nuantu.dispatch.small_snapshot import NOW_S, OPEN, make_snapshot

from nuantu.dispatch.fleet import lay_routes
from nuantu.dispatch.policies.open_rounds import list_pushes


def routed(ready_in_s: int):
    """One idle worker with one planned order."""
    snapshot = make_snapshot(OPEN, 2, 1, 1)
    snapshot = replace(snapshot, o_ready_s=np.array([NOW_S + ready_in_s]))
    routes = lay_routes(snapshot)
    routes.stops[0, :2], routes.kinds[0, :2], routes.lengths[0] = 0, [0, 1], 2
    return snapshot, routes


def test_an_order_is_pushed_when_the_worker_must_turn_to_it_and_not_before() -> None:
    """Ready now: at once. Ready in an hour: not yet. In an hour, but pushes end this round: now."""
    assert list_pushes(*routed(0), 90)[0].tolist() == [0]
    assert list_pushes(*routed(3600), 90)[0].tolist() == []
    assert list_pushes(*routed(3600), None)[0].tolist() == [0]
    snapshot, routes = routed(3600)
    assert list_pushes(replace(snapshot, w_latest_s=np.array([NOW_S + 30])), routes, 90)[0].tolist() == [0]


def test_no_more_is_pushed_than_there_is_room_for() -> None:
    """Three planned, room for two; then a cap of one."""
    snapshot = make_snapshot(OPEN, 2, 1, 3)
    routes = lay_routes(snapshot)
    routes.stops[0, :6], routes.kinds[0, :6], routes.lengths[0] = [0, 0, 1, 1, 2, 2], [0, 1] * 3, 6

    assert list_pushes(replace(snapshot, w_room=np.array([2])), routes, None)[0].tolist() == [0, 1]
    assert list_pushes(replace(snapshot, w_cap=np.array([1])), routes, None)[0].tolist() == [0]
