"""D18 as a rule."""

from __future__ import annotations

from tests.nuantu.clause_builder import build_clause
from tests.nuantu.dispatch.test_lowering import lower_all


def test_the_scope_names_the_rest_rules_that_no_hand_passes() -> None:
    """The words of the scope are clause types."""
    rules = lower_all(build_clause("fatigue_hard_gate", "G", scope=frozenset({"daily_stop"})))

    assert [(r.clause_id, r.scope) for r in rules.hard_gates] == [("G", frozenset({"daily_stop"}))]
