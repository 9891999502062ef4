"""R04 as a rule."""

from __future__ import annotations

from tests.nuantu.clause_builder import build_clause
from tests.nuantu.dispatch.test_lowering import lower_all


def test_after_pause_and_gap_come_through_without_a_definition_of_worktime() -> None:
    """Continuous time is engaged time as it runs; it needs no R01."""
    rules = lower_all(build_clause("continuous_pause", "P", after=14_400, pause=1_200, gap=600))

    assert [(r.clause_id, r.after_s, r.pause_s, r.gap_s) for r in rules.pauses] == [("P", 14_400, 1_200, 600)]
