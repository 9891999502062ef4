"""R13 pre_limit_voice: a voice speaks before each limit that is in force."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.checks.continuous_pause import find_reached
from nuantu.audit.query import Case, Query, fault, meet_in_time, stack
from nuantu.audit.truth import NO


def check(clause: Clause, case: Case) -> Query:
    """Near each moment that lies ``before`` a limit a reminder by voice is on record."""
    tolerance_s = clause.int_param("tolerance")
    due = case.records.keep(case.limit(clause, _find_due(clause, case)).distinct())
    told = case.records.of_kind("reminder_shown")
    told = told.filter(told.level == "voice").select("worker_id", shown_s="at_s")
    pairs = due.inner_join(told, "worker_id")
    met = pairs.filter((pairs.shown_s - pairs.due_at_s).abs() <= tolerance_s)
    silent = due.anti_join(met, ["worker_id", "due_at_s"])
    held = silent.inner_join(case.spells.engaged, "worker_id")
    held = held.filter(held.start_s < held.due_at_s, held.end_s >= held.due_at_s)
    evidence = held.group_by("worker_id", "due_at_s", "limit").agg(accept_id=held.accept_id.max())
    return Query(
        unit="event", units=due,
        breaches=fault(evidence, "silent", order=None, events=("accept_id",), numbers=("due_at_s", "limit")),
        grounds={"silent": "{before_s} before {limit} at {due_at_s}; no voice within {tolerance_s}"},
        figures={"before_s": clause.int_param("before"), "tolerance_s": tolerance_s},
    )


def _find_due(clause: Clause, case: Case) -> ir.Table:
    """Moments at which a voice is due: worker_id, day_s, due_at_s, limit."""
    before_s, found = clause.int_param("before"), []
    for other in case.clauses:
        if other.type.name not in clause.words_param("limits") or other.strength == "aim":
            continue
        if not meet_in_time(clause, other):
            continue
        name = "stop_after" if other.type.name == "daily_stop" else "after"
        mark_s = other.int_param(name) - before_s
        if mark_s <= 0 or (name == "stop_after" and other.word_param("reset") != "calendar_day"):
            continue
        moments = _cross_day(other, case, mark_s) if name == "stop_after" else _cross_run(other, case, mark_s)
        found.append(moments.select("worker_id", "day_s", "due_at_s", limit=ibis.literal(other.type.name)))
    if not found:
        return case.records.events.filter(NO).select("worker_id", "day_s", due_at_s="at_s", limit="kind")
    return stack(*found)


def _cross_day(stop: Clause, case: Case, mark_s: int) -> ir.Table:
    case.spells.require_worktime(stop)
    return case.limit(stop, case.spells.crossings([mark_s])).rename(due_at_s="at_s")


def _cross_run(pause: Clause, case: Case, mark_s: int) -> ir.Table:
    paused = case.limit(pause, case.records.of_kind("push_paused")).select("worker_id", "from_s", "to_s")
    reached = find_reached(pause, case, paused, mark_s)
    return case.records.add_day(reached.select("worker_id", due_at_s="reach_s"), "due_at_s")
