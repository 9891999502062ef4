"""Weeks in words."""

from __future__ import annotations

from datetime import date

from nuantu_hub.bargaining.domain.weekly_verdicts import VERDICTS, ClauseWeeks, Week, WeekTable
from nuantu_hub.bargaining.interfaces.week_told import tell_table, tell_totals

NONE = dict.fromkeys(VERDICTS, 0)


def test_a_week_without_days_says_so_and_a_breach_outweighs_what_was_kept() -> None:
    weeks = (Week(date(2026, 11, 2), 0, 0), Week(date(2026, 11, 9), 2, 0), Week(date(2026, 11, 16), 1, 1))
    clause = ClauseWeeks("A", "P01", ("甲", "A"), [None, NONE | {"violated": 2, "complied": 12_345}, None])
    row = tell_table(WeekTable("平台", weeks, (clause,)))[0]
    assert [(cell.tone, cell.words) for cell in row.cells] == [
        ("empty", "没有数据"), ("broken", "违反 2，已兑现 12,345"), ("empty", "没有数据")]
    assert row.said == "1 周违反，2 周没有数据"
    assert [count for *_rest, count in tell_totals(WeekTable("平台", weeks, (clause,)))] == [2, 0, 0, 0, 12_345, 0]
