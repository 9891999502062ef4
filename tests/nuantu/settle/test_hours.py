"""Time is counted as a clause says, and supplements by the hour follow from it day by day."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.log_builder import LogBuilder

from nuantu.core.errors import AgreementError
from nuantu.settle.facts import DayFacts, gather_facts
from nuantu.settle.hours import count_time, settle_hours
from nuantu.settle.log import read_log


def _gather(tmp_path: Path) -> DayFacts:
    log = LogBuilder("2026-11-20")
    log.register("W1")
    log.online("W1", "22:00")
    log.order("A1", worker="W1", created="23:00", accepted="23:30", delivered="24:30")
    log.offline("W1", "25:00")
    return gather_facts(read_log(log.write(tmp_path)), [])


def test_each_day_has_its_own_rate_and_a_rate_of_nothing_pays_nothing(tmp_path: Path) -> None:
    """Half an hour of the second day at 5.00; the first day has no rate."""
    facts = _gather(tmp_path)
    clause = build_clause("winter_supplement", amount=1, first_day=101, last_day=1231, base="engaged", rounding="up")
    lines = settle_hours(clause, facts, "winter", lambda day: np.array([500 if day.day == 21 else 0]))
    assert [(row["period"], row["quantity"], row["amount_minor"]) for row in lines.to_pylist()] == [
        ("2026-11-21", 1800, 250)]


def test_working_time_needs_its_definition(tmp_path: Path) -> None:
    """Nothing is guessed where nobody says what working time is."""
    facts = _gather(tmp_path)
    clause = build_clause("winter_supplement", amount=1, first_day=101, last_day=1231, base="worktime", rounding="up")
    _, begin_s, end_s = facts.log.days()[0]
    with pytest.raises(AgreementError, match=r"winter_supplement.*no worktime_definition.*W1"):
        count_time(clause, facts, begin_s, end_s)
