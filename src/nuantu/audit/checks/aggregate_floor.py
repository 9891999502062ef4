"""P02 aggregate_floor: pay of all workers together reaches the rate for their time on trips and on call."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.dues import PERIOD, add_paid, compare_dues, gather_paid, sum_worker_pay, write_grounds
from nuantu.audit.held import hold_clause, name_units
from nuantu.audit.query import Case, Query


def check(clause: Clause, case: Case) -> Query:
    """Of each whole period the shortfall of the pool is shared out by time, and every worker has his share."""
    held = hold_clause(clause, case, clause.word_param("period"))
    counted = _count_time(clause, case, held.days)
    pools = _sum_pools(clause, case, counted, held.days)
    shares = _share_out(counted.inner_join(pools, "period"))
    units = case.records.keep(add_paid(gather_paid(clause, case, PERIOD, ("aggregate_topup",)), shares, PERIOD))
    return Query(
        unit="worker_period", units=name_units(units, held.missing), missing=held.missing,
        figures={"rate_minor": clause.int_param("rate")},
        breaches=compare_dues(units, told=("pool_s", "pool_due_minor", "pool_paid_minor", "short_minor", "counted_s")),
        grounds=write_grounds("round(pool_s {pool_s} x {rate_minor} / 3600) = {pool_due_minor}; - {pool_paid_minor} = "
                              "short_minor {short_minor}; x {counted_s} / {pool_s}"),
    )


def _count_time(clause: Clause, case: Case, days: ir.Table) -> ir.Table:
    """Covered workers' time: worker_id, period, counted_s, first_id, last_id."""
    spans = case.limit_workers(clause, case.spells.on_call_by_day).inner_join(days.select("day_s", "period"), "day_s")
    counted = spans.group_by("worker_id", "period").agg(counted_s=(spans.end_s - spans.start_s).sum())
    own = case.records.events.filter(case.records.events.worker_id.notnull())
    dated = own.inner_join(days.select("day_s", "period"), "day_s")
    ends = dated.group_by("worker_id", "period").agg(first_id=dated.event_id.min(), last_id=dated.event_id.max())
    return case.records.keep(counted.left_join(ends, list(PERIOD)).drop("worker_id_right", "period_right"))


def _sum_pools(clause: Clause, case: Case, counted: ir.Table, days: ir.Table) -> ir.Table:
    """Of each period: pool_s, pool_due_minor, pool_paid_minor, short_minor."""
    paid = case.limit_workers(clause, sum_worker_pay(case, clause.words_param("include"), days))
    paid = paid.group_by("period").agg(paid_minor=paid.included_minor.sum())
    time = counted.group_by("period").agg(pool_s=counted.counted_s.sum())
    joined = time.left_join(paid, "period").drop("period_right")
    due = joined.mutate(
        pool_due_minor=divide_rounded(joined.pool_s * clause.int_param("rate"), 3600, clause.word_param("rounding")),
        pool_paid_minor=joined.paid_minor.fill_null(0)).drop("paid_minor")
    return case.records.keep(due.mutate(short_minor=ibis.greatest(due.pool_due_minor - due.pool_paid_minor, 0)))


def _share_out(workers: ir.Table) -> ir.Table:
    """Shares of a shortfall (due_minor): rounded down, and what is left to the largest remainders, by worker id."""
    product = workers.counted_s * workers.short_minor
    parts = workers.mutate(whole_minor=divide_rounded(product, workers.pool_s, "down"), rest=product % workers.pool_s)
    all_of_it = ibis.window(group_by="period")
    by_rest = ibis.window(group_by="period", order_by=[ibis.desc("rest"), "worker_id"])
    ranked = parts.mutate(left_minor=parts.short_minor - parts.whole_minor.sum().over(all_of_it),
                          place=ibis.row_number().over(by_rest))
    return ranked.mutate(due_minor=ranked.whole_minor + (ranked.place < ranked.left_minor).cast("int64"))
