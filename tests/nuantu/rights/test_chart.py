"""The chart of hours draws every day and limit, and keeps to its place."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from nuantu.rights.chart import MOST_DAYS, draw_hours
from nuantu.rights.font import find_faces
from nuantu.rights.hours import DayHours, Limit
from nuantu.rights.paper import Paper


@pytest.mark.parametrize(("count", "drawn"), [(1, 1), (7, 7), (31, 31), (60, MOST_DAYS)])
def test_days_and_limits_are_named(count: int, drawn: int, tmp_path: Path) -> None:
    """One label a day, of at most a month; the limit with its hours; the cursor stands below."""
    paper = Paper(*find_faces(), "head")
    paper.add_page()
    top = paper.get_y()
    days = [DayHours(f"2026-{10 + number // 30}-{number % 30 + 1:02}", 40_000, 20_000, 46_800)
            for number in range(count)]

    draw_hours(paper, days, [Limit("stop", "单日上限", "daily stop", 43_200)])

    assert top + 20 < paper.get_y() < top + 45
    (tmp_path / "chart.pdf").write_bytes(bytes(paper.output()))
    paper.close_fonts()
    with pypdfium2.PdfDocument(tmp_path / "chart.pdf") as document:
        text = document[0].get_textpage().get_text_range()
    assert "单日上限 12 小时" in text
    assert [day.day for day in days[-drawn:] if f"{int(day.day[5:7])}/{int(day.day[8:])}" not in text] == []
    assert ("13:00" in text) == (count <= 7)
