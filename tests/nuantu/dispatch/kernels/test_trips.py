"""Routes of trips, against whole routes built and timed from scratch."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.nuantu.dispatch.random_fleet import Case, draw_case, pack_case
from tests.oracles.slow_routes import best_trip_insertion, price_trips

from nuantu.dispatch.kernels.travel import INFINITE
from nuantu.dispatch.kernels.trip_search import build_field
from nuantu.dispatch.kernels.trips import (
    Field,
    Service,
    find_trip_insertion,
    insert_trip,
    remove_trip,
    time_trips,
)

SERVICE = Service(120, 120, 120, 120, 3, 0.25)


def draw_trips(seed: int, case: Case, count: int) -> list[list[int]]:
    """The first ``count`` orders as trips of one merchant each, in random order."""
    rng = np.random.default_rng(seed)
    trips: list[list[int]] = []
    for o in rng.permutation(count).tolist():
        mates = [t for t in trips if case[1][t[0]]["merchant"] == case[1][o]["merchant"] and len(t) < 3]
        if mates and rng.random() < 0.5:
            mates[0].append(o)
        else:
            trips.insert(int(rng.integers(len(trips) + 1)), [o])
    return trips


def make_field(case: Case) -> Field:
    """Travel and times of a case; every place of a merchant is known from its orders."""
    workers, orders, physics = pack_case(case)
    merchants, row = np.unique(orders.merchant, return_inverse=True)
    first = np.array([int(np.flatnonzero(row == m)[0]) for m in range(len(merchants))])
    return build_field(workers, orders, physics, row.astype(np.int64), orders.px_m[first], orders.py_m[first])


def pack_trips(trips: list[list[int]]) -> tuple[np.ndarray, np.ndarray, int]:
    """Trips as delivery sequence and heads."""
    seq, head = np.zeros(16, np.int64), np.zeros(16, np.int64)
    flat = [(o, int(k == 0)) for trip in trips for k, o in enumerate(trip)]
    for p, (o, first) in enumerate(flat):
        seq[p], head[p] = o, first
    return seq, head, len(flat)


def read_trips(seq: np.ndarray, head: np.ndarray, n: int) -> list[list[int]]:
    """The reverse."""
    trips: list[list[int]] = []
    for p in range(n):
        if head[p]:
            trips.append([])
        trips[-1].append(int(seq[p]))
    return trips


def draw_timed(seed: int) -> tuple[Case, list[list[int]], Field]:
    """A case whose route of trips keeps the shift."""
    case = draw_case(seed, 1, 6, minutes=True)
    case[2]["ride_price"] = SERVICE.ride_price
    trips = draw_trips(seed, case, 5)
    while price_trips(case[0][0], trips, case[1], case[2]) == math.inf:
        trips.pop()
    return case, trips, make_field(case)


@pytest.mark.parametrize("seed", range(100))
def test_the_price_of_trips_agrees_with_the_slow_twin(seed: int) -> None:
    """Excess over all trips, infinite past the shift."""
    case = draw_case(seed, 1, 6, minutes=True)
    case[2]["ride_price"] = SERVICE.ride_price
    trips = draw_trips(seed, case, 6)
    seq, head, n = pack_trips(trips)

    total = time_trips(0, seq, head, n, case[0][0]["off"], make_field(case), SERVICE, np.zeros(16),
                       np.zeros(16, np.int64))

    wanted = price_trips(case[0][0], trips, case[1], case[2])
    assert (math.inf if total >= INFINITE else total) == pytest.approx(wanted)


@pytest.mark.parametrize("seed", range(150))
def test_the_cheapest_place_is_found_and_costs_what_it_says(seed: int) -> None:
    """New trip anywhere, or any place in a trip of the same merchant that is not full."""
    case, trips, field = draw_timed(seed)
    seq, head, n = pack_trips(trips)
    excess, left, rest = np.zeros(16), np.zeros(16, np.int64), np.zeros(17)
    before = time_trips(0, seq, head, n, case[0][0]["off"], field, SERVICE, excess, left)
    for p in range(n - 1, -1, -1):
        rest[p] = rest[p + 1] + excess[p]

    rise, at, how = find_trip_insertion(5, 0, seq, head, n, INFINITE, case[0][0]["off"], field, SERVICE, excess, left,
                                        rest)

    wanted = best_trip_insertion(5, case[0][0], trips, case[1], case[2], SERVICE.trip_orders)
    assert (math.inf if at < 0 else rise) == pytest.approx(wanted)
    if at >= 0:
        n = insert_trip(seq, head, n, 5, at, how)
        new = read_trips(seq, head, n)
        assert price_trips(case[0][0], new, case[1], case[2]) - before == pytest.approx(rise)


@pytest.mark.parametrize("seed", range(30))
def test_taking_an_order_out_leaves_the_other_trips_as_they_were(seed: int) -> None:
    """The order is gone, its trip shrinks or vanishes, no two trips merge."""
    case = draw_case(seed, 1, 6, minutes=True)
    trips = draw_trips(seed, case, 6)
    seq, head, n = pack_trips(trips)

    n = remove_trip(seq, head, n, seed % 6)

    wanted = [[o for o in trip if o != seed % 6] for trip in trips]
    assert read_trips(seq, head, n) == [trip for trip in wanted if trip]
