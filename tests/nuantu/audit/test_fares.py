"""Fares and commissions of delivered orders, summed from the log."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.fares import keep_share, sum_fares


@pytest.mark.parametrize(("denominator", "fare", "share"), [("before_coupons", 1001, 270), ("after_coupons", 901, 243)])
def test_coupons_count_only_where_the_clause_says_so(tmp_path: Path, denominator: str, fare: int, share: int) -> None:
    """Tips and orders without a commission are left out; a fare that is nowhere is null."""
    log = LogBuilder("2026-11-20")
    log.register("Wang")
    for order in ("A1", "A2", "A3"):
        log.order(order, worker="Wang", created="10:00", accepted="10:00", delivered="10:30")
    for kind, component, amount in (("fare_line", "passenger_fare", 1001), ("fare_line", "coupon", 100),
                                    ("fare_line", "tip", 500), ("commission_line", "commission", 300)):
        log.add(kind, "10:30", order_id="A1", component=component, amount_minor=amount)
    log.add("fare_line", "10:30", order_id="A2", component="passenger_fare", amount_minor=1001)
    log.add("commission_line", "10:30", order_id="A3", component="commission", amount_minor=300)
    clause = make_clause("commission_cap_order", "cap", cap=270, denominator=denominator)
    case = open_case(log, tmp_path, clauses=[clause])
    sums = sum_fares(clause, case)
    rows = case.records.rows(sums.mutate(share=keep_share(clause, sums.fare_minor)).order_by("order_id"))
    assert [(row["order_id"], row["fare_minor"], row["commission_minor"], row["share"]) for row in rows] == [
        ("A1", fare, 300, share), ("A3", None, 300, None)]
