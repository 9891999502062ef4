"""P18 cancel_return_comp: orders that others cancelled in a worker's hands are compensated."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.pay import GROUNDS, compare_orders
from nuantu.audit.query import Case, Query, lacking, stack
from nuantu.audit.truth import NO, surely


def check(clause: Clause, case: Case) -> Query:
    """Each order cancelled in hand by one of ``by`` is paid the amount, and the way where that is agreed."""
    held = case.spells.engaged
    ends = case.records.of_kind("cancelled").select("day_s", "actor", "distance_m", end_id="event_id")
    cancelled = held.filter(held.end_kind == "cancelled").inner_join(ends, "end_id")
    units = case.limit(clause, cancelled).select(
        "worker_id", "order_id", "accept_id", "actor", "distance_m", deliver_id="end_id")
    units = case.records.keep(units)
    by = sorted(clause.words_param("by"))
    known = units.filter(units.actor.notnull())
    owed = surely(known.actor.isin(by)) if by else NO
    flat = known.mutate(due_minor=owed.ifelse(clause.int_param("amount"), 0).cast("int64"))
    found = [compare_orders(clause, case, flat, "worker_pay", "cancel_comp")]
    lost = [lacking(units.filter(units.actor.isnull()), "events.actor (cancelled)", events=("deliver_id",))]
    rate = clause.optional_int("per_km")
    if rate is not None:
        measured = known.mutate(owed=owed).filter(lambda t: t.distance_m.notnull())
        way = divide_rounded(measured.distance_m * rate, 1000, clause.word_param("rounding"))
        ridden = measured.mutate(due_minor=measured.owed.ifelse(way, 0).cast("int64"))
        found.append(compare_orders(clause, case, ridden, "worker_pay", "cancel_distance"))
        bare = known.filter(known.distance_m.isnull(), surely(known.actor.isin(by)) if by else NO)
        lost.append(lacking(bare, "events.distance_m (cancelled)", events=("deliver_id",)))
    return Query(unit="order", units=units, breaches=stack(*found), grounds=GROUNDS,
                 missing=stack(*lost) if len(lost) > 1 else lost[0])
