"""D07 as a rule."""

from __future__ import annotations

import pytest
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.dispatch.test_lowering import lower_all

from nuantu.core.errors import AgreementError


def test_the_new_carry_less_and_under_an_alert_all_carry_less() -> None:
    """Five, three for those within thirty days, two under red; unknown tenure counts as long."""
    rules = lower_all(build_clause("concurrency_cap", "C", cap=5, cap_new=3, new_days=30, cap_alert=2,
                                   alert_level="red"))

    assert [rules.caps_at(level)[0].tolist() for level in (0, 3, 4)] == [[3, 5, 5], [3, 5, 5], [2, 2, 2]]


def test_a_lower_cap_for_alerts_without_a_level_is_refused() -> None:
    """Which alerts lower it must be said."""
    with pytest.raises(AgreementError, match=r"concurrency_cap\) cannot be applied.*alert_level"):
        lower_all(build_clause("concurrency_cap", cap=5, cap_alert=2))
