"""Fares and commissions as settlement reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.log_builder import LogBuilder

from nuantu.core.errors import InputError
from nuantu.settle.facts import DayFacts, gather_facts
from nuantu.settle.fares import keep_share, read_fares
from nuantu.settle.log import read_log


def gather(tmp_path: Path, *amounts: tuple[str, str, int]) -> DayFacts:
    """The facts of one delivered order with these amounts."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    log.order("A1", worker="Wang", created="10:00", accepted="10:00", delivered="10:30")
    for kind, component, amount in amounts:
        log.add(kind, "10:31", order_id="A1", component=component, amount_minor=amount)
    return gather_facts(read_log(log.write(tmp_path)), ())


@pytest.mark.parametrize(("denominator", "fare", "kept"), [("before_coupons", 1001, 270), ("after_coupons", 901, 243)])
def test_coupons_are_taken_off_where_the_clause_says_so(tmp_path: Path, denominator: str, fare: int, kept: int) -> None:
    """The fare, the commission, the share that may be kept, and the events on which they rest."""
    clause = build_clause("commission_cap_order", cap=270, denominator=denominator)
    facts = gather(tmp_path, ("fare_line", "tip", 500), ("fare_line", "passenger_fare", 1001),
                   ("fare_line", "coupon", 100), ("commission_line", "commission", 300))
    fares = read_fares(clause, facts)
    told = (fares.row, fares.fare_minor, fares.commission_minor, fares.first_event, fares.last_event,
            keep_share(clause, fares.fare_minor))
    assert [column.tolist() for column in told] == [[0], [fare], [300], [6], [8], [kept]]


def test_an_order_without_a_commission_is_left_out(tmp_path: Path) -> None:
    """Nothing was kept of it."""
    clause = build_clause("commission_cap_order", cap=270, denominator="before_coupons")
    assert read_fares(clause, gather(tmp_path, ("fare_line", "passenger_fare", 1001))).row.tolist() == []


def test_a_commission_without_a_fare_is_refused_by_row(tmp_path: Path) -> None:
    """No share of nothing can be kept."""
    clause = build_clause("commission_cap_order", "cap", cap=270, denominator="before_coupons")
    facts = gather(tmp_path, ("commission_line", "commission", 300))
    with pytest.raises(InputError, match=re.escape("has no fare, and clause cap caps its share")):
        read_fares(clause, facts)
