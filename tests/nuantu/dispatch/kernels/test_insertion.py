"""Insertion into routes of stops, against trying every pair of places."""

from __future__ import annotations

import math

import pytest
from tests.nuantu.dispatch.random_fleet import draw_case, draw_stops, pack_case, pack_stops
from tests.oracles.slow_routes import best_insertion, price_stops

from nuantu.dispatch.kernels.insertion import find_insertion
from nuantu.dispatch.kernels.travel import INFINITE


@pytest.mark.parametrize("seed", range(150))
def test_the_cheapest_insertion_is_found_and_costs_what_it_says(seed: int) -> None:
    """The rise agrees with the best of all pairs, and the places returned have that rise."""
    case = draw_case(seed, 1, 5, minutes=seed % 3 == 0)
    stops = draw_stops(seed, case, 4)
    before = price_stops(case[0][0], stops, case[1], case[2])
    if before == math.inf:
        stops = [stop for stop in stops if case[1][stop[1]]["holder"] == 0]
        before = price_stops(case[0][0], stops, case[1], case[2])
        case[0][0]["fixed"] = min(case[0][0]["fixed"], len(stops))
    order, kind = pack_stops(stops, 12)

    rise, i, j = find_insertion(4, 0, order, kind, len(stops), before, INFINITE, *pack_case(case))

    wanted = best_insertion(4, case[0][0], stops, case[1], case[2])
    assert (math.inf if i < 0 else rise) == pytest.approx(wanted)
    if i >= 0:
        new = [*stops[:i], ("P", 4), *stops[i:j], ("D", 4), *stops[j:]]
        assert price_stops(case[0][0], new, case[1], case[2]) - before == pytest.approx(rise)


@pytest.mark.parametrize("seed", range(40))
def test_a_bound_hides_nothing_that_lies_below_it(seed: int) -> None:
    """With a bound just above the best rise the same place is found; at the rise itself nothing is."""
    case = draw_case(seed, 1, 4, minutes=False)
    case[2]["by_off"] = False
    stops = draw_stops(seed, case, 3)
    case[0][0]["cap"] = 10
    before = price_stops(case[0][0], stops, case[1], case[2])
    order, kind = pack_stops(stops, 12)
    args = (3, 0, order, kind, len(stops), before)
    rise, i, j = find_insertion(*args, INFINITE, *pack_case(case))

    assert find_insertion(*args, rise + 1.0, *pack_case(case)) == (rise, i, j)
    assert find_insertion(*args, rise, *pack_case(case)) == (INFINITE, -1, -1)
