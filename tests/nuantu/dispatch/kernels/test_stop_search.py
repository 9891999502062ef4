"""Search over routes of stops: what it returns holds together, and it never ends worse than insertion alone."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.nuantu.dispatch.random_fleet import draw_case, pack_case
from tests.oracles.slow_routes import price_stops

from nuantu.dispatch.kernels.stop_search import insert_stop, list_near, remove_stop, search_stops


def run(seed: int, steps: int) -> tuple[float, list[list[tuple[str, int]]], np.ndarray]:
    """Search a random case; price by the slow twin, routes and holders."""
    case = draw_case(seed, 4, 9, minutes=False)
    workers, orders, physics = pack_case(case)
    open_orders, may = np.arange(9), np.ones(4, np.int64)
    near = list_near(open_orders, may, np.zeros((9, 4), np.int64), 3, workers, orders, physics)
    stops, kinds, lengths = np.zeros((4, 12), np.int64), np.zeros((4, 12), np.int64), np.zeros(4, np.int64)
    holder = search_stops(open_orders, near, may, stops, kinds, lengths, steps, 5000.0, seed, workers, orders, physics)
    routes = [[("PD"[kinds[w, p]], int(stops[w, p])) for p in range(lengths[w])] for w in range(4)]
    total = sum(price_stops(case[0][w], routes[w], case[1], case[2]) for w in range(4))
    return total + 5000.0 * sum(orders.weight[o] for o in range(9) if holder[o] < 0), routes, holder


@pytest.mark.parametrize("seed", range(40))
def test_routes_are_whole_and_never_dearer_than_insertion_alone(seed: int) -> None:
    """Each order stands once, picked up before delivered, with its holder; caps and shifts hold; search only helps."""
    first, _, _ = run(seed, 0)
    after, routes, holder = run(seed, 200)

    placed = {o: w for w, route in enumerate(routes) for word, o in route if word == "P"}
    assert placed == {o: int(w) for o, w in enumerate(holder) if w >= 0}
    for route in routes:
        assert all(route.index(("P", o)) < route.index(("D", o)) for word, o in route if word == "D")
        assert len(set(route)) == len(route)
    assert after < math.inf
    assert after <= first + 1e-6


def test_the_nearest_workers_are_those_who_could_be_there_first() -> None:
    """Sorted by arrival, those who may not be sent and banned pairs left out."""
    case = draw_case(3, 6, 2, minutes=True)
    workers, orders, physics = pack_case(case)
    may = np.array([1, 1, 1, 0, 1, 1])
    banned = np.zeros((2, 6), np.int64)
    banned[0, 1] = 1

    near = list_near(np.arange(2), may, banned, 5, workers, orders, physics)

    from tests.oracles.slow_routes import ride

    arrive = [[max(w["free"], 6000) + ride(w["place"], o["from"], case[2]) for w in case[0]] for o in case[1]]
    assert sorted(near[0].tolist()) == [-1, 0, 2, 4, 5]
    assert sorted(near[1].tolist()) == [0, 1, 2, 4, 5]
    for o in (0, 1):
        told = [arrive[o][w] for w in near[o] if w >= 0]
        assert told == sorted(told)


def test_putting_in_and_taking_out_undo_each_other() -> None:
    """Any places i <= j."""
    for i in range(5):
        for j in range(i, 5):
            stops, kinds = np.array([1, 2, 1, 2, 0, 0]), np.array([0, 0, 1, 1, 0, 0])
            n = insert_stop(stops, kinds, 4, 9, i, j)
            assert (n, stops.tolist().index(9), kinds[stops == 9].tolist()) == (6, i, [0, 1])
            assert remove_stop(stops, kinds, n, 9) == 4
            assert (stops[:4].tolist(), kinds[:4].tolist()) == ([1, 2, 1, 2], [0, 0, 1, 1])
