"""R11 no_penalty_offline: nothing is taken for going offline, resting or refusing for safety."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.adverse import answers, find_adverse
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.truth import NO
from nuantu.core.times import DAY_S

ACTS = {"offline": ("offline", "forced_offline"), "rest": ("rest_start", "push_paused")}


def check(clause: Clause, case: Case) -> Query:
    """No disadvantage has a protected act as its reason or answers one; those of no reason soon after are unclear."""
    acts = sorted(clause.words_param("acts"))
    adverse = find_adverse(clause, case)
    hits = [_find_hits(clause, adverse, act) for act in acts]
    numbers = ("kind", "act", "score_delta")
    bare = adverse.filter(adverse.reason.isnull(), adverse.ref_event_id.isnull())
    return Query(
        unit="event", units=adverse,
        breaches=stack(*(fault(rows, "penalty", events=("event_id",), numbers=numbers) for rows in hits)),
        grounds={"penalty": "{kind} (score_delta {score_delta}) for {act}"},
        missing=lacking(_find_vague(clause, case, bare), "events.reason, ref_event_id", events=("event_id",)),
    )


def _find_hits(clause: Clause, adverse: ir.Table, act: str) -> ir.Table:
    safety = clause.words_param("safety")
    answered = answers(adverse, ("declined",), safety) if act == "safety_refusal" else answers(adverse, ACTS[act])
    named = (adverse.reason == act).fill_null(NO)
    return adverse.filter(named | answered).mutate(act=ibis.literal(act))


def _find_vague(clause: Clause, case: Case, bare: ir.Table) -> ir.Table:
    """Those that follow a protected act of the same worker within the window."""
    acts = clause.words_param("acts")
    kinds = [kind for act in sorted(acts) for kind in ACTS.get(act, ())]
    events = case.records.of_kind(*kinds, "declined")
    safety = sorted(clause.words_param("safety"))
    refused = events.reason.isin(safety).fill_null(NO) if "safety_refusal" in acts and safety else NO
    done = events.filter((events.kind != "declined") | refused)
    done = done.select("worker_id", act_id="event_id", act_s="at_s")
    pairs = bare.inner_join(done, "worker_id")
    near = pairs.filter(pairs.act_id < pairs.event_id,
                        pairs.at_s - pairs.act_s <= clause.int_param("window") * DAY_S)
    return bare.semi_join(near, "event_id")
