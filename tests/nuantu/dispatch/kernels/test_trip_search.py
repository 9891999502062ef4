"""Search over routes of trips: whole, feasible, never worse than insertion, and optimal on the smallest cases."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.nuantu.dispatch.kernels.test_trips import make_field
from tests.nuantu.dispatch.random_fleet import Case, draw_case, pack_case
from tests.oracles.slow_routes import best_plan, price_trips, ride

from nuantu.dispatch.kernels.trip_search import Pay, price_pay, read_trips, search_trips, sort_reach, write_stops
from nuantu.dispatch.kernels.trips import Service

NO_PAY = (0.0, 0.5)


def run(case: Case, seed: int, steps: int, trip_orders: int = 3) -> tuple[float, list[list[list[int]]], np.ndarray]:
    """Search a case; excess by the slow twin, trips of each worker, holders."""
    n_w, n_o = len(case[0]), len(case[1])
    seq, head, lengths = np.zeros((n_w, 12), np.int64), np.zeros((n_w, 12), np.int64), np.zeros(n_w, np.int64)
    off_s = pack_case(case)[0].off_s
    pay = Pay(np.zeros(n_w), np.full(n_w, 5.0), np.zeros(n_w), *NO_PAY)
    holder = search_trips(seq, head, lengths, np.ones(n_w, np.int64), np.zeros((n_o, n_w), np.int64), off_s, steps, 1e5,
                          0.0, seed, make_field(case), Service(120, 120, 120, 120, trip_orders, 0.0), pay)
    trips: list[list[list[int]]] = []
    for w in range(n_w):
        trips.append([])
        for p in range(lengths[w]):
            if head[w, p]:
                trips[w].append([])
            trips[w][-1].append(int(seq[w, p]))
    total = sum(price_trips(case[0][w], trips[w], case[1], case[2]) for w in range(n_w))
    return total + 1e5 * float((holder < 0).sum()), trips, holder


@pytest.mark.parametrize("seed", range(40))
def test_trips_are_whole_and_never_dearer_than_insertion_alone(seed: int) -> None:
    """Each order stands once with its holder; one merchant a trip; shifts hold; search only helps."""
    case = draw_case(seed, 4, 10, minutes=True)
    first, _, _ = run(case, seed, 0)
    after, trips, holder = run(case, seed, 300)

    placed = {o: w for w, own in enumerate(trips) for trip in own for o in trip}
    assert placed == {o: int(w) for o, w in enumerate(holder) if w >= 0}
    assert all(len({case[1][o]["merchant"] for o in trip}) == 1 and len(trip) <= 3 for own in trips for trip in own)
    assert after < math.inf
    assert after <= first + 1e-3


@pytest.mark.parametrize("seed", range(25))
def test_the_smallest_cases_are_solved_to_the_optimum(seed: int) -> None:
    """Two workers, four orders, single trips: the best of all owners and sequences."""
    case = draw_case(seed, 2, 4, minutes=True)
    for worker in case[0]:
        worker["off"] = 10**7

    found, _, _ = run(case, seed, 400, trip_orders=1)

    assert found == pytest.approx(best_plan(case[0], case[1], case[2]))


def test_the_field_holds_every_ride_and_time() -> None:
    """Against the slow twin, ride by ride."""
    case = draw_case(11, 3, 6, minutes=True)
    field = make_field(case)
    places = {int(m): order["from"] for m, order in zip(field.merchant, case[1], strict=True)}

    for w, worker in enumerate(case[0]):
        for m, place in places.items():
            away = ride(worker["place"], place, case[2])
            assert field.to_pick[w, m] == away
            assert field.reach[w, m] == (worker["free"] if away == 0 else max(worker["free"], 6000) + away)
    for o, order in enumerate(case[1]):
        out = ride(order["from"], order["to"], case[2]) + order["gate"]
        assert (field.out[o], field.ready_s[o]) == (out, max(order["ready"], 6000))
        assert field.ideal_s[o] == max(order["ready"], 6000) + 120 + out + 120


def test_the_price_of_pay_rises_with_what_passes_the_guarantee() -> None:
    """Six covered orders: none so far is free; five done and one planned is two thirds; far above is whole."""
    def price(done: float, planned: int, expected: float, ramp: float) -> float:
        pay = Pay(np.array([done]), np.array([6.0]), np.array([expected]), 120.0, ramp)
        return float(price_pay(0, planned, pay))

    assert price(0, 0, 0.0, 0.5) == 0.0
    assert price(5, 1, 0.0, 0.5) == pytest.approx(120 * (0.5 + 0.5 / 3))
    assert price(9, 0, 0.0, 0.5) == 120.0
    assert price(0, 0, 20.0, 0.5) == 120.0
    assert [price(done, 0, 0.0, 0.0) for done in (5, 6)] == [0.0, 120.0]


def test_workers_are_sorted_by_arrival_without_those_who_may_not_be_sent() -> None:
    """-1 after the last."""
    reach = np.array([[5, 1], [3, 9], [4, 4]])

    assert sort_reach(reach, np.array([1, 0, 1])).tolist() == [[2, 0, -1], [0, 2, -1]]


def test_trips_become_stops_and_stops_trips() -> None:
    """Two of one merchant together, then one alone."""
    seq, head, lengths = np.array([[4, 2, 7, 0]]), np.array([[1, 0, 1, 0]]), np.array([3])

    ptr, order, kind = write_stops(seq, head, lengths)

    assert (ptr.tolist(), order.tolist(), kind.tolist()) == ([0, 6], [4, 2, 4, 2, 7, 7], [0, 0, 1, 1, 0, 1])
    back_seq, back_head, back_n = np.zeros((1, 4), np.int64), np.zeros((1, 4), np.int64), np.zeros(1, np.int64)
    read_trips(ptr, order, kind, back_seq, back_head, back_n)
    assert (back_seq.tolist(), back_head.tolist(), back_n.tolist()) == (seq.tolist(), head.tolist(), [3])
