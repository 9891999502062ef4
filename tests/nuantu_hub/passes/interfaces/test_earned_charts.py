"""Weeks are drawn and compounds listed from the published lines alone."""

from __future__ import annotations

from datetime import date

from nuantu_hub.passes.domain.earnings import Earned, WeekLine
from nuantu_hub.passes.interfaces.earned_charts import draw_weeks, list_compounds

MONDAY = date(2026, 11, 9)


def build(*lines: WeekLine) -> Earned:
    return Earned(MONDAY, MONDAY, 0, 0.0, 0, 0, 0, 0, 0, lines)


def test_withheld_weeks_are_neither_drawn_nor_summed() -> None:
    earned = build(WeekLine("甲园", "柳岸", MONDAY, 120, 5.0, 305), WeekLine("甲园", "柳岸", MONDAY, None, None, 305),
                   WeekLine("乙园", "柳岸", MONDAY, None, None, 60), WeekLine("丙园", "柳岸", MONDAY, 30, None, None))
    rows = list_compounds(earned)

    assert [(row.compound, row.uses, row.withheld, row.saved_min) for row in rows] == [
        ("甲园", 120, 1, 600.0), ("丙园", 30, 0, None)]
    chart = draw_weeks(earned)
    assert chart is not None
    assert [row[1] for row in chart.rows] == ["150"]


def test_nothing_published_is_no_chart() -> None:
    assert draw_weeks(build(WeekLine("乙园", "柳岸", MONDAY, None, None, 60))) is None
