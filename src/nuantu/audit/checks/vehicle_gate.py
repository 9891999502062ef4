"""D22 vehicle_gate: helmet and vehicle are checked before the first push of a day."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.pushes import find_none
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.truth import NO, possibly

KINDS = {"helmet": "helmet_check", "vehicle_check": "vehicle_check"}


def check(clause: Clause, case: Case) -> Query:
    """Before the first push of each worker and day every check stands, and the last of each was passed."""
    pushes = case.limit(clause, case.records.of_kind("pushed"))
    first = pushes.group_by("worker_id", "day_s").agg(push_id=pushes.event_id.min(), push_s=pushes.at_s.min())
    named = sorted(clause.words_param("checks"))
    kinds = {name: case.records.of_kind(KINDS[name]) for name in named}
    absent = [name for name in named if not case.records.value(kinds[name].count())]
    units = case.records.keep(first.filter(NO) if absent else first)
    found = [fault_ for name in named for fault_ in _find_faults(units, kinds[name], name)]
    return Query(
        unit="worker_day", units=units, breaches=stack(*found),
        grounds={"unchecked": "{what} not checked before the first push at {push_s}",
                 "failed": "{what} checked with outcome {outcome} before the first push at {push_s}"},
        missing=stack(*(find_none(case, f"events.{KINDS[name]}") for name in absent)) if absent else None,
    )


def _find_faults(first: ir.Table, checks: ir.Table, name: str) -> list[ir.Table]:
    """First pushes with no such check before them that day, and those after one that was not passed."""
    own = checks.select("worker_id", "day_s", "outcome", check_id="event_id")
    pairs = first.inner_join(own.drop("outcome"), ["worker_id", "day_s"])
    last = pairs.filter(pairs.check_id < pairs.push_id).group_by("push_id").agg(check_id=lambda t: t.check_id.max())
    outcomes = last.inner_join(own.select("check_id", "outcome"), "check_id")
    told = first.left_join(outcomes, "push_id").drop("push_id_right").mutate(what=ibis.literal(name))
    failed = told.filter(told.check_id.notnull(), possibly(told.outcome != "passed"))
    return [fault(told.filter(told.check_id.isnull()), "unchecked", order=None, events=("push_id",),
                  numbers=("what", "push_s")),
            fault(failed, "failed", order=None, events=("push_id",), numbers=("what", "outcome", "push_s"))]
