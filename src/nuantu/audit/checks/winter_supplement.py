"""P22 winter_supplement: counted hours of the season pay more."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.calendar import hold_days
from nuantu.audit.hours import check_hours, count_time, list_day_units
from nuantu.audit.query import Case, Query
from nuantu.core.times import falls_in_season, local_midnight_s


def check(clause: Clause, case: Case) -> Query:
    """Each worker-day of the season is paid its counted time at the amount, and no other day is paid for."""
    season = list_season(clause, case)
    counted = case.limit(clause, count_time(clause, case))
    counted = counted.filter(counted.day_s.isin(season) if season else ibis.literal(value=False))
    units = list_day_units(clause, case, counted.mutate(rate_minor=clause.int_param("amount")), "winter")
    return check_hours(clause, case, units.mutate(rate_minor=units.rate_minor.fill_null(0)), "")


def list_season(clause: Clause, case: Case) -> list[int]:
    """Begins of the log's local days from ``first_day`` to ``last_day`` of the year, in UTC seconds."""
    first, last = hold_days(case.records)
    days = (first.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
    bounds = (clause.int_param("first_day"), clause.int_param("last_day"))
    return [local_midnight_s(day, case.records.tz) for day in days if falls_in_season(day, *bounds)]
