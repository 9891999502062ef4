"""P12 deduction_whitelist: money is taken only for listed reasons, and no more than agreed."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.months import list_months
from nuantu.audit.query import Case, Query, fault, stack

LINES = ("line_id",)


def check(clause: Clause, case: Case) -> Query:
    """Each line that takes money has a listed reason, and neither its order nor its month is taken too much from.

    What an order or a month is taken too much is told of its last such line. In a month of which days are missing the
    pay is not known, so what would be too much there has no evidence.
    """
    reasons = sorted(clause.words_param("reasons"))
    ledger = case.records.ledger
    lines = case.records.keep(case.limit_lines(clause, ledger.filter(ledger.account == "worker_pay")))
    taken = lines.filter(lines.amount_minor < 0)
    taken = taken.mutate(own_ids=ibis.array([taken.line_id]), reason=taken.reason.fill_null("none"))
    booked = case.limit(clause, case.records.of_kind("deduction_line"))
    booked = booked.mutate(reason=booked.reason.fill_null("none")).select(
        "worker_id", "order_id", "event_id", "reason", "component", "amount_minor")
    unlisted = taken.filter(~taken.reason.isin(reasons))
    numbers = ("component", "amount_minor", "reason")
    much, unknown = _sum_months(clause, case, lines, taken)
    return Query(
        unit="line", units=taken.select("worker_id").union(booked.select("worker_id")),
        breaches=stack(
            fault(unlisted, "unlisted", lines="own_ids", numbers=numbers),
            fault(booked.filter(~booked.reason.isin(reasons)), "booked", events=("event_id",), numbers=numbers),
            fault(_sum_orders(clause, taken), "order", lines="own_ids", numbers=("sum_minor",)),
            fault(much, "month", lines="own_ids", numbers=("sum_minor", "pay_minor", "month")),
        ),
        grounds={"unlisted": "{component} {amount_minor} < 0 for {reason}, which is not listed",
                 "booked": "deduction_line {component} {amount_minor} for {reason}, which is not listed",
                 "order": "{sum_minor} taken from the order > per_order {per_order}",
                 "month": "{sum_minor} taken in {month} > per_month {per_month} per mille of {pay_minor}"},
        figures={"per_order": clause.optional_int("per_order"), "per_month": clause.optional_int("per_month")},
        missing=fault(unknown, "missing", lines="own_ids").mutate(field=ibis.literal("ledger of the whole month")),
    )


def _find_last(taken: ir.Table, *by: str) -> ir.Table:
    """The last line of each group, with ``sum_minor``, what the whole group takes."""
    own = ibis.window(group_by=list(by))
    summed = taken.mutate(sum_minor=-taken.amount_minor.sum().over(own), last_id=taken.line_id.max().over(own))
    return summed.filter(summed.line_id == summed.last_id)


def _sum_orders(clause: Clause, taken: ir.Table) -> ir.Table:
    cap = clause.optional_int("per_order")
    last = _find_last(taken.filter(taken.order_id.notnull()), "worker_id", "order_id")
    return last.filter(ibis.literal(value=False) if cap is None else last.sum_minor > cap)


def _sum_months(clause: Clause, case: Case, lines: ir.Table, taken: ir.Table) -> tuple[ir.Table, ir.Table]:
    """The last line of each month that is taken too much from: where the month is whole, and where it is not."""
    share = clause.optional_int("per_month")
    last = _find_last(taken.mutate(month=taken.period.substr(0, 7)), "worker_id", "month")
    if share is None:
        nothing = last.filter(ibis.literal(value=False)).mutate(pay_minor=ibis.literal(0, "int64"))
        return nothing, nothing
    paid = lines.filter(lines.amount_minor > 0)
    paid = paid.mutate(month=paid.period.substr(0, 7)).group_by("worker_id", "month").agg(
        pay_minor=lambda t: t.amount_minor.sum())
    joined = last.left_join(paid, ["worker_id", "month"]).drop("worker_id_right", "month_right")
    joined = joined.mutate(pay_minor=joined.pay_minor.fill_null(0))
    over = joined.filter(joined.sum_minor * 1000 > joined.pay_minor * share)
    months = list_months(case)
    whole = months.filter(months.missing.isnull())
    return over.semi_join(whole, "month"), over.anti_join(whole, "month")
