"""Payouts as the log has them, and the days of pay that they leave out."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case


def list_payouts(case: Case) -> ir.Table:
    """Payouts with a cycle: event_id, worker_id, at_s, day_s, from_s, to_s, amount_minor, issued_by, outcome, and of
    the same cycle of that worker paid_minor (all of them together) and is_last."""
    rows = case.records.of_kind("payout")
    known = rows.filter(rows.worker_id.notnull(), rows.from_s.notnull(), rows.to_s.notnull()).select(
        "event_id", "worker_id", "at_s", "day_s", "from_s", "to_s", "amount_minor", "issued_by", "outcome")
    cycle = ibis.window(group_by=["worker_id", "from_s", "to_s"])
    summed = known.mutate(paid_minor=known.amount_minor.fill_null(0).sum().over(cycle),
                          last_id=known.event_id.max().over(cycle))
    return summed.mutate(is_last=summed.event_id == summed.last_id)


def sum_days(clause: Clause, case: Case) -> ir.Table:
    """Days of pay that the clause concerns: worker_id, day, day_s, day_end_s, pay_minor, first_line, last_line, and
    both as line_ids: all lines of all days would be the whole ledger once more."""
    ledger = case.records.ledger
    lines = case.limit_lines(clause, ledger.filter(ledger.account == "worker_pay"))
    sums = lines.group_by("worker_id", day=lines.period).agg(
        pay_minor=lines.amount_minor.sum(), first_line=lines.line_id.min(), last_line=lines.line_id.max())
    paid = sums.filter(sums.pay_minor > 0)
    days = paid.mutate(line_ids=ibis.array([paid.first_line, paid.last_line])).inner_join(case.records.days, "day")
    return case.records.keep(days)


def find_unpaid(case: Case, payouts: ir.Table, days: ir.Table) -> tuple[ir.Table, ir.Table]:
    """Days of pay that no payout covers: of workers who have payouts, and of workers who have none in the log."""
    spans = payouts.select("worker_id", "from_s", "to_s").distinct()
    pairs = days.select("worker_id", "day_s").inner_join(spans, "worker_id")
    covered = pairs.filter(pairs.day_s >= pairs.from_s, pairs.day_s < pairs.to_s).select("worker_id", "day_s")
    left = case.records.keep(days.anti_join(covered, ["worker_id", "day_s"]))
    payees = spans.select("worker_id").distinct()
    return left.semi_join(payees, "worker_id"), left.anti_join(payees, "worker_id")
