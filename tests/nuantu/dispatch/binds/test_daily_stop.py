"""R03 as a rule."""

from __future__ import annotations

import pytest
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.dispatch.test_lowering import lower_all, worktime

from nuantu.core.errors import AgreementError


def test_the_reset_decides_between_a_day_and_a_rolling_one() -> None:
    """Both ways of counting come through, the tolerance beside them for whoever shows it."""
    rules = lower_all(worktime(), build_clause("daily_stop", "A", stop_after=43_200, reset="calendar_day"),
                      build_clause("daily_stop", "B", stop_after=39_600, reset="rolling_24h", tolerance=900))

    assert [(r.clause_id, r.after_s, r.rolling, r.tolerance_s) for r in rules.stops] == [
        ("A", 43_200, False, 0), ("B", 39_600, True, 900)]


def test_orders_in_hand_can_only_be_finished() -> None:
    """A text that takes orders out of a worker's hands is not applied as if it did not."""
    with pytest.raises(AgreementError, match="in_flight is drop"):
        lower_all(worktime(), build_clause("daily_stop", stop_after=1, reset="calendar_day", in_flight="drop"))
