"""Cells are read as documented and to the smallest coin and second."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nuantu.core.errors import InputError
from nuantu.core.times import local_midnight_s
from nuantu.rights.cell import Cells
from nuantu.rights.csv_file import CsvFile, Row
from nuantu.rights.sheet import PAYSLIPS, SCORES

DAY_S = local_midnight_s(date(2026, 11, 20))


def read(sheet_cell: tuple[str, str], tz: str = "Asia/Shanghai") -> tuple[Cells, Row]:
    """One cell of a slip or of the scores."""
    name, text = sheet_cell
    sheet = PAYSLIPS if name in ("amount", "period", "component") else SCORES
    row = Row(2, {name: text})
    return Cells(CsvFile(sheet, Path("sheet.csv"), (name,), (row,), ""), tz, "CNY"), row


@pytest.mark.parametrize(("text", "minor"), [
    ("27.70", 2770), ("27.7", 2770), ("27", 2700), ("¥27.70", 2770), ("￥-3.00", -300), ("-¥3.00", -300),
    ("−3.05", -305), ("1,234.50", 123450), ("6.00元", 600), ("+0.07", 7), ("0", 0), ("27.700", 2770)])
def test_money_is_read_to_the_fen(text: str, minor: int) -> None:
    """With or without sign, currency and thousands."""
    cells, row = read(("amount", text))
    assert cells.money(row, "amount") == minor


@pytest.mark.parametrize("text", ["6.001", "1,23", "12,34.00", "--3", "3-", "", "６元整", "1e3", "0x10", "NaN"])
def test_what_is_no_money_is_refused(text: str) -> None:
    """Nothing is rounded and nothing is guessed."""
    cells, row = read(("amount", text))
    with pytest.raises(InputError):
        cells.money(row, "amount")


@pytest.mark.parametrize(("text", "second", "exact"), [
    ("2026-11-20 11:05:09", 39909, True), ("2026-11-20 11:05", 39900, False), ("2026/11/20 1:05", 3900, False),
    ("2026.11.20 00:00", 0, False), ("2026-11-20T03:05:09Z", 39909, True), ("2026-11-20 11:05+08:00", 39900, False),
    ("2026-11-20 12:05:09+0900", 39909, True)])
def test_times_are_local_unless_they_say_otherwise(text: str, second: int, exact: bool) -> None:
    """Seconds from local midnight in Shanghai, and whether the cell states them."""
    cells, row = read(("at", text))
    assert cells.time(row, "at") == DAY_S + second
    assert cells.is_to_the_second(row, "at") is exact


def test_an_hour_that_the_clocks_repeat_needs_its_offset() -> None:
    """In New York half past one comes twice on the first of November."""
    cells, row = read(("at", "2026-11-01 01:30:00"), "America/New_York")
    with pytest.raises(InputError, match="not one moment"):
        cells.time(row, "at")
    cells, row = read(("at", "2026-11-01 01:30:00-04:00"), "America/New_York")
    first = cells.time(row, "at")
    cells, row = read(("at", "2026-11-01 01:30:00-05:00"), "America/New_York")
    assert cells.time(row, "at") == (first or 0) + 3600


@pytest.mark.parametrize(("text", "period"), [("2026-11-20", "2026-11-20"), ("2026/1/2", "2026-01-02"),
                                              ("2026-11", "2026-11"), ("2026.3", "2026-03")])
def test_periods_are_days_or_months(text: str, period: str) -> None:
    """Written with any of the usual marks."""
    cells, row = read(("period", text))
    assert cells.period(row, "period") == period


def test_words_are_known_in_both_languages_and_free_ones_kept() -> None:
    """A component of the platform's own is carried as it stands."""
    for text, word in (("天气补贴", "weather"), ("weather", "weather"), ("跑单奖励", "跑单奖励")):
        cells, row = read(("component", text))
        assert cells.word(row, "component", free=True) == word
    with pytest.raises(InputError, match="not one of its words"):
        cells.word(row, "component")


@pytest.mark.parametrize(("text", "number"), [("-3", -3), ("−3", -3), ("12", 12)])
def test_points_may_be_taken(text: str, number: int) -> None:
    """Below zero only where the sheet allows it."""
    cells, row = read(("points", text))
    assert cells.number(row, "points", least=-100) == number
