"""Fares and commissions of delivered orders, as the log has them."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.query import Case


def sum_fares(clause: Clause, case: Case) -> ir.Table:
    """Delivered orders with a commission that the clause concerns: the columns of ``spells.deliveries`` and
    commission_minor, fare_minor (null where no fare is on record), first_id and last_id of those events.

    The fare counts as ``denominator`` says: before coupons or after them.
    """
    lines = case.records.of_kind("fare_line", "commission_line")
    fare = (lines.kind == "fare_line") & (lines.component == "passenger_fare")
    coupon = (lines.kind == "fare_line") & (lines.component == "coupon")
    counted = coupon if clause.word_param("denominator") == "after_coupons" else ibis.literal(value=False)
    taken = lines.kind == "commission_line"
    bearing = lines.filter(fare | coupon | taken)
    sums = bearing.group_by("order_id").agg(
        fares=fare.cast("int64").sum(), fare_minor=fare.ifelse(lines.amount_minor, 0).sum(),
        coupon_minor=counted.ifelse(lines.amount_minor, 0).sum(), takings=taken.cast("int64").sum(),
        commission_minor=taken.ifelse(lines.amount_minor, 0).sum(), first_id=lines.event_id.min(),
        last_id=lines.event_id.max())
    sums = sums.filter(sums.takings > 0)
    net = (sums.fares > 0).ifelse(sums.fare_minor - sums.coupon_minor, ibis.null("int64"))
    joined = case.limit(clause, case.spells.deliveries).inner_join(
        sums.select("order_id", "commission_minor", "first_id", "last_id", fare_minor=net), "order_id")
    return case.records.keep(joined)


def keep_share(clause: Clause, fare_minor: ir.IntegerValue) -> ir.IntegerValue:
    """What may be kept of a fare: round(fare x cap)."""
    return divide_rounded(fare_minor * clause.int_param("cap"), 1000, clause.word_param("rounding"))
