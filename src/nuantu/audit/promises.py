"""Promises as customers were told them, and what prolonged them before the delivery."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause, Selector
from nuantu.audit.query import Case
from nuantu.audit.scope import covered_by
from nuantu.audit.truth import NO


def hold_for_all(clause: Clause, case: Case, table: ir.Table) -> ir.Table:
    """Rows (day_s) on days on which the clause holds, if it covers anybody of the log; none otherwise.

    When a promise is made its rider is not known, so a clause that covers some holds for every promise.
    """
    concerned = clause.selector == Selector() or covered_by(clause, case.records)
    return case.limit_days(clause, table) if concerned else table.filter(NO)


def list_quotes(clause: Clause, case: Case) -> ir.Table:
    """Promises: quote_id, order_id, at_s, promised_s, from_s, to_s, and the order's distance_m."""
    quotes = hold_for_all(clause, case, case.records.of_kind("eta_quoted")).select(
        "order_id", "at_s", "promised_s", "from_s", "to_s", quote_id="event_id")
    orders = case.records.orders.select("order_id", "distance_m")
    return quotes.left_join(orders, "order_id").drop("order_id_right")


def sum_extended(case: Case, cause: str) -> ir.Table:
    """Seconds added for a cause before the delivery, by order whoever had it: order_id, given_s, given_id."""
    extended = case.records.of_kind("eta_extended")
    own = extended.filter(extended.reason == cause).select("order_id", "added_s", given_id="event_id")
    done = case.spells.deliveries
    ended = done.group_by("order_id").agg(deliver_id=done.deliver_id.max())
    known = own.left_join(ended, "order_id").drop("order_id_right")
    early = known.filter(known.deliver_id.isnull() | (known.given_id < known.deliver_id))
    return early.group_by("order_id").agg(given_s=early.added_s.sum(), given_id=early.given_id.min())
