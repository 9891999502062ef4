"""R04 continuous_pause: after a long stretch of work no pushes, then a pause."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.truth import YES, possibly, surely


def check(clause: Clause, case: Case) -> Query:
    """No push from the moment a stretch reaches ``after`` to the end of its pause, and the pause is on record.

    A stretch counts with all of its work, on whatever day. That its pause is on record is asked by the version in force
    when it becomes full, and a push is judged by the version of its day. A pause that is on record ends a stretch, so
    every push inside a recorded pause is a breach as well.
    """
    pause_s = clause.int_param("pause")
    pushes = case.limit(clause, case.records.of_kind("pushed")).select("event_id", "worker_id", "order_id", "at_s")
    paused = case.limit_workers(clause, case.records.of_kind("push_paused")).select(
        "worker_id", "from_s", "to_s", pause_id="event_id")
    due = case.records.keep(find_reached(clause, case, paused, clause.int_param("after")))
    near = pushes.inner_join(due, "worker_id")
    near = near.filter(near.at_s >= near.reach_s, near.at_s < near.done_s + pause_s)
    inside = pushes.inner_join(paused, "worker_id")
    inside = inside.filter(inside.at_s >= inside.from_s, inside.at_s < inside.to_s)
    wrong = near.select("event_id", "worker_id", "order_id", "at_s", from_s="done_s", to_s=near.done_s + pause_s).union(
        inside.select("event_id", "worker_id", "order_id", "at_s", "from_s", "to_s"))
    wrong = wrong.group_by("event_id", "worker_id", "order_id", "at_s").agg(
        from_s=wrong.from_s.min(), to_s=wrong.to_s.max())
    finished = case.limit_days(clause, case.records.add_day(due.filter(~due.open), "reach_s")).drop("day_s")
    pairs = finished.inner_join(paused, "worker_id")
    met = pairs.filter(pairs.from_s == pairs.done_s, pairs.to_s >= pairs.done_s + pause_s)
    silent = finished.anti_join(met, ["worker_id", "done_s"])
    return Query(
        unit="event", units=pushes.select("worker_id").union(finished.select("worker_id")),
        breaches=stack(
            fault(wrong, "pushed", events=("event_id",), numbers=("at_s", "from_s", "to_s")),
            fault(silent, "untold", order=None, events=("end_id",), numbers=("reach_s", "done_s")),
        ),
        grounds={"pushed": "pushed at {at_s}; work done {from_s}, pause to {to_s}",
                 "untold": "continuous_s {after_s} at {reach_s}, work done {done_s}; no push_paused of {pause_s}"},
        figures={"after_s": clause.int_param("after"), "pause_s": pause_s},
    )


def find_reached(clause: Clause, case: Case, paused: ir.Table, after_s: int) -> ir.Table:
    """Stretches that reach ``after_s``: worker_id, reach_s, done_s (end of that spell), end_id, open (not ended)."""
    spells = case.limit_workers(clause, case.spells.spells)
    long = paused.filter(paused.to_s - paused.from_s >= clause.int_param("pause"))
    resets = long.select("worker_id", last_s="from_s", rested=YES).distinct()
    by_worker = ibis.window(group_by="worker_id", order_by="start_s")
    running = ibis.cumulative_window(group_by="worker_id", order_by="start_s")
    chained = spells.mutate(last_s=spells.end_s.lag().over(by_worker)).left_join(resets, ["worker_id", "last_s"])
    fresh = (chained.last_s.isnull() | surely(chained.rested)
             | possibly(chained.start_s - chained.last_s >= clause.int_param("gap")))
    chained = chained.select("worker_id", "start_s", "end_s", fresh=fresh.cast("int64"))
    numbered = chained.mutate(stretch=chained.fresh.sum().over(running), length_s=chained.end_s - chained.start_s)
    in_stretch = ibis.cumulative_window(group_by=["worker_id", "stretch"], order_by="start_s")
    summed = numbered.mutate(sum_s=numbered.length_s.sum().over(in_stretch))
    before_s = summed.sum_s - summed.length_s
    reached = summed.filter(before_s < after_s, summed.sum_s >= after_s)
    moments = reached.select("worker_id", done_s="end_s",
                             reach_s=reached.end_s - (reached.sum_s - after_s))
    engaged = case.spells.engaged
    ends = engaged.group_by("worker_id", done_s="end_s").agg(
        end_id=engaged.end_id.max(), open=engaged.end_id.isnull().any())
    return moments.inner_join(ends, ["worker_id", "done_s"])
