"""R08 weekly_rest: days of rest, on average over a window of days."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.calendar import hold_days
from nuantu.audit.pushes import find_none
from nuantu.audit.query import Case, Query, fault
from nuantu.audit.truth import NO


def check(clause: Clause, case: Case) -> Query:
    """Of any window of days that ends on a worked day no more are worked than leave the rest days their place.

    One day too many is worked exactly where the worked day so many places earlier still lies inside the window.
    """
    window = clause.int_param("window")
    most = -(-window * (7 - clause.int_param("rest_days")) // 7)
    first, last = hold_days(case.records)
    held = (last - first).days + 1
    worked = case.records.keep(_list_worked(clause, case))
    whole = worked.filter(worked.day_no >= window) if held >= window else worked.filter(NO)
    by_worker = ibis.window(group_by="worker_id", order_by="day_no")
    placed = worked.mutate(since_no=worked.day_no.lag(most).over(by_worker), since=worked.day.lag(most).over(by_worker))
    over = placed.filter(placed.day_no >= window, placed.since_no > placed.day_no - window) if held >= window else (
        placed.filter(NO))
    return Query(
        unit="worker_day", units=case.limit(clause, whole),
        breaches=fault(case.limit(clause, over), "restless", order=None, events=("first_id",),
                       numbers=("day", "since")),
        grounds={"restless": "{more} days worked from {since} to {day}, most {most} in {window}"},
        figures={"window": window, "most": most, "more": most + 1},
        missing=None if held >= window else find_none(case, f"days (the log holds {held} of {window})"),
    )


def _list_worked(clause: Clause, case: Case) -> ir.Table:
    """Worked days: worker_id, day_s, day, day_no (from 1 in the log), first_id (first event of work on it)."""
    days = case.records.days
    number = ibis.row_number().over(ibis.window(order_by="day_s")).cast("int64")
    numbered = days.select("day_s", "day", day_no=number + 1)
    worked = case.limit_workers(clause, case.spells.engaged_by_day).select("worker_id", "day_s").distinct()
    own = case.records.of_kind("accepted", "picked_up", "delivered").group_by("worker_id", "day_s").agg(
        first_id=lambda t: t.event_id.min())
    told = worked.left_join(own, ["worker_id", "day_s"]).drop("worker_id_right", "day_s_right")
    return told.inner_join(numbered, "day_s")
