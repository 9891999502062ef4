"""A book without some clauses is the same book otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.nuantu.settle.plain_words import write_book

from nuantu.rights.part_book import leave_out, list_in_force

DAY = date(2026, 11, 20)
CLAUSES = [{"id": "piece", "type": "weekday_distance_band", "params": {"base": "6.00 CNY/order"}},
           {"id": "premium", "type": "injury_premium", "params": {"amount": "0.25 CNY/order"}},
           {"id": "premium-law", "type": "injury_premium", "params": {"amount": "0.07 CNY/order"}, "layer": "statute"}]


def test_left_out_clauses_take_those_along_that_they_answer_for(tmp_path: Path) -> None:
    """The lower layer's premium must not step in for the one that cannot be judged."""
    book = write_book(CLAUSES, "CNY", tmp_path)
    in_force = list_in_force(book, {DAY})
    assert sorted(in_force) == ["piece", "premium"]

    part = leave_out(book, [in_force["premium"]])

    assert sorted(list_in_force(part, {DAY})) == ["piece"]
    assert sorted(list_in_force(book, {DAY})) == ["piece", "premium"]
    assert part.in_force(DAY)[0] == in_force["piece"]
