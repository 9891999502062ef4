"""R02 as a rule."""

from __future__ import annotations

import pytest
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.dispatch.test_lowering import lower_all, worktime

from nuantu.core.errors import AgreementError


def test_first_and_every_come_through_in_seconds() -> None:
    """Eight hours and every hour after, seen within a minute."""
    rules = lower_all(worktime(), build_clause("fatigue_reminder", "R", first=28_800, every=3_600))

    assert [(r.clause_id, r.first_s, r.every_s, r.tolerance_s) for r in rules.reminders] == [("R", 28_800, 3_600, 60)]


def test_a_reminder_without_an_interval_is_refused() -> None:
    """Every nought seconds would remind for ever."""
    with pytest.raises(AgreementError, match="every is 0"):
        lower_all(worktime(), build_clause("fatigue_reminder", first=28_800, every=0))
