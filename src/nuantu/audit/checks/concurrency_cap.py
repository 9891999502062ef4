"""D07 concurrency_cap: orders in a worker's hands."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Need, Query, fault
from nuantu.audit.truth import surely
from nuantu.audit.weather import mark_alerts


def check(clause: Clause, case: Case) -> Query:
    """After each acceptance the orders in hand are at most the cap, lower for the new and under an alert."""
    engaged = case.limit_workers(clause, case.spells.engaged)
    up = engaged.select("worker_id", event_id="accept_id", step=ibis.literal(1, "int64"))
    down = engaged.filter(engaged.end_id.notnull()).select(
        "worker_id", event_id="end_id", step=ibis.literal(-1, "int64"))
    running = ibis.cumulative_window(group_by="worker_id", order_by=["event_id", "step"])
    steps = up.union(down)
    counted = steps.mutate(in_hand=steps.step.sum().over(running))
    # Caps are looked up only for those who hold more than the lowest of them.
    many = counted.filter(counted.step > 0, counted.in_hand > _find_lowest(clause)).select(
        "worker_id", "event_id", "in_hand")
    units = case.limit_days(clause, case.records.add_day(engaged, "start_s")).select(
        "worker_id", "order_id", "day_s", event_id="accept_id", at_s="start_s")
    capped = case.records.keep(_cap_each(clause, case, units.inner_join(
        case.records.keep(many), ["worker_id", "event_id"])))
    over = capped.filter(capped.in_hand > capped.cap)
    needs = () if clause.params["cap_new"] is None else (Need(("registered",), "tenure_days"),)
    return Query(
        unit="order", units=units, needs=needs,
        breaches=fault(over, "over", events=("event_id", "alert_id"), numbers=("in_hand", "cap")),
        grounds={"over": "in_hand {in_hand} > cap {cap}"},
    )


def _find_lowest(clause: Clause) -> int:
    """The lowest of the caps; nobody holds fewer orders than none."""
    caps = [clause.optional_int(name) for name in ("cap", "cap_new", "cap_alert")]
    return min((cap for cap in caps if cap is not None), default=0)


def _cap_each(clause: Clause, case: Case, taken: ir.Table) -> ir.Table:
    """Acceptances with ``cap``, the lowest that applies, and ``alert_id`` where an alert lowered it."""
    cap, cap_new, cap_alert = (clause.optional_int(name) for name in ("cap", "cap_new", "cap_alert"))
    workers = case.records.workers.select("worker_id", "tenure_days")
    known = taken.left_join(workers, "worker_id").drop("worker_id_right")
    lowest = ibis.literal(cap, "int64")
    if cap_new is not None:
        new = surely(known.tenure_days <= clause.int_param("new_days"))
        lowest = new.ifelse(min(cap_new, cap or cap_new), lowest)
    known = known.mutate(cap=lowest)
    if cap_alert is None:
        return known.mutate(alert_id=ibis.null("int64"))
    marked = mark_alerts(case, known, "at_s", clause.word_param("alert_level"), None)
    return marked.mutate(cap=marked.alert_id.notnull().ifelse(ibis.least(marked.cap, cap_alert), marked.cap))
