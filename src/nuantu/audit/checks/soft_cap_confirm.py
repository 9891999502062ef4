"""R05 soft_cap_confirm: past a working time only with the worker's own word."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.truth import NO


def check(clause: Clause, case: Case) -> Query:
    """Each acceptance from ``after`` on follows a confirmation of that day, and none comes after ``extra`` more."""
    case.spells.require_worktime(clause)
    after_s, extra_s = clause.int_param("after"), clause.optional_int("extra")
    taken = case.limit(clause, case.records.of_kind("accepted")).select(
        "event_id", "worker_id", "order_id", "day_s", "at_s")
    worked = case.spells.add_worked(taken.semi_join(case.spells.list_long_days(after_s), ["worker_id", "day_s"]))
    units = case.records.keep(worked.filter(worked.worked_s >= after_s))
    beyond = units.filter(NO) if extra_s is None else units.filter(units.worked_s >= after_s + extra_s)
    within = units if extra_s is None else units.filter(units.worked_s < after_s + extra_s)
    said = case.records.of_kind("continue_confirmed").select("worker_id", "day_s", said_id="event_id")
    pairs = within.inner_join(said, ["worker_id", "day_s"])
    asked = pairs.filter(pairs.said_id < pairs.event_id)
    unasked = within.anti_join(asked, "event_id")
    return Query(
        unit="order", units=units,
        breaches=stack(fault(unasked, "unasked", events=("event_id",), numbers=("worked_s",)),
                       fault(beyond, "beyond", events=("event_id",), numbers=("worked_s",))),
        grounds={"unasked": "worked_s {worked_s} >= after_s {after_s}; no continue_confirmed before",
                 "beyond": "worked_s {worked_s} >= after_s {after_s} + extra_s {extra_s}"},
        figures={"after_s": after_s, "extra_s": extra_s},
    )
