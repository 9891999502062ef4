"""C08: a month without a breach of safety earns its reward."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.errors import InputError
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import make_subject
from nuantu.settle.lines import Rate, join_lines, write_lines
from nuantu.settle.periods import Period, list_periods
from nuantu.settle.worktime import Counted

Ints = NDArray[np.int64]


def entitle(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line a worker and whole month with enough distance and no breach; none where no amount is agreed."""
    if clause.optional_int("amount") is None:
        return join_lines(())
    return join_lines([_entitle_month(clause, facts, month) for month in list_periods(facts.log, "month")])


def _entitle_month(clause: Clause, facts: DayFacts, month: Period) -> pa.Table:
    log, done = facts.log, facts.deliveries
    rows = np.flatnonzero((done.delivered_s >= month.begin_s) & (done.delivered_s < month.end_s)
                          & facts.covers(clause, done.worker, done.delivered_s))
    unmeasured = rows[done.distance_m[rows] < 0]
    if len(unmeasured):
        raise InputError(f"the order has no distance, and clause {clause.id} counts it", file="events.parquet",
                         line=int(done.created_event[unmeasured[0]]), field="distance_m",
                         fix="state the distance in the created event")
    count = len(log.worker_ids)
    metres, last = np.zeros(count, np.int64), np.zeros(count, np.int64)
    first = np.full(count, log.events.num_rows, np.int64)
    np.add.at(metres, done.worker[rows], done.distance_m[rows])
    np.minimum.at(first, done.worker[rows], done.delivered_event[rows])
    np.maximum.at(last, done.worker[rows], done.delivered_event[rows])
    clean = (last > 0) & (metres >= clause.int_param("least")) & ~find_spoilt(clause, facts, month)
    ends = Counted(np.arange(count), np.zeros(count, np.int64), np.minimum(first, last), last)
    earned = np.flatnonzero(clean)
    return write_lines(clause, "benefit", "safety_reward", make_subject(facts, ends, earned, month.last),
                       np.ones(len(earned), np.int64), Rate(clause.int_param("amount"), 1, "month"), log.currency)


def find_spoilt(clause: Clause, facts: DayFacts, month: Period) -> NDArray[np.bool_]:
    """Which workers have a breach on record in the month of a kind that spoils it."""
    log = facts.log
    rows = log.rows("violation")
    rows = rows[log.worker[rows] >= 0]
    reason, reasons = log.words("reason", rows)
    kinds = [code for code, word in enumerate(reasons) if word in clause.words_param("spoilt_by")]
    held = np.isin(reason, kinds) & (log.at_s[rows] >= month.begin_s) & (log.at_s[rows] < month.end_s)
    held &= facts.covers(clause, log.worker[rows], log.at_s[rows])
    spoilt = np.zeros(len(log.worker_ids), bool)
    spoilt[log.worker[rows[held]]] = True
    return spoilt
