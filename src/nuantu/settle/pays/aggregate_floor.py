"""P02: pay of all workers together is lifted to a rate for their time on trips and on call."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.money import Rounding, divide_rounded
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import HOUR_S, make_subject, read_rounding
from nuantu.settle.lines import Rate, join_lines, write_lines
from nuantu.settle.pays.pay import Pay
from nuantu.settle.periods import Period, list_periods
from nuantu.settle.worktime import Counted, count_intervals, join_intervals, unite

Ints = NDArray[np.int64]


def settle_aggregate(clause: Clause, facts: DayFacts) -> pa.Table:
    """A share of the shortfall for each worker and period that the log holds whole."""
    time = unite(join_intervals((facts.spells.engaged, facts.spells.online)))
    return join_lines([_settle_period(clause, facts, period, count_intervals(time.clip(period.begin_s, period.end_s)))
                       for period in list_periods(facts.log, clause.word_param("period"))])


def _settle_period(clause: Clause, facts: DayFacts, period: Period, counted: Counted) -> pa.Table:
    everybody = np.arange(len(facts.log.worker_ids))
    covered = facts.covers(clause, everybody, np.full(len(everybody), period.end_s - 1))
    rows = np.flatnonzero(covered[counted.worker])
    seconds = counted.seconds[rows]
    paid = facts.earned.sum_by_worker(clause.words_param("include"), period.first, period.last)[covered]
    pool_s = int(seconds.sum())
    due = divide_rounded(pool_s * clause.int_param("rate"), HOUR_S, read_rounding(clause))
    short = due - int(paid.sum())
    if short <= 0:
        return join_lines(())
    names = np.array(facts.log.worker_ids)[counted.worker[rows]]
    lifted = choose_lifted(seconds, short, pool_s, names)
    parts = []
    roundings: tuple[tuple[Rounding, NDArray[np.bool_]], ...] = (("down", ~lifted), ("up", lifted))
    for rounding, chosen in roundings:
        subject = make_subject(facts, counted, rows[chosen], period.last)
        parts.append(write_lines(clause, "worker_pay", "aggregate_topup", subject, seconds[chosen],
                                 Rate(short, pool_s, "second", rounding), facts.log.currency))
    return join_lines(parts)


def choose_lifted(seconds: Ints, short: int, pool_s: int, names: NDArray[np.str_]) -> NDArray[np.bool_]:
    """Whose share of a shortfall is rounded up: as many as minor units are left over, the largest remainders first.

    Between equal remainders the order of the worker ids decides.
    """
    whole, rest = np.divmod(seconds * short, pool_s)
    left = short - int(whole.sum())
    lifted = np.zeros(len(seconds), bool)
    lifted[np.lexsort((names, -rest))[:left]] = True
    return lifted


AGGREGATE_FLOOR = Pay("group", settle_aggregate)
