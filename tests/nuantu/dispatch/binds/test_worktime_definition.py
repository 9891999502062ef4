"""R01 as a rule."""

from __future__ import annotations

import pytest
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.dispatch.test_lowering import lower_all

from nuantu.core.errors import AgreementError


def test_the_definition_says_allowance_and_rest_for_whom_it_covers() -> None:
    """Ten per cent on top and rests of twenty minutes left out, for all three."""
    rules = lower_all(build_clause("worktime_definition", "W", base="engaged", allowance_pm=100, exclude_rest=1200))

    assert rules.worktime is not None
    assert rules.worktime.clause_ids == ("W",)
    assert rules.worktime.covers.tolist() == [True] * 3
    assert (rules.worktime.allowance_pm.tolist(), rules.worktime.exclude_rest_s.tolist()) == ([100] * 3, [1200] * 3)


def test_a_base_that_no_clock_counts_is_refused() -> None:
    """Only engaged time can be counted as it happens."""
    with pytest.raises(AgreementError, match=r"base is billed"):
        lower_all(build_clause("worktime_definition", base="billed", allowance_pm=0))
