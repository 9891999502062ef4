"""Monthly income against a base, as the auditor reads it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.clause import Clause
from nuantu.audit.contributions import check_contribution, number_month


def make_subsidy(**params: object) -> Clause:
    """A subsidy of 10 % of a base of 1,000.00."""
    return make_clause("pension_subsidy", **{
        "base": 100_000, "ratio": 500, "rate": 200, "months_met": 2, "months_seen": 2, "current_counts": True,
        "rounding": "half_up", "proof": False, **params})


def test_months_follow_one_another_across_years() -> None:
    """So that a window of months is a range of numbers."""
    assert number_month(date(2027, 1, 31)) - number_month(date(2026, 12, 1)) == 1


@pytest.mark.parametrize(("day", "params", "told"), [
    ("2026-10-01", {}, [("short", 2)]),
    ("2026-11-01", {}, []),
    ("2026-11-01", {"months_met": 1}, [("short", 1)]),
    ("2026-10-01", {"current_counts": False}, []),
    ("2026-10-01", {"base": {"11": 100_001}}, []),
    ("2026-10-01", {"base": {"31": 100_000}}, []),
    ("2026-10-01", {"proof": True}, []),
])
def test_two_months_of_one_thousand_yuan(tmp_path: Path, day: str, params: dict[str, object],
                                         told: list[tuple[str, int]]) -> None:
    """Due where both months are seen; unknown, not broken, where the log begins too late or the place has no base."""
    log = LogBuilder(day)
    log.register("Wang")
    for month, end in ((10, 31), (11, 30)):
        if f"2026-{month}-01" >= day:
            log.add("payout", f"2026-{month}-{end} 20:00", worker_id="Wang", amount_minor=100_000,
                    from_s=log.at(f"2026-{month}-01 00:00"), to_s=log.at(f"2026-{month}-{end} 24:00"))
    log.add("temperature", "2026-11-30 23:00")
    clause = make_subsidy(**params)
    case = open_case(log, tmp_path, (), [clause])
    rows = case.records.rows(check_contribution(clause, case, "pension").breaches)
    assert [(row["ground"], row["months"]) for row in rows] == told
