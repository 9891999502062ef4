"""D18 fatigue_hard_gate: attempts to send past a rest rule fail."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, lacking, stack


def check(clause: Clause, case: Case) -> Query:
    """Every attempt of an override was rejected, and the order was not sent to that worker while he was held back."""
    tried = case.limit(clause, case.records.of_kind("override_attempted"))
    scope = clause.words_param("scope")
    concerned = [other.id for other in case.clauses if other.type.name in scope]
    tried = tried.filter(tried.clause_id.isnull() | tried.clause_id.isin(concerned)) if concerned else tried
    tried = tried.select("event_id", "worker_id", "order_id", "day_s", "at_s", "outcome")
    passed = tried.filter(tried.outcome != "rejected")
    rejected = tried.filter(tried.outcome == "rejected")
    sent = _find_sent(case, rejected)
    return Query(
        unit="event", units=tried,
        breaches=stack(fault(passed, "passed", events=("event_id",), numbers=("outcome",)),
                       fault(sent, "sent", events=("event_id", "push_id"), numbers=("push_s",))),
        grounds={"passed": "outcome {outcome} != rejected", "sent": "rejected, and yet pushed at {push_s}"},
        missing=lacking(tried.filter(tried.outcome.isnull()), "events.outcome", events=("event_id",)),
    )


def _find_sent(case: Case, rejected: ir.Table) -> ir.Table:
    """Rejected attempts whose order was pushed to that worker afterwards, in a pause or after the stop of that day."""
    pushes = case.records.of_kind("pushed").select(
        "worker_id", "order_id", "day_s", push_id="event_id", push_s="at_s")
    pairs = rejected.select("event_id", "worker_id", "order_id").inner_join(pushes, ["worker_id", "order_id"])
    later = case.records.keep(pairs.filter(pairs.push_id > pairs.event_id))
    pauses = case.records.of_kind("push_paused").select("worker_id", "from_s", "to_s")
    paused = later.inner_join(pauses, "worker_id")
    paused = paused.filter(paused.push_s >= paused.from_s, paused.push_s < paused.to_s)
    stops = case.records.of_kind("forced_offline").select("worker_id", "day_s", stop_id="event_id")
    stopped = later.inner_join(stops, ["worker_id", "day_s"])
    stopped = stopped.filter(stopped.push_id > stopped.stop_id)
    columns = ["event_id", "worker_id", "order_id", "push_id", "push_s"]
    both = paused.select(*columns).union(stopped.select(*columns))
    return both.group_by("event_id", "worker_id", "order_id").agg(push_id=both.push_id.min(), push_s=both.push_s.min())
