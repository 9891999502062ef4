"""D05 red_light_exclusion: waits at signals prolong the promises of the orders in hand."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case, Query, fault
from nuantu.audit.wishes import spread_over_days


def check(clause: Clause, case: Case) -> Query:
    """Before its delivery each order is given the agreed share of the waits that it was in hand for."""
    units = case.records.keep(_find_due(clause, case))
    given = _sum_given(case)
    joined = units.left_join(given, ["worker_id", "order_id"]).drop("worker_id_right", "order_id_right")
    whole = joined.mutate(given_s=joined.given_s.fill_null(0))
    return Query(
        unit="order", units=units,
        breaches=fault(whole.filter(whole.given_s < whole.due_s), "short", events=("wait_id", "given_id"),
                       numbers=("waited_s", "due_s", "given_s")),
        grounds={"short": "added_s {given_s} < due_s {due_s} of waited_s {waited_s}"},
    )


def _find_due(clause: Clause, case: Case) -> ir.Table:
    """Orders that were in hand at waits: worker_id, order_id, waited_s, due_s, wait_id."""
    waits = case.limit(clause, case.records.of_kind("signal_wait")).select(
        "worker_id", "from_s", "to_s", wait_id="event_id")
    waits = spread_over_days(case, waits.filter(waits.from_s < waits.to_s), "from_s", "to_s")
    hands = case.spells.engaged.semi_join(waits, "worker_id").select(
        "worker_id", "order_id", "accept_id", "start_s", "end_s")
    hands = spread_over_days(case, hands, "start_s", "end_s")
    pairs = waits.inner_join(hands, ["worker_id", "day_s"])
    pairs = pairs.filter(pairs.start_s < pairs.to_s, pairs.end_s > pairs.from_s)
    once = pairs.select("worker_id", "order_id", "wait_id", "accept_id",
                        length_s=ibis.least(pairs.end_s, pairs.to_s) - ibis.greatest(pairs.start_s, pairs.from_s))
    once = once.distinct()
    due = once.group_by("worker_id", "order_id").agg(waited_s=once.length_s.sum(), wait_id=once.wait_id.min())
    share_s = due.waited_s * clause.int_param("share") // 1000
    most = clause.optional_int("most")
    due = due.mutate(due_s=share_s if most is None else ibis.least(share_s, most))
    return due.filter(due.due_s > 0)


def _sum_given(case: Case) -> ir.Table:
    """Seconds added for signals before the delivery: worker_id, order_id, given_s, given_id."""
    extended = case.records.of_kind("eta_extended")
    own = extended.filter(extended.reason == "signal").select("worker_id", "order_id", "added_s", given_id="event_id")
    done = case.spells.deliveries.select("worker_id", "order_id", "deliver_id")
    known = own.left_join(done, ["worker_id", "order_id"]).drop("worker_id_right", "order_id_right")
    early = known.filter(known.deliver_id.isnull() | (known.given_id < known.deliver_id))
    return early.group_by("worker_id", "order_id").agg(given_s=early.added_s.sum(), given_id=early.given_id.min())
