"""Local dates, weekdays and clocks of moments, also where the clocks are set."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from tests.nuantu.log_builder import LogBuilder

from nuantu.settle.local_time import find_clocks, find_dates, find_weekdays
from nuantu.settle.log import read_log


@pytest.mark.parametrize(("day", "tz"), [("2026-11-20", "Asia/Shanghai"), ("2026-03-28", "Europe/Oslo"),
                                         ("2026-10-24", "Europe/Oslo"), ("2026-11-01", "America/New_York")])
def test_columns_say_what_a_calendar_says(tmp_path: Path, day: str, tz: str) -> None:
    """Every half hour of three days, the night of changed clocks among them."""
    log = LogBuilder(day, tz=tz)
    log.register("W1")
    log.online("W1", "72:00")
    read = read_log(log.write(tmp_path))
    at_s = np.arange(log.at("00:00"), log.at("72:00"), 1800)
    wall = [datetime.fromtimestamp(int(one), ZoneInfo(tz)) for one in at_s]
    assert find_dates(read, at_s).tolist() == [one.date().toordinal() for one in wall]
    assert find_weekdays(read, at_s).tolist() == [one.weekday() for one in wall]
    assert find_clocks(read, at_s).tolist() == [one.hour * 3600 + one.minute * 60 for one in wall]
    assert find_dates(read, at_s)[0] == date.fromisoformat(day).toordinal()
