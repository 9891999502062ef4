"""G15 renewal_window: the two sides meet on renewal before the agreement ends."""

from __future__ import annotations

from datetime import date, timedelta

from nuantu.agreement.clause import Clause
from nuantu.audit.calendar import hold_days
from nuantu.audit.query import Case, Query, fault, lacking
from nuantu.audit.tables import list_rows
from nuantu.core.spans import add_months


def check(clause: Clause, case: Case) -> Query:
    """A meeting on renewal inside the window, once the log has reached the last day of the agreement or held one."""
    ends = date.fromordinal(clause.int_param("ends"))
    opens = add_months(ends, -clause.int_param("before"))
    first, last = hold_days(case.records)
    met = case.records.of_kind("meeting_held").inner_join(case.records.days.select("day_s", "day"), "day_s")
    met = met.filter(met.reason == "renewal", met.day >= opens.isoformat(), met.day <= ends.isoformat())
    found = int(case.records.value(met.count()))
    due = case.holds_at_end(clause) and (found or first <= ends <= last)
    asked = [(ends.isoformat(),)] if due else []
    lost = not found and bool(asked) and first > opens
    units = list_rows({"ends": "string"}, asked)
    return Query(
        unit="agreement", units=units, figures={"opens": opens.isoformat()},
        breaches=fault(list_rows({"ends": "string"}, [] if found or lost else asked), "none", worker=None, order=None,
                       numbers=("ends",)),
        grounds={"none": "no meeting_held on renewal from {opens} to {ends}"},
        missing=lacking(list_rows({"ends": "string"}, asked if lost else []),
                        f"log of {opens}..{first - timedelta(days=1)}", worker=None, order=None),
    )
