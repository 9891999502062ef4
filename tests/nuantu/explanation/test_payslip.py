"""What an order paid is told line by line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.nuantu.explanation.one_choice import write_choice

from nuantu.core.times import Lang
from nuantu.explanation.payslip import itemise_order
from nuantu.explanation.record import Line, Record, read_record

CASES: dict[str, tuple[dict[str, object], Lang, tuple[str, str, str]]] = {
    "a fee an order": ({"component": "base"}, "zh", ("基础配送费", "每单 ¥4.00", "¥4.00")),
    "by the metre": ({"component": "distance", "quantity": 1200, "quantity_unit": "metre", "rate_minor": 150,
                      "rate_per": 1000, "amount_minor": 180}, "en", ("Distance", "1.2 km × ¥1.50/1.0 km", "¥1.80")),
    "a band": ({"component": "distance", "quantity": 1200, "quantity_unit": "metre", "rate_minor": 150,
                "rate_per": 1200, "amount_minor": 150}, "zh", ("距离", "送 1.2 公里，按距离档", "¥1.50")),
    "by the hour": ({"component": "waiting", "quantity": 600, "quantity_unit": "second", "rate_minor": 1800,
                     "rate_per": 3600, "amount_minor": 300}, "en", ("waiting", "10 min × ¥18.00/1 h", "¥3.00")),
    "a deduction": ({"component": "deduction", "reason": "late", "rate_minor": -300, "amount_minor": -300}, "zh",
                    ("扣款：超时", "每单 -¥3.00", "-¥3.00")),
}


@pytest.mark.parametrize(("change", "lang", "told"), CASES.values(), ids=CASES.keys())
def test_each_kind_of_line_says_what_how_and_how_much(
    tmp_path: Path, change: dict[str, object], lang: Lang, told: tuple[str, str, str],
) -> None:
    """The sum in words is the line's own arithmetic."""
    record = read_record(write_choice(tmp_path))
    line = Line(**{**record.lines[0]._asdict(), **change})

    (row,) = itemise_order(_with_lines(record, line), "A1", lang)

    assert (row.what, row.how, row.amount) == told


def test_what_is_paid_for_the_worker_comes_last_and_is_not_his(tmp_path: Path) -> None:
    """The premium stands after the pay and is marked."""
    rows = itemise_order(read_record(write_choice(tmp_path)), "A1", "zh")

    assert [(row.clause_id, row.amount_minor, row.ours) for row in rows] == [
        ("piece", 400, True), ("premium", 7, False)]


def _with_lines(record: Record, *lines: Line) -> Record:
    return replace(record, lines=lines)
