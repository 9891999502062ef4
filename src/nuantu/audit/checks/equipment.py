"""C10 equipment: handed out without charge, nobody is made to buy, and as many as agreed."""

from __future__ import annotations

from datetime import date

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.calendar import hold_days
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.takings import find_taken_events, find_taken_lines


def check(clause: Clause, case: Case) -> Query:
    """Nothing handed out is charged more than agreed, nothing is taken for it, and the agreed number is reached."""
    items, charge = clause.words_param("items"), clause.int_param("charge")
    given = case.records.of_kind("supply_issued")
    given = given.filter(given.component.isin(sorted(items)))
    own = case.limit(clause, given).mutate(count=given["count"].fill_null(1))
    dear = own.filter(own.amount_minor > charge * own["count"])
    taken = stack(find_taken_events(clause, case, items), find_taken_lines(clause, case, items))
    few, unknown, sums = _count_all(clause, case, given)
    return Query(
        unit="event", units=stack(own.select("event_id"), taken.select(event_id=ibis.null("int64")),
                                  sums.select(event_id=ibis.null("int64"))),
        breaches=stack(fault(dear, "charged", events=("event_id",), numbers=("component", "count", "amount_minor")),
                       taken, few),
        grounds={"charged": "{component} x {count}: charged {amount_minor} > {charge} each",
                 "event": "deduction_line of {amount_minor} for {name}",
                 "line": "line of {amount_minor} for {name}", "few": "{issued} handed out < total {total}"},
        figures={"charge": charge, "total": clause.optional_int("total")}, missing=unknown,
    )


def _count_all(clause: Clause, case: Case, given: ir.Table) -> tuple[ir.Table, ir.Table, ir.Table]:
    """Where a total is agreed and its last day is over: the fault, what the log lacks, and the number as one row."""
    total, since, until = (clause.optional_int(name) for name in ("total", "since", "until"))
    first, last = (day.toordinal() for day in hold_days(case.records))
    numbers = case.records.days.select("day_s", "day")
    dated = given.inner_join(numbers, "day_s")
    if total is None or since is None or until is None or last <= until or not case.holds_at_end(clause):
        none = dated.agg(issued=dated["count"].sum()).limit(0)
        return _tell(none), lacking(none, "", worker=None, order=None), none
    inside = dated.filter(dated.day >= date.fromordinal(since).isoformat(),
                          dated.day <= date.fromordinal(until).isoformat())
    summed = inside.agg(issued=inside["count"].fill_null(1).sum().fill_null(0))
    few = summed.filter(summed.issued < total)
    lack = f"log of {date.fromordinal(since)}..{date.fromordinal(min(first, until + 1) - 1)}"
    nothing = few.limit(0)
    unknown = lacking(few if since < first else nothing, lack, worker=None, order=None)
    return _tell(nothing if since < first else few), unknown, summed


def _tell(few: ir.Table) -> ir.Table:
    return fault(few, "few", worker=None, order=None, numbers=("issued",))
