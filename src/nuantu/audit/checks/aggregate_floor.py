"""P02 aggregate_floor: pay of all workers together reaches the rate for their time on trips and on call."""

from __future__ import annotations

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.dues import PERIOD, add_paid, compare_dues, gather_paid, sum_worker_pay, write_grounds
from nuantu.audit.held import hold_clause, hold_in, name_units
from nuantu.audit.query import Across, Case, Query
from nuantu.audit.tables import Frame


def _gather(clause: Clause, case: Case) -> ir.Table:
    """Of each covered worker and whole period: worker_id, period, counted_s (null: none), included_minor, first_id,
    last_id, and what ``gather_paid`` adds."""
    days = hold_clause(clause, case, clause.word_param("period")).days
    spans = case.limit_workers(clause, case.spells.on_call_by_day).inner_join(days.select("day_s", "period"), "day_s")
    counted = spans.group_by("worker_id", "period").agg(counted_s=(spans.end_s - spans.start_s).sum())
    pay = case.limit_workers(clause, sum_worker_pay(case, clause.words_param("include"), days))
    both = counted.mutate(included_minor=ibis.literal(0, "int64")).union(pay.select(
        "worker_id", "period", counted_s=ibis.null("int64"), included_minor=pay.included_minor))
    summed = both.group_by("worker_id", "period").agg(
        counted_s=both.counted_s.sum(), included_minor=both.included_minor.sum())
    own = case.records.events.filter(case.records.events.worker_id.notnull())
    dated = own.inner_join(days.select("day_s", "period"), "day_s")
    ends = dated.group_by("worker_id", "period").agg(first_id=dated.event_id.min(), last_id=dated.event_id.max())
    whole = summed.left_join(ends, list(PERIOD)).drop("worker_id_right", "period_right")
    return add_paid(gather_paid(clause, case, PERIOD, ("aggregate_topup",)), whole, PERIOD)


def _judge(clause: Clause, frame: Frame, parts: ir.Table) -> Query:
    """Of each whole period the shortfall of the pool is shared out by time, and every worker has his share."""
    missing = hold_in(clause, frame, clause.word_param("period")).missing
    workers = parts.filter(parts.counted_s.notnull())
    units = frame.keep(_share_out(workers.inner_join(frame.keep(_sum_pools(clause, parts)), "period")))
    return Query(
        unit="worker_period", units=name_units(units, missing), missing=missing,
        figures={"rate_minor": clause.int_param("rate")},
        breaches=compare_dues(units, told=("pool_s", "pool_due_minor", "pool_paid_minor", "short_minor", "counted_s")),
        grounds=write_grounds("round(pool_s {pool_s} x {rate_minor} / 3600) = {pool_due_minor}; - {pool_paid_minor} = "
                              "short_minor {short_minor}; x {counted_s} / {pool_s}"),
    )


def _sum_pools(clause: Clause, parts: ir.Table) -> ir.Table:
    """Of each period: pool_s, pool_due_minor, pool_paid_minor, short_minor."""
    sums = parts.group_by("period").agg(pool_s=parts.counted_s.sum(), pool_paid_minor=parts.included_minor.sum())
    due = sums.mutate(
        pool_due_minor=divide_rounded(sums.pool_s * clause.int_param("rate"), 3600, clause.word_param("rounding")))
    return due.mutate(short_minor=ibis.greatest(due.pool_due_minor - due.pool_paid_minor, 0))


def _share_out(workers: ir.Table) -> ir.Table:
    """Shares of a shortfall (due_minor): rounded down, and what is left to the largest remainders, by worker id."""
    product = workers.counted_s * workers.short_minor
    parts = workers.mutate(whole_minor=divide_rounded(product, workers.pool_s, "down"), rest=product % workers.pool_s)
    all_of_it = ibis.window(group_by="period")
    by_rest = ibis.window(group_by="period", order_by=[ibis.desc("rest"), "worker_id"])
    ranked = parts.mutate(left_minor=parts.short_minor - parts.whole_minor.sum().over(all_of_it),
                          place=ibis.row_number().over(by_rest))
    return ranked.mutate(due_minor=ranked.whole_minor + (ranked.place < ranked.left_minor).cast("int64"))


AGGREGATE_FLOOR = Across(_gather, _judge)
