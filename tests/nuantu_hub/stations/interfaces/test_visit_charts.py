"""Pictures of visits say in words and in a table what they draw."""

from __future__ import annotations

from datetime import date

import pytest

from nuantu_hub.stations.domain.peaks import Week
from nuantu_hub.stations.interfaces.visit_charts import (
    LEVELS,
    chart_days,
    chart_week,
    find_level,
    say_peaks,
    say_weeks,
)

EMPTY = (0.0,) * 24
NOBODY = (0,) * 24


def build_week(**cells: tuple[int, float]) -> Week:
    """A week that was counted on Monday and Tuesday; ``mon=(hour, mean)``."""
    rows = {name: (*EMPTY[:hour], mean, *EMPTY[hour + 1:]) for name, (hour, mean) in cells.items()}
    sums = {name: (*NOBODY[:hour], round(4 * mean), *NOBODY[hour + 1:]) for name, (hour, mean) in cells.items()}
    return Week(date(2026, 10, 21), date(2026, 11, 17),
                (rows.get("mon", EMPTY), rows.get("tue", EMPTY), None, None, None, None, None),
                (sums.get("mon", NOBODY), sums.get("tue", NOBODY), *[NOBODY] * 5))


@pytest.mark.parametrize(("mean", "level"), [(0, 0), (0.1, 1), (1.99, 1), (2.01, 2), (5, 3), (9.99, 5), (10, 5)])
def test_shades_are_equal_parts_of_the_largest(mean: float, level: int) -> None:
    assert find_level(mean, 10) == level
    assert level <= LEVELS


def test_a_day_without_a_count_is_no_nought() -> None:
    chart = chart_days([(date(2026, 11, 16), 0), (date(2026, 11, 17), None), (date(2026, 11, 21), 1_234)], "一句话")

    assert list(chart.rows) == [("11月16日 周一", "0"), ("11月17日 周二", "—"), ("11月21日 周六", "1,234")]
    assert chart.drawing.count("of-slate-fill") == 1


def test_the_table_of_a_week_holds_every_cell_and_hides_what_is_held_back() -> None:
    week = build_week(mon=(12, 9.5), tue=(3, 1.0))
    chart = chart_week(week, "一句话", least=5)

    assert [row[0] for row in chart.rows] == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    assert (chart.rows[0][13], chart.rows[1][4], chart.rows[2][1], chart.rows[0][1]) == ("9.5", "不公布", "—", "0.0")
    assert chart_week(week, "一句话").rows[1][4] == "1.0"
    # Five uncounted days and the one cell that is held back have no shade.
    assert chart.drawing.count('class="none"') == 5 * 24 + 1


def test_peaks_in_a_sentence() -> None:
    assert say_peaks(build_week()) == "四个星期里没有数到人"
    assert say_peaks(build_week(mon=(12, 9.5))) == "人最多的是周一 12 点到 13 点"
    assert say_peaks(build_week(mon=(12, 9.5), tue=(18, 8))) == "人最多的是周一 12 点到 13 点，其次周二 18 点到 19 点"
    assert say_weeks(build_week(mon=(12, 9.5))) == "10月21日 到 11月17日 每小时平均人次，最深的格子 9.5 人次"
