"""Idle workers go where orders are expected and nobody else is near."""

from __future__ import annotations

import numpy as np

from nuantu.dispatch.kernels.ahead import choose_moves

LAW = (np.full(2, 900), np.full(2, 7200.0), 3600.0, 0.2, 60)


def test_two_workers_at_one_place_spread_over_two_busy_merchants() -> None:
    """One merchant is where they stand, the other 3 km away: one stays, one goes."""
    target = choose_moves(np.array([0, 1]), np.zeros(2), np.zeros(2), np.zeros(2), np.array([0.5, 0.5]),
                          np.array([0.0, 3000.0]), np.zeros(2), *LAW)

    assert sorted(target.tolist()) == [-1, 1]


def test_nobody_goes_where_somebody_already_is() -> None:
    """The busy one at the far merchant covers it."""
    target = choose_moves(np.array([0]), np.array([0.0, 3000.0]), np.zeros(2), np.zeros(2), np.array([0.5, 0.5]),
                          np.array([0.0, 3000.0]), np.zeros(2), *LAW)

    assert target.tolist() == [-1]


def test_a_merchant_too_far_or_without_orders_draws_nobody() -> None:
    """16 minutes away, and a near one of no weight."""
    target = choose_moves(np.array([0]), np.zeros(1), np.zeros(1), np.zeros(1), np.array([1.0, 0.0]),
                          np.array([4800.0, 600.0]), np.zeros(2), *LAW)

    assert target.tolist() == [-1]


def test_nobody_rides_through_the_end_of_the_shift() -> None:
    """Ten minutes to a busy merchant pay with two hours left, and not with eleven minutes left."""
    def target(left_s: float) -> int:
        return int(choose_moves(np.array([0]), np.zeros(1), np.zeros(1), np.zeros(1), np.array([0.1, 0.9]),
                                np.array([0.0, 3000.0]), np.zeros(2), np.full(1, 900), np.full(1, left_s), 3600.0, 0.2,
                                60)[0])

    assert target(7200.0) == 1
    assert target(660.0) == -1
