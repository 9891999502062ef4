"""The auditor counts each second at the highest floor of the orders in hand, with rests and allowance."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.place_time import find_placeless, weigh_by_place
from nuantu.core.errors import AgreementError

FLOORS = {"5101": 2300, "5109": 2200}


def _log() -> LogBuilder:
    log = LogBuilder("2026-11-20")
    log.register("W1")
    log.order("A1", worker="W1", created="10:00", accepted="10:00", delivered="11:00", place_code="510104")
    log.order("A2", worker="W1", created="10:50", accepted="10:50", delivered="11:50", place_code="510903")
    log.rest("W1", "11:10", "11:30")
    log.order("A3", worker="W1", created="23:30", accepted="23:30", delivered="24:30", place_code=None)
    return log


def test_overlapping_orders_count_once_at_the_higher_floor(tmp_path: Path) -> None:
    """3,600 s at 23.00 and 3,000 s at 22.00; the third order has no floor, on both of its days."""
    case = open_case(_log(), tmp_path)
    clause = make_clause("hourly_floor", floor=FLOORS, base="engaged", place="order", rounding="up")
    [row] = case.records.rows(weigh_by_place(clause, case))
    assert (row["counted_s"], row["product"]) == (6600, 3600 * 2300 + 3000 * 2200)
    bare = sorted(row["day_s"] for row in case.records.rows(find_placeless(clause, case)))
    assert bare == [row["day_s"] for row in case.records.rows(case.records.days.order_by("day_s"))]


def test_working_time_leaves_out_long_rests_and_adds_the_allowance_floor_by_floor(tmp_path: Path) -> None:
    """Twenty minutes of rest lie in the time of the lower floor; a tenth is added to each."""
    hours = make_clause("worktime_definition", allowance_pm=100, exclude_rest=1200)
    case = open_case(_log(), tmp_path, clauses=[hours])
    clause = make_clause("hourly_floor", floor=FLOORS, base="worktime", place="order", rounding="up")
    [row] = case.records.rows(weigh_by_place(clause, case))
    assert (row["counted_s"], row["product"]) == (3960 + 1980, 3960 * 2300 + 1980 * 2200)


def test_time_online_has_no_place(tmp_path: Path) -> None:
    """It is refused, not guessed."""
    clause = make_clause("hourly_floor", floor=FLOORS, base="online", place="order", rounding="up")
    with pytest.raises(AgreementError, match="has no place"):
        weigh_by_place(clause, open_case(_log(), tmp_path))
