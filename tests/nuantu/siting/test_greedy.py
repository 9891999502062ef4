"""The quick choice equals the one made by hand, and exchanging never makes it worse."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from tests.nuantu.siting.small_sitings import draw_sitings
from tests.oracles.slow_siting import choose_by_hand, count_weight, list_reached

from nuantu.siting.greedy import choose_greedily, exchange, order_by_gain, shake
from nuantu.siting.instance import make_instance
from nuantu.siting.problem import Siting
from nuantu.siting.reach import measure_reach


@settings(max_examples=60)
@given(draw_sitings())
def test_it_takes_what_adds_most_as_one_would_by_hand(siting: Siting) -> None:
    """The value of every step is that of the slow twin; of equal candidates either may be taken."""
    instance = make_instance(measure_reach(siting), siting.weights, 3)
    rows = choose_greedily(instance)
    stood = set().union(*(list_reached(siting, place) for place in siting.standing))
    by_id = {place.id: place for place in siting.candidates}
    hand = choose_by_hand(siting, 1)
    first = count_weight(siting, stood.union(*(list_reached(siting, by_id[key]) for key in hand)))

    assert count_weight(siting, stood) + instance.value(rows[:1]) == first


@settings(max_examples=60)
@given(draw_sitings())
def test_exchanging_is_never_worse_and_counts_right(siting: Siting) -> None:
    """As many rows, none twice, at least the value; the gains of the order add up to it."""
    instance = make_instance(measure_reach(siting), siting.weights, 3)
    rows = choose_greedily(instance)
    better = exchange(instance, rows)
    ordered, gains = order_by_gain(instance, better)

    shaken = shake(instance, better, 20)
    assert len(set(shaken.tolist())) == len(rows)
    assert instance.value(shaken) >= instance.value(better)
    assert shake(instance, better, 20).tolist() == shaken.tolist()
    assert len(set(better.tolist())) == len(rows)
    assert instance.value(better) >= instance.value(rows)
    assert (sorted(ordered), int(gains.sum())) == (sorted(better), instance.value(better))
    assert np.all(np.diff(gains) <= 0)
