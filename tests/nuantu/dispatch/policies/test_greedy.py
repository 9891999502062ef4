"""greedy: cheapest places in order of age or readiness, everything pushed at once."""

from __future__ import annotations

import numpy as np
import pytest
from tests.nuantu.dispatch.small_snapshot import MDRP, OPEN, make_snapshot

from nuantu.dispatch.policies.greedy import Greedy
from nuantu.dispatch.problem import Conduct


@pytest.mark.parametrize("conduct", [MDRP, OPEN])
def test_one_order_goes_to_whoever_delivers_it_first(conduct: Conduct) -> None:
    """Six idle workers, one order: the nearest, and nobody is moved."""
    for seed in range(20):
        snapshot = make_snapshot(conduct, seed, 6, 1)
        plan = Greedy(1).decide(snapshot)
        away = np.hypot(snapshot.w_x_m - snapshot.o_px_m[0], snapshot.w_y_m - snapshot.o_py_m[0])
        if conduct is OPEN and snapshot.o_ready_s[0] == snapshot.now_s:
            assert plan.push_worker.tolist() == [int(np.argmin(away))]
        assert plan.push_order.tolist() == [0]
        assert len(plan.move_worker) == 0


def test_everything_that_finds_a_place_is_pushed_at_once_up_to_the_room() -> None:
    """Eight orders for two workers with room for three each."""
    plan = Greedy(1).decide(make_snapshot(OPEN, 1, 2, 8))

    assert np.bincount(plan.push_worker).tolist() == [3, 3]
