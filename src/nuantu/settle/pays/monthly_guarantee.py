"""P03: pay of a month is lifted to an amount, for those who have just begun or for all."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.times import local_day_bounds_s
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import make_subject
from nuantu.settle.lines import Rate, join_lines, write_lines
from nuantu.settle.pays.pay import Pay
from nuantu.settle.periods import Period, list_periods
from nuantu.settle.tenure import UNKNOWN, find_hired
from nuantu.settle.worktime import Counted, count_online

Ints = NDArray[np.int64]


def settle_guarantee(clause: Clause, facts: DayFacts) -> pa.Table:
    """A line for each worker and whole calendar month whose pay lies below what is guaranteed."""
    hired = find_hired(facts.log)
    return join_lines([_settle_month(clause, facts, month, hired) for month in list_periods(facts.log, "month")])


def _settle_month(clause: Clause, facts: DayFacts, month: Period, hired: Ints) -> pa.Table:
    workers = np.arange(len(facts.log.worker_ids))
    attended = np.zeros(len(workers), np.int64)
    for day in month.days():
        attended[count_online(facts.spells, *local_day_bounds_s(day, facts.log.tz)).worker] += 1
    guaranteed = (facts.covers(clause, workers, np.full(len(workers), month.end_s - 1))
                  & (attended >= clause.int_param("attendance"))
                  & find_guaranteed(hired, month.first, clause.optional_int("months")))
    amount = clause.int_param("amount")
    earned = facts.earned.sum_by_worker(clause.words_param("include"), month.first, month.last)
    ends = _find_ends(facts, month)
    rows = np.flatnonzero(guaranteed & (earned < amount) & (ends.last_event > 0))
    subject = make_subject(facts, ends, rows, month.last)
    return write_lines(clause, "worker_pay", "month_guarantee", subject, np.ones(len(rows), np.int64),
                       Rate(amount, 1, "month"), facts.log.currency, earned[rows])


def find_guaranteed(hired: Ints, first: date, months: int | None) -> NDArray[np.bool_]:
    """Whose month, beginning on ``first``, is whole and, where ``months`` is stated, one of so many first ones."""
    whole: NDArray[np.bool_] = hired <= first.toordinal()
    if months is None:
        return whole
    begun = np.array([_count_months(date.fromordinal(max(int(day), 1))) for day in hired], np.int64)
    number = first.year * 12 + first.month - begun + 1
    first_ones: NDArray[np.bool_] = whole & (hired != UNKNOWN) & (number <= months)
    return first_ones


def _count_months(day: date) -> int:
    """The first month that begins on or after a day, counted from the year 0."""
    return day.year * 12 + day.month + (day.day > 1)


def _find_ends(facts: DayFacts, month: Period) -> Counted:
    """First and last event of every worker up to the end of a month."""
    log = facts.log
    rows = np.flatnonzero((log.worker >= 0) & (log.at_s < month.end_s))
    count = len(log.worker_ids)
    first, last = np.full(count, log.events.num_rows, np.int64), np.zeros(count, np.int64)
    np.minimum.at(first, log.worker[rows], rows + 1)
    np.maximum.at(last, log.worker[rows], rows + 1)
    return Counted(np.arange(count), np.zeros(count, np.int64), np.minimum(first, last), last)


MONTHLY_GUARANTEE = Pay("month", settle_guarantee)
