"""Stops in time, against the slow twin."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.nuantu.dispatch.random_fleet import draw_case, draw_stops, pack_case, pack_stops
from tests.oracles.slow_routes import price_stops, time_stops

from nuantu.dispatch.kernels.route import time_route
from nuantu.dispatch.kernels.travel import INFINITE, Orders, Physics, Workers


def _one(value: int) -> np.ndarray:
    return np.array([value], np.int64)


def test_a_worked_route_by_hand() -> None:
    """3 km at 300 m a minute: 10 min out, 2 min service, wait for the meal, 2 min, 5 min to the door, 2 min."""
    workers = Workers(np.zeros(1), np.zeros(1), _one(0), _one(10**6), _one(5), _one(0), _one(5), _one(0))
    orders = Orders(np.array([3000.0]), np.zeros(1), np.array([4500.0]), np.zeros(1), _one(7), _one(15 * 60),
                    _one(10**6), _one(0), np.ones(1), _one(-1))
    physics = Physics(0, 0.2, 60, 120, 120, 120, 120, 0, 0.0)
    act_s = np.zeros(2, np.int64)

    price, free_s = time_route(0, np.zeros(2, np.int64), np.array([0, 1]), 2, workers, orders, physics, act_s)

    assert (act_s.tolist(), price, free_s) == ([15 * 60, 24 * 60], 24 * 60.0, 26 * 60)


@pytest.mark.parametrize("seed", range(120))
def test_random_routes_are_timed_and_priced_as_by_the_slow_twin(seed: int) -> None:
    """Every act's second and the whole price agree, with merged visits, coinciding places and orders on board."""
    case = draw_case(seed, 1, 5, minutes=seed % 2 == 0)
    stops = draw_stops(seed, case, 5)
    order, kind = pack_stops(stops, 12)
    act_s = np.zeros(12, np.int64)

    price, _ = time_route(0, order, kind, len(stops), *pack_case(case), act_s)

    wanted = price_stops(case[0][0], stops, case[1], case[2])
    assert act_s[: len(stops)].tolist() == time_stops(case[0][0], stops, case[1], case[2])
    assert (math.inf if price >= INFINITE else price) == pytest.approx(wanted)
