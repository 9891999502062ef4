"""P16: long waits at merchants, and rests that a rule imposes, are paid by the second."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import read_rounding
from nuantu.settle.lines import Rate, Subject, join_lines, write_lines, write_periods
from nuantu.settle.pays.pay import Pay

Ints = NDArray[np.int64]
MINUTE_S = 60


def settle_waits(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line a delivered order with a long wait, and one a worker and day with an imposed rest."""
    return join_lines((_settle_orders(clause, facts), _settle_rests(clause, facts)))


def _settle_orders(clause: Clause, facts: DayFacts) -> pa.Table:
    done = facts.deliveries
    wait_s, first, last = find_waits(facts)
    paid_s = np.maximum(wait_s - clause.int_param("after"), 0)
    rows = np.flatnonzero((paid_s > 0) & facts.covers(clause, done.worker, done.delivered_s))
    rate = Rate(clause.int_param("wait_rate"), MINUTE_S, "second", read_rounding(clause))
    return write_lines(clause, "worker_pay", "wait_pay", done.subject(first, last).take(rows), paid_s[rows], rate,
                       facts.log.currency)


def find_waits(facts: DayFacts) -> tuple[Ints, Ints, Ints]:
    """Of each delivery the seconds waited at the merchant, and the events of arrival and pick-up (0 where unknown).

    A wait runs from the last arrival, or the worker's own pick-up before if that was later, to the last pick-up.
    """
    log, done = facts.log, facts.deliveries
    picked = log.rows("picked_up")
    picked = picked[np.lexsort((picked, log.worker[picked]))]
    same = np.r_[False, log.worker[picked][1:] == log.worker[picked][:-1]] if len(picked) else np.zeros(0, bool)
    before_s = np.where(same, log.at_s[np.r_[picked[:1], picked[:-1]]], 0)
    pick, pick_before = _find_last(facts, picked, before_s)
    arrive, _ = _find_last(facts, log.rows("merchant_arrived"))
    known = (pick >= 0) & (arrive >= 0)
    begin_s = np.maximum(log.at_s[arrive], pick_before)
    wait_s = np.where(known, np.maximum(log.at_s[pick] - begin_s, 0), 0)
    first, last = np.minimum(arrive, pick) + 1, np.maximum(arrive, pick) + 1
    assert len(wait_s) == len(done.order)
    return wait_s, first, last


def _find_last(facts: DayFacts, rows: Ints, values: Ints | None = None) -> tuple[Ints, Ints]:
    """Of each delivery its worker's last event among these rows for that order (row or -1), with that row's value."""
    log, done = facts.log, facts.deliveries
    held = len(log.order_ids) + 1
    key = log.worker[rows] * held + log.order[rows]
    order = np.lexsort((rows, key))
    wanted = done.worker * held + done.order
    place = np.searchsorted(key[order], wanted, side="right") - 1
    hit = (place >= 0) & (key[order][np.maximum(place, 0)] == wanted) if len(rows) else np.zeros(len(wanted), bool)
    at = order[np.maximum(place, 0)] if len(rows) else np.zeros(len(wanted), np.int64)
    found = np.where(hit, rows[at], -1) if len(rows) else np.full(len(wanted), -1)
    value = np.zeros(len(wanted), np.int64) if values is None or not len(rows) else np.where(hit, values[at], 0)
    return found.astype(np.int64), value.astype(np.int64)


def _settle_rests(clause: Clause, facts: DayFacts) -> pa.Table:
    rate = clause.optional_int("rest_rate")
    log = facts.log
    rows = log.rows("push_paused")
    rows = rows[log.worker[rows] >= 0]
    rows = rows[facts.covers(clause, log.worker[rows], log.at_s[rows])]
    if rate is None or not len(rows):
        return join_lines(())
    days = log.days()
    day = np.searchsorted(np.array([begin for _, begin, _ in days]), log.at_s[rows], side="right") - 1
    key, group = np.unique(log.worker[rows] * len(days) + day, return_inverse=True)
    seconds, first = np.zeros(len(key), np.int64), np.full(len(key), log.events.num_rows, np.int64)
    last = np.zeros(len(key), np.int64)
    np.add.at(seconds, group, log.ints("to_s", rows) - log.ints("from_s", rows))
    np.minimum.at(first, group, rows + 1)
    np.maximum.at(last, group, rows + 1)
    workers = pa.array(log.worker_ids, pa.string()).take(pa.array(key // len(days)))
    subject = Subject(workers, None, write_periods([one for one, _, _ in days], key % len(days)), first, last)
    return write_lines(clause, "worker_pay", "rest_pay", subject, seconds,
                       Rate(rate, MINUTE_S, "second", read_rounding(clause)), log.currency)


WAIT_OR_REST_PAY = Pay("order", settle_waits)
