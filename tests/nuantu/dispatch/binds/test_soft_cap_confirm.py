"""R05 as a rule."""

from __future__ import annotations

from tests.nuantu.clause_builder import build_clause
from tests.nuantu.dispatch.test_lowering import lower_all, worktime


def test_the_extra_may_be_open() -> None:
    """Two hours more for one clause, as long as one confirms for the other."""
    rules = lower_all(worktime(), build_clause("soft_cap_confirm", "A", after=28_800, extra=7_200),
                      build_clause("soft_cap_confirm", "B", after=36_000))

    assert [(r.clause_id, r.after_s, r.extra_s) for r in rules.soft_caps] == [
        ("A", 28_800, 7_200), ("B", 36_000, None)]
