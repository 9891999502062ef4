"""The months that a log holds whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.log_builder import LogBuilder

from nuantu.settle.log import read_log
from nuantu.settle.whole_spans import list_whole_spans


@pytest.mark.parametrize(("day", "end", "names"), [
    ("2026-10-01", "2026-11-30 00:00", ["2026-10", "2026-11"]),
    ("2026-10-02", "2026-11-30 23:59", ["2026-11"]),
    ("2026-10-01", "2026-11-29 23:59:59", ["2026-10"]),
    ("2026-10-15", "2026-10-31 12:00", []),
])
def test_a_month_is_whole_with_its_first_and_its_last_day(tmp_path: Path, day: str, end: str, names: list[str]) -> None:
    """Touched is enough; a day lacking at either side is not."""
    log = LogBuilder(day)
    log.register("Wang")
    log.add("temperature", end)
    assert [span.name for span in list_whole_spans(read_log(log.write(tmp_path)), "month")] == names
