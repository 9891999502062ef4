"""What puts a worker at a disadvantage: points taken, measures, suspensions, and what each of them answers."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case
from nuantu.audit.truth import surely

#: What a disadvantage may answer that any clause protects; other answers are not told apart.
ANSWERED = ("offline", "forced_offline", "rest_start", "push_paused", "declined", "complaint_filed", "review_requested")


def find_adverse(clause: Clause, case: Case) -> ir.Table:
    """One row a disadvantage that concerns the clause: event_id, worker_id, order_id, day_s, at_s, kind, reason,
    score_delta, ref_event_id, and kind and reason of the event that it answers (ref_kind, ref_reason; null: none of
    ``ANSWERED``).

    Points without a number count as taken.
    """
    events = case.records.of_kind("score_change", "measure_taken", "suspension")
    taken = events.filter((events.kind != "score_change") | (events.score_delta.fill_null(-1) < 0))
    named = case.limit(clause, taken.filter(taken.worker_id.notnull())).select(
        "event_id", "worker_id", "order_id", "day_s", "at_s", "kind", "reason", "score_delta", "ref_event_id")
    answered = case.records.of_kind(*ANSWERED).select(ref_event_id="event_id", ref_kind="kind", ref_reason="reason")
    joined = named.left_join(answered, "ref_event_id").drop("ref_event_id_right")
    return case.records.keep(joined)


def answers(rows: ir.Table, kinds: tuple[str, ...], reasons: frozenset[str] | None = None) -> ir.BooleanValue:
    """Whether a disadvantage answers an event of these kinds, for one of these reasons where any are given."""
    of_kind = surely(rows.ref_kind.isin(kinds))
    if reasons is None:
        return of_kind
    return of_kind & (surely(rows.ref_reason.isin(sorted(reasons))) if reasons else ibis.literal(value=False))
