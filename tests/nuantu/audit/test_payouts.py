"""Payouts by cycle, and the days of pay that none of them covers."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.payouts import find_unpaid, list_payouts, sum_days


def test_cycles_are_summed_and_days_outside_them_are_left(tmp_path: Path) -> None:
    """Two payouts of one cycle are one sum; a day after it is left, as is every day of who has no payout."""
    log = LogBuilder("2026-11-20")
    for worker in ("Wang", "Zhao"):
        log.register(worker)
    bounds = {"from_s": log.at("00:00"), "to_s": log.at("24:00")}
    log.add("payout", "2026-11-22 00:00", worker_id="Wang", amount_minor=300, **bounds)
    log.add("payout", "2026-11-23 00:00", worker_id="Wang", amount_minor=200, **bounds)
    log.add("payout", "2026-11-23 00:00", worker_id="Wang", amount_minor=200)
    clause = make_clause("pay_timeliness", cycle=7, within=3)
    lines = [{"worker_id": worker, "period": period} for worker, period in
             (("Wang", "2026-11-20"), ("Wang", "2026-11-21"), ("Zhao", "2026-11-20"))]
    case = open_case(log, tmp_path, lines, [clause])
    payouts = list_payouts(case)
    rows = case.records.rows(payouts.order_by("event_id"))
    assert [(row["paid_minor"], row["is_last"]) for row in rows] == [(500, False), (500, True)]
    left, unknown = find_unpaid(case, payouts, sum_days(clause, case))
    assert [[(row["worker_id"], row["day"], row["pay_minor"]) for row in case.records.rows(table)]
            for table in (left, unknown)] == [[("Wang", "2026-11-21", 500)], [("Zhao", "2026-11-20", 500)]]
