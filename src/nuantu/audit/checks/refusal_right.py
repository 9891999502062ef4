"""D11 refusal_right: free refusals cost no score."""

from __future__ import annotations

import ibis

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault, lacking
from nuantu.audit.truth import NO, surely


def check(clause: Clause, case: Case) -> Query:
    """No score is taken for a refusal that is free: by its reason, or as one of the first of the day.

    Refusals that are free by their reason are not counted. Points taken without saying for what are no evidence
    either way where the worker refused that day.
    """
    always = sorted(clause.words_param("reasons_always_free"))
    refused = case.limit(clause, case.records.of_kind("declined")).select(
        "event_id", "worker_id", "order_id", "day_s", "at_s", "reason")
    exempt = surely(refused.reason.isin(always)) if always else NO
    refused = refused.mutate(exempt=exempt)
    running = ibis.cumulative_window(group_by=["worker_id", "day_s"], order_by="event_id")
    numbered = refused.mutate(number=(~refused.exempt).cast("int64").sum().over(running))
    free = case.records.keep(numbered.filter(numbered.exempt | (numbered.number <= clause.int_param("free"))))
    taken = case.records.of_kind("score_change")
    taken = taken.filter(taken.score_delta.fill_null(-1) < 0).select(
        "worker_id", "day_s", "score_delta", "ref_event_id", score_id="event_id", score_s="at_s")
    hit = free.inner_join(taken.select("score_id", "score_delta", event_id="ref_event_id"), "event_id")
    vague = taken.filter(taken.ref_event_id.isnull()).semi_join(free, ["worker_id", "day_s"])
    return Query(
        unit="event", units=free,
        breaches=fault(hit, "scored", events=("event_id", "score_id"), numbers=("number", "score_delta", "reason")),
        grounds={"scored": "refusal {number} of the day ({reason}), free {free}; score_delta {score_delta}"},
        figures={"free": clause.int_param("free")},
        missing=lacking(vague, "events.ref_event_id", order=None, events=("score_id",)),
    )
