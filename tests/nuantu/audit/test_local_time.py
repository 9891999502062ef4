"""Dates, weekdays and clocks as expressions say what a calendar says, also where the clocks are set."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.local_time import find_clock, find_date, find_weekday, list_ordinals


@pytest.mark.parametrize(("day", "tz"), [("2026-11-20", "Asia/Shanghai"), ("2026-03-28", "Europe/Oslo"),
                                         ("2026-10-24", "Europe/Oslo"), ("2026-11-01", "America/New_York")])
def test_expressions_say_what_a_calendar_says(tmp_path: Path, day: str, tz: str) -> None:
    """Every half hour of three days, the night of changed clocks among them."""
    log = LogBuilder(day, tz=tz)
    log.register("W1")
    for number in range(144):
        log.add("moved", log.at("00:00") + 1800 * number, worker_id="W1")
    records = open_case(log, tmp_path).records
    moved = records.of_kind("moved")
    rows = records.rows(moved.select("at_s", date=find_date(records, moved.at_s), day=find_weekday(records, moved.at_s),
                                     clock=find_clock(records, moved.at_s)))
    wall = [datetime.fromtimestamp(row["at_s"], ZoneInfo(tz)) for row in rows]
    assert [(row["date"], row["day"], row["clock"]) for row in rows] == [
        (one.date().toordinal(), one.weekday(), one.hour * 3600 + one.minute * 60) for one in wall]


def test_dates_become_numbers_in_order() -> None:
    """As whole days of the calendar."""
    assert list_ordinals(frozenset({"0001-01-03", "0001-01-01"})) == [1, 3]
