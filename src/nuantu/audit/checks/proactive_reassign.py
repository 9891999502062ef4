"""D12 proactive_reassign: asked in time, answered freely, without fault."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, stack
from nuantu.audit.truth import possibly


def check(clause: Clause, case: Case) -> Query:
    """No order is taken before the time to answer has passed, none that was kept, and no answer costs anything."""
    asked = case.limit(clause, case.records.of_kind("reassign_asked")).select(
        "event_id", "worker_id", "order_id", asked_s="at_s")
    taken = case.records.of_kind("reassigned").select(
        "reason", taken_id="event_id", taken_s="at_s", event_id="ref_event_id")
    pairs = case.records.keep(asked.inner_join(taken, "event_id"))
    unasked = pairs.filter(possibly(pairs.reason != "agreed"))
    hasty = unasked.mutate(waited_s=unasked.taken_s - unasked.asked_s)
    hasty = hasty.filter(hasty.waited_s < clause.int_param("wait"))
    kept = case.records.of_kind("order_kept").select(kept_id="event_id", event_id="ref_event_id")
    robbed = pairs.inner_join(kept, "event_id")
    robbed = robbed.filter(robbed.kept_id < robbed.taken_id)
    return Query(
        unit="event", units=asked,
        breaches=stack(
            fault(hasty, "hasty", events=("event_id", "taken_id"), numbers=("waited_s",)),
            fault(robbed, "robbed", events=("event_id", "taken_id")),
            fault(_find_blame(case, asked), "blamed", events=("event_id", "blame_id"), numbers=("kind",)),
        ),
        grounds={"hasty": "taken {waited_s} s after the question, wait_s {wait_s}",
                 "robbed": "kept, and yet taken", "blamed": "{kind} for an order that was asked about"},
        figures={"wait_s": clause.int_param("wait")},
    )


def _find_blame(case: Case, asked: ir.Table) -> ir.Table:
    """Points or money taken from that worker for that order after the question."""
    taken = case.records.of_kind("score_change", "deduction_line")
    taken = taken.filter((taken.kind == "deduction_line") | (taken.score_delta.fill_null(-1) < 0)).select(
        "worker_id", "order_id", "kind", blame_id="event_id")
    pairs = asked.inner_join(taken, ["worker_id", "order_id"])
    return pairs.filter(pairs.blame_id > pairs.event_id)
