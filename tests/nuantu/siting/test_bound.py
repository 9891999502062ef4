"""Whatever the prices, no choice exceeds the bound; found prices make it close."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nuantu.siting.small_sitings import draw_sitings, put_in_line
from tests.nuantu.siting.test_instance import best_of

from nuantu.siting.bound import PARTS, find_prices, prove_bound
from nuantu.siting.instance import make_instance
from nuantu.siting.problem import Siting
from nuantu.siting.reach import measure_reach


@settings(max_examples=80)
@given(draw_sitings(), st.integers(0, 2**32))
def test_any_prices_prove_a_true_bound(siting: Siting, seed: int) -> None:
    """Drawn prices, even below nought or above the weight, never prove less than the best choice."""
    instance = make_instance(measure_reach(siting), siting.weights, 2)
    prices = np.random.default_rng(seed).integers(-PARTS, 12 * PARTS, len(instance.weights))

    assert prove_bound(instance, prices, instance.sites) >= best_of(instance)


@settings(max_examples=60)
@given(draw_sitings())
def test_found_prices_are_true_too(siting: Siting) -> None:
    """The bound of the search holds, and is no more than everything."""
    instance = make_instance(measure_reach(siting), siting.weights, 2)
    best = best_of(instance)
    _prices, bound = find_prices(instance, instance.sites, best)

    assert best <= bound <= int(instance.weights.sum())


def test_where_nobody_shares_a_point_the_bound_is_the_answer() -> None:
    """On the street two sites cover at most 12 + 5."""
    siting = put_in_line()
    instance = make_instance(measure_reach(siting), siting.weights, 2)

    assert find_prices(instance, 2, 17)[1] == 17
