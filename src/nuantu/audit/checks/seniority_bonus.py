"""P17 seniority_bonus: counted hours pay more with every whole step of tenure."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.hours import check_hours, count_time, list_day_units
from nuantu.audit.local_time import find_date
from nuantu.audit.query import Case, Query
from nuantu.audit.tenure import find_hired


def check(clause: Clause, case: Case) -> Query:
    """Each worker-day is paid its counted time at the rate of that day's tenure; unknown tenure lacks evidence."""
    counted = case.limit(clause, count_time(clause, case))
    units = list_day_units(clause, case, counted, "seniority")
    units = units.left_join(find_hired(case), "worker_id").drop("worker_id_right")
    tenure = ibis.greatest(find_date(case.records, units.day_s) - units.hired, 0)
    # Where the tenure is unknown greatest() would pass over the null.
    rate = units.hired.notnull().ifelse(tenure // clause.int_param("every") * clause.int_param("amount"),
                                        ibis.null("int64"))
    cap = clause.optional_int("cap")
    capped = rate if cap is None else (rate > cap).ifelse(cap, rate)
    return check_hours(clause, case, units.mutate(rate_minor=capped), "events.tenure_days (registered)")
