"""Every registered policy is what the Protocol says."""

from __future__ import annotations

import pytest
from tests.nuantu.dispatch.small_snapshot import MDRP, make_snapshot

from nuantu.dispatch.policies import POLICIES, make_policy
from nuantu.dispatch.problem import Plan


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_a_round_without_orders_or_workers_is_a_plan_all_the_same(name: str) -> None:
    """Nothing to do is no error."""
    for workers, orders in ((0, 0), (3, 0), (0, 3)):
        plan = make_policy(name, 1).decide(make_snapshot(MDRP, 1, workers, orders))
        assert isinstance(plan, Plan)
        assert len(plan.ptr) == workers + 1
        assert len(plan.push_order) == 0
