"""D11 as a rule."""

from __future__ import annotations

from tests.nuantu.clause_builder import build_clause
from tests.nuantu.dispatch.test_lowering import lower_all


def test_count_and_reasons_come_through() -> None:
    """Three a day, and for safety always."""
    rules = lower_all(build_clause("refusal_right", "F", free=3, reasons_always_free=frozenset({"safety"})))

    assert [(r.clause_id, r.free, r.always_free) for r in rules.refusals] == [("F", 3, frozenset({"safety"}))]
