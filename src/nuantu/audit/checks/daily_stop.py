"""R03 daily_stop: from the agreed working time nothing new, and the worker is told."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.core.times import DAY_S


def check(clause: Clause, case: Case) -> Query:
    """No push or acceptance from ``stop_after`` + ``tolerance`` on, and ``forced_offline`` where it is reached."""
    case.spells.require_worktime(clause)
    stop_s, tolerance_s = clause.int_param("stop_after"), clause.int_param("tolerance")
    rolling = clause.word_param("reset") == "rolling_24h"
    points = case.limit(clause, case.records.of_kind("pushed", "accepted")).select(
        "event_id", "worker_id", "order_id", "day_s", "at_s")
    # On a day that never comes to the stop nothing can be too late: only the long days are looked at push by push.
    long = points if rolling else points.semi_join(case.spells.list_long_days(stop_s), ["worker_id", "day_s"])
    worked = case.records.keep(case.spells.add_rolling(long, DAY_S) if rolling else case.spells.add_worked(long))
    late = worked.filter(worked.worked_s >= stop_s + tolerance_s)
    used = worked.filter(worked.worked_s >= stop_s, worked.worked_s < stop_s + tolerance_s)
    reached = case.records.add_day(_find_rolling(case, stop_s)) if rolling else case.spells.crossings([stop_s])
    reached = case.records.keep(case.limit(clause, reached).select("worker_id", due_at_s="at_s"))
    told = case.records.of_kind("forced_offline").select("worker_id", "event_id", "at_s")
    pairs = reached.inner_join(told, "worker_id")
    met = pairs.filter((pairs.at_s - pairs.due_at_s).abs() <= max(tolerance_s, 60))
    silent = reached.anti_join(met, ["worker_id", "due_at_s"])
    held = silent.inner_join(case.spells.engaged, "worker_id")
    held = held.filter(held.start_s < held.due_at_s, held.end_s >= held.due_at_s)
    evidence = held.group_by("worker_id", "due_at_s").agg(accept_id=held.accept_id.max())
    defined = points.semi_join(case.spells.terms, "worker_id")
    units = defined.select("worker_id").union(reached.select("worker_id"))
    return Query(
        unit="event", units=units,
        breaches=stack(
            fault(late, "late", events=("event_id",), numbers=("worked_s",)),
            fault(evidence, "untold", order=None, events=("accept_id",), numbers=("due_at_s",)),
        ),
        grounds={"late": "worked_s {worked_s} >= stop_after_s {stop_after_s} + tolerance_s {tolerance_s}",
                 "untold": "worked_s {stop_after_s} at {due_at_s}; no forced_offline"},
        figures={"stop_after_s": stop_s, "tolerance_s": tolerance_s}, tally={"tolerance_used": used},
    )


def _find_rolling(case: Case, stop_s: int) -> ir.Table:
    """Moments at which the working time of the last 24 hours reaches the stop: worker_id, at_s.

    The sum is a straight line between ends of pieces and the same moments 24 hours later.
    """
    pieces = case.spells.pieces
    turns = [pieces.select("worker_id", at_s=pieces[name] + shift) for name in ("start_s", "end_s")
             for shift in (0, DAY_S)]
    bends = turns[0].union(turns[1]).union(turns[2]).union(turns[3]).distinct()
    bends = bends.mutate(event_id=ibis.row_number().over(ibis.window(order_by=["worker_id", "at_s"])).cast("int64"))
    summed = case.records.keep(case.spells.add_rolling(case.records.keep(bends), DAY_S))
    window = ibis.window(group_by="worker_id", order_by="at_s")
    lines = summed.mutate(next_s=summed.worked_s.lead().over(window), next_at_s=summed.at_s.lead().over(window))
    lines = case.spells.add_terms(lines, "at_s")
    rising = lines.filter(lines.worked_s < stop_s, lines.next_s >= stop_s)
    # Counted back from the end of the line, where the sum is known to the second.
    over = (rising.next_s - stop_s) * 1000 // (rising.allowance_pm + 1000)
    return rising.select("worker_id", at_s=rising.next_at_s - over)
