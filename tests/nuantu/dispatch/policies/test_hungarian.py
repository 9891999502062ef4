"""hungarian: the assignment is the cheapest of all."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from tests.nuantu.dispatch.small_snapshot import MDRP, NOW_S, OPEN, make_snapshot

from nuantu.dispatch.policies.hungarian import Hungarian, match_cheapest


@pytest.mark.parametrize("seed", range(10))
def test_the_matching_is_the_cheapest_of_all_permutations(seed: int) -> None:
    """Four by five by brute force."""
    cost = np.random.default_rng(seed).integers(0, 100, (4, 5)).astype(float)

    found = sum(cost[r, c] for r, c in match_cheapest(cost))

    assert found == min(sum(cost[r, c] for r, c in enumerate(p)) for p in permutations(range(5), 4))


def test_pairs_that_may_not_be_are_never_matched() -> None:
    """An all-forbidden row stays without a partner."""
    assert match_cheapest(np.array([[np.inf, np.inf], [1.0, np.inf]])) == [(1, 0)]
    assert match_cheapest(np.zeros((0, 3))) == []


@pytest.mark.parametrize("conduct", [MDRP, OPEN])
def test_each_worker_gets_one_order_a_round_and_the_oldest_are_not_starved(conduct) -> None:
    """Two workers, six orders, of which two have been ready for an hour: these are matched."""
    snapshot = make_snapshot(conduct, 3, 2, 6)
    ready = np.full(6, NOW_S)
    ready[[1, 4]] = NOW_S - 7200
    snapshot = replace(snapshot, o_ready_s=ready)

    plan = Hungarian(1).decide(snapshot)

    assert sorted(plan.push_order.tolist()) == [1, 4]
    assert sorted(plan.push_worker.tolist()) == [0, 1]
