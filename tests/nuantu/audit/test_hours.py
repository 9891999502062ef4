"""Time counted by the hour, the ends of days, and who is paid for a day on which nothing is due."""

from __future__ import annotations

from pathlib import Path

import ibis
from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.hours import check_hours, count_time, find_ends, list_day_units, list_places
from nuantu.audit.query import Case
from nuantu.core.times import local_midnight_s

CLAUSE = make_clause("winter_supplement", amount=500, first_day=1121, last_day=1121, base="online", rounding="half_up")
LINE = {"order_id": None, "component": "winter", "clause_id": "P22", "worker_id": "W1"}


def _open(tmp_path: Path) -> Case:
    log = LogBuilder("2026-11-20")
    log.register("W1")
    log.online("W1", "23:00")
    log.offline("W1", "25:30")
    lines = [{**LINE, "period": "2026-11-20", "amount_minor": 7}, {**LINE, "period": "2026-11-21", "amount_minor": 750}]
    return open_case(log, tmp_path, lines, [CLAUSE])


def test_time_is_cut_at_midnight_and_days_know_their_ends(tmp_path: Path) -> None:
    """An hour of the first day, an hour and a half of the second."""
    case = _open(tmp_path)
    counted = {row["day_s"]: row["counted_s"] for row in case.records.rows(count_time(CLAUSE, case))}
    first_s = min(counted)
    assert counted == {first_s: 3600, first_s + 86_400: 5400}
    ends = {row["day_s"]: (row["first_id"], row["last_id"]) for row in case.records.rows(find_ends(case))}
    assert ends == {first_s: (1, 2), first_s + 86_400: (3, 3)}


def test_a_day_that_is_not_due_but_paid_is_a_unit_of_nothing(tmp_path: Path) -> None:
    """The line of the first day stands out; where there is no rate nothing can be said."""
    case = _open(tmp_path)
    counted = count_time(CLAUSE, case)
    season = counted.filter(counted.day_s > local_midnight_s(case.records.date))
    units = list_day_units(CLAUSE, case, season.mutate(rate_minor=500), "winter")
    query = check_hours(CLAUSE, case, units.mutate(rate_minor=units.rate_minor.fill_null(0)), "")
    [wrong] = case.records.rows(query.breaches)
    assert (wrong["ground"], wrong["counted_s"], wrong["own_minor"], wrong["line_ids"]) == ("wrong", 0, 7, [1])
    assert case.records.value(query.units.count()) == 2
    unknown = check_hours(CLAUSE, case, units.mutate(rate_minor=ibis.null("int64")), "a rate")
    assert unknown.missing is not None
    assert [row["field"] for row in case.records.rows(unknown.missing)] == ["a rate", "a rate"]


def test_amounts_follow_the_registered_place(tmp_path: Path) -> None:
    """Null where none is stated."""
    case = _open(tmp_path)
    floors = {code: make_clause("hourly_floor", floor={code: 2770}, base="online", rounding="up")
              for code in ("11", "31")}
    assert {code: [row["amount_minor"] for row in case.records.rows(list_places(clause, case, "floor"))]
            for code, clause in floors.items()} == {"11": [2770], "31": [None]}
