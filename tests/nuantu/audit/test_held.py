"""Which days, weeks and months a clause settles, and what a log lacks of the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.held import hold_clause, list_dates, name_units
from nuantu.audit.query import Case

CLAUSE = make_clause("equipment_allowance", amount=1)


def _open(tmp_path: Path, first: str, last: str) -> Case:
    log = LogBuilder(first)
    log.register("W1")
    log.online("W1", f"{last} 12:00")
    return open_case(log, tmp_path)


@pytest.mark.parametrize(("first", "last", "kind", "whole", "missing"), [
    ("2026-11-20", "2026-11-21", "day", ["2026-11-20", "2026-11-21"], []),
    ("2026-11-17", "2026-11-30", "week", ["2026-11-29"], ["log of 2026-11-16..2026-11-16"]),
    ("2026-11-01", "2026-11-29", "month", [], []),
    ("2026-11-02", "2026-12-31", "month", ["2026-12-31"], ["log of 2026-11-01..2026-11-01"]),
])
def test_what_is_over_is_whole_or_lacks_days(tmp_path: Path, first: str, last: str, kind: str, whole: list[str],
                                             missing: list[str]) -> None:
    """What is not over is neither."""
    case = _open(tmp_path, first, last)
    held = hold_clause(CLAUSE, case, kind)
    assert [one.span.last.isoformat() for one in held.whole] == whole
    assert [row["field"] for row in case.records.rows(held.missing)] == missing
    assert {row["period"] for row in case.records.rows(held.days)} == set(whole)
    assert len(case.records.rows(held.days)) == sum(one.span.days for one in held.whole)


def test_the_version_in_force_on_the_last_day_answers(tmp_path: Path) -> None:
    """A clause that ended before the week did has nothing to say of it."""
    case = _open(tmp_path, "2026-11-16", "2026-11-29")
    earlier = replace(CLAUSE, days=(date(2026, 11, 16), date(2026, 11, 27)))
    later = replace(CLAUSE, days=(date(2026, 11, 28), date(2026, 11, 29)))
    assert [one.span.last.day for one in hold_clause(earlier, case, "week").whole] == [22]
    assert [one.span.last.day for one in hold_clause(later, case, "week").whole] == [29]


def test_units_and_dates_are_listed(tmp_path: Path) -> None:
    """Rows of several tables stand under one another by their worker; the partial week has seven days."""
    case = _open(tmp_path, "2026-11-17", "2026-11-30")
    held = hold_clause(CLAUSE, case, "week")
    assert len(held.partial_days) == 7
    assert list_dates(held.whole[0].span)[0] == date(2026, 11, 23)
    workers = case.records.workers.select("worker_id")
    assert [row["worker_id"] for row in case.records.rows(name_units(workers, held.missing, workers))].count("W1") == 2
