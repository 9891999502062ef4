"""The problem made small has the optimum of the whole one."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from tests.nuantu.siting.small_sitings import draw_sitings, put_in_line
from tests.oracles.slow_siting import count_weight, list_reached, try_all

from nuantu.siting.instance import Instance, make_instance
from nuantu.siting.problem import Siting
from nuantu.siting.reach import measure_reach


def best_of(instance: Instance) -> int:
    """The best choice of an instance by trying all."""
    rows = range(instance.covers.shape[0])
    return max((instance.value(np.array(choice, dtype=np.int64)) for choice in combinations(rows, instance.sites)),
               default=0)


@settings(max_examples=60)
@given(draw_sitings())
def test_merging_and_dropping_keep_the_optimum(siting: Siting) -> None:
    """With what stands added, the best of the small problem is the best of all choices."""
    stood = set().union(*(list_reached(siting, place) for place in siting.standing))
    for sites in (1, 2, 3):
        instance = make_instance(measure_reach(siting), siting.weights, sites)
        assert count_weight(siting, stood) + best_of(instance) == try_all(siting, sites)


def test_points_with_the_same_candidates_become_one() -> None:
    """On the street each candidate has points of its own: three sums; B has five points, A three, C twelve's worth."""
    instance = make_instance(measure_reach(put_in_line()), put_in_line().weights, 3)

    assert sorted(instance.weights.tolist()) == [3, 5, 12]


def test_a_candidate_inside_another_is_left_out() -> None:
    """Where a longer walk lets B reach all that A reaches, A is not asked again."""
    siting = put_in_line(reach_m=250)
    instance = make_instance(measure_reach(siting), siting.weights, 2)

    assert instance.candidate.tolist() == [1]
