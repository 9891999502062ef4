"""R02 fatigue_reminder: a reminder at each agreed working time."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault
from nuantu.core.times import DAY_S


def check(clause: Clause, case: Case) -> Query:
    """Each moment at which working time reaches a mark needs a reminder near it that shows that working time."""
    case.spells.require_worktime(clause)
    first_s, every_s, tolerance_s = (clause.int_param(name) for name in ("first", "every", "tolerance"))
    marks = range(first_s, 2 * DAY_S, every_s)
    due = case.records.keep(case.limit(clause, case.spells.crossings(marks)).rename(due_at_s="at_s"))
    shown = case.records.of_kind("reminder_shown").select("worker_id", "event_id", "at_s", "worked_s", "day_s")
    pairs = due.inner_join(shown, ["worker_id", "day_s"])
    in_time = (pairs.at_s - pairs.due_at_s).abs() <= tolerance_s
    said = (pairs.worked_s.fill_null(pairs.target_s) - pairs.target_s).abs() <= tolerance_s
    met = pairs.filter(in_time & said).select("worker_id", "day_s", "target_s")
    unmet = due.anti_join(met, ["worker_id", "day_s", "target_s"])
    # The reminder nearby that misses by its time or by what it says is evidence; so is what was in hand then.
    nearby = (pairs.at_s - pairs.due_at_s).abs() <= every_s // 2
    astray = pairs.filter(nearby).group_by("worker_id", "day_s", "target_s").agg(
        shown_id=lambda t: t.event_id.min(), shown_at_s=lambda t: t.at_s.min(), shown_s=lambda t: t.worked_s.min())
    held = unmet.inner_join(case.spells.engaged, "worker_id")
    held = held.filter(held.start_s < held.due_at_s, held.end_s >= held.due_at_s)
    hands = held.group_by("worker_id", "day_s", "target_s").agg(accept_id=held.accept_id.max())
    keys = ["worker_id", "day_s", "target_s"]
    told = unmet.left_join(hands, keys).drop("worker_id_right", "day_s_right", "target_s_right")
    told = told.left_join(astray, keys).drop("worker_id_right", "day_s_right", "target_s_right")
    return Query(
        unit="event", units=due,
        breaches=fault(told, "unmet", order=None, events=("accept_id", "shown_id"),
                       numbers=("target_s", "due_at_s", "shown_at_s", "shown_s")),
        grounds={"unmet": "worked_s {target_s} at {due_at_s}; reminder shown at {shown_at_s} with worked_s {shown_s}; "
                          "tolerance_s {tolerance_s}"},
        figures={"tolerance_s": tolerance_s},
    )
