"""Only periods that a log holds whole are settled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.nuantu.log_builder import LogBuilder

from nuantu.settle.log import read_log
from nuantu.settle.periods import list_periods


@pytest.mark.parametrize(("first", "last", "kind", "held"), [
    ("2026-11-20", "2026-11-20", "day", [("2026-11-20", "2026-11-20")]),
    ("2026-11-20", "2026-11-20", "week", []),
    ("2026-11-16", "2026-11-22", "week", [("2026-11-16", "2026-11-22")]),
    ("2026-11-17", "2026-11-29", "week", [("2026-11-23", "2026-11-29")]),
    ("2026-11-01", "2026-11-29", "month", []),
    ("2026-11-01", "2026-12-30", "month", [("2026-11-01", "2026-11-30")]),
])
def test_a_period_is_held_if_each_of_its_days_is(tmp_path: Path, first: str, last: str, kind: str,
                                                 held: list[tuple[str, str]]) -> None:
    """Days always, weeks from Monday to Sunday, months from the first to the last."""
    log = LogBuilder(first)
    log.register("W1")
    log.online("W1", f"{last} 12:00")
    periods = list_periods(read_log(log.write(tmp_path)), kind)
    assert [(one.first.isoformat(), one.last.isoformat()) for one in periods] == held
    assert [(one.begin_s, one.end_s) for one in periods] == [
        (log.at(f"{begin} 00:00"), log.at(f"{end} 24:00")) for begin, end in held]


def test_a_period_lists_its_days(tmp_path: Path) -> None:
    """A week has seven."""
    log = LogBuilder("2026-11-16")
    log.register("W1")
    log.online("W1", "2026-11-22 12:00")
    [week] = list_periods(read_log(log.write(tmp_path)), "week")
    assert week.days() == tuple(date(2026, 11, number) for number in range(16, 23))
