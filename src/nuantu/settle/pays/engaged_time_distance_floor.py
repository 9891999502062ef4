"""P04: pay is lifted to so much for engaged time and so much for distance, by period or order by order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.errors import InputError
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import HOUR_S, make_subject, read_rounding
from nuantu.settle.lines import Rate, Subject, join_lines, write_lines
from nuantu.settle.pays.pay import Pay
from nuantu.settle.periods import Period, list_periods
from nuantu.settle.rounding import round_quotients
from nuantu.settle.worktime import Counted, count_engaged

Ints = NDArray[np.int64]

#: Exact: for each unit of distance so many metres for so many times the rate. A mile is 201,168 / 125 m.
UNITS = {"km": (1000, 1), "mile": (201_168, 125)}


@dataclass(frozen=True, slots=True)
class Guarantee:
    """What is due row by row: counted seconds at a rate, and metres at another."""

    seconds: Ints
    time: Rate
    metres: Ints
    way: Rate

    def parts(self) -> tuple[Ints, Ints]:
        """Minor units for the time and for the distance, each rounded."""
        return (round_quotients(self.seconds * self.time.minor, self.time.per, self.time.rounding),
                round_quotients(self.metres * self.way.minor, self.way.per, self.way.rounding))


def settle_engaged(clause: Clause, facts: DayFacts) -> pa.Table:
    """Two lines for what is short of time and distance, or one for what is short of an order's minimum."""
    if clause.word_param("form") == "per_order":
        return _settle_orders(clause, facts)
    return join_lines([_settle_period(clause, facts, period)
                       for period in list_periods(facts.log, clause.word_param("period"))])


def _settle_period(clause: Clause, facts: DayFacts, period: Period) -> pa.Table:
    workers = np.arange(len(facts.log.worker_ids))
    wages = np.array([clause.for_place("wage", trait[3]) or 0 for trait in facts.roster.traits], np.int64)
    own = wages[facts.roster.of_worker] if len(wages) else workers
    covered = facts.covers(clause, workers, np.full(len(workers), period.end_s - 1)) & (own > 0)
    counted = count_engaged(facts.spells, period.begin_s, period.end_s)
    seconds, metres = (np.zeros(len(workers), np.int64) for _ in range(2))
    seconds[counted.worker] = counted.seconds
    done = facts.deliveries
    inside = covered[done.worker] & (done.delivered_s >= period.begin_s) & (done.delivered_s < period.end_s)
    np.add.at(metres, done.worker[inside], _measure(clause, facts, inside))
    paid = facts.earned.sum_by_worker(clause.words_param("include"), period.first, period.last)
    rows = np.flatnonzero(covered & ((seconds > 0) | (metres > 0)))
    rate = Rate(own[rows] * clause.int_param("share"), HOUR_S * 1000, "second", read_rounding(clause))
    due = Guarantee(seconds[rows], rate, metres[rows], _find_way(clause))
    subject = make_subject(facts, _find_ends(facts, counted, inside), rows, period.last)
    return _write_short(clause, facts, subject, due, paid[rows])


def _find_ends(facts: DayFacts, counted: Counted, inside: NDArray[np.bool_]) -> Counted:
    """First and last event by worker code of the engaged spells and of the deliveries inside."""
    count, done = len(facts.log.worker_ids), facts.deliveries
    first, last = np.full(count, facts.log.events.num_rows, np.int64), np.zeros(count, np.int64)
    first[counted.worker], last[counted.worker] = counted.first_event, counted.last_event
    np.minimum.at(first, done.worker[inside], done.accepted_event[inside])
    np.maximum.at(last, done.worker[inside], done.delivered_event[inside])
    return Counted(np.arange(count), np.zeros(count, np.int64), np.minimum(first, last), last)


def _settle_orders(clause: Clause, facts: DayFacts) -> pa.Table:
    done = facts.deliveries
    covered = facts.covers(clause, done.worker, done.delivered_s)
    rows = np.flatnonzero(covered)
    rate = Rate(clause.int_param("minute_rate"), 60, "second", read_rounding(clause))
    due = Guarantee((done.delivered_s - done.accepted_s)[rows], rate, _measure(clause, facts, covered),
                    _find_way(clause))
    paid = facts.earned.sum_by_order(clause.words_param("include"))[done.order[rows]]
    least = clause.int_param("offer_minimum")
    by_least = least > sum(due.parts())
    subject = done.subject(done.accepted_event, done.delivered_event).take(rows)
    offered = np.flatnonzero(by_least & (paid < least))
    offers = write_lines(clause, "worker_pay", "guarantee_offer", subject.take(offered),
                         np.ones(len(offered), np.int64), Rate(least, 1, "order"), facts.log.currency, paid[offered])
    rest = np.flatnonzero(~by_least)
    other = Guarantee(due.seconds[rest], due.time, due.metres[rest], due.way)
    return join_lines((offers, _write_short(clause, facts, subject.take(rest), other, paid[rest])))


def _measure(clause: Clause, facts: DayFacts, chosen: NDArray[np.bool_]) -> Ints:
    """Metres of some deliveries; refused where one is unknown and distance pays."""
    done = facts.deliveries
    metres = done.distance_m[chosen]
    if not clause.int_param("distance_rate"):
        return np.maximum(metres, 0)
    unknown = np.flatnonzero(metres < 0)
    if len(unknown):
        line = int(done.created_event[np.flatnonzero(chosen)[unknown[0]]])
        raise InputError(f"the order has no distance, and clause {clause.id} pays by distance", file="events.parquet",
                         line=line, field="distance_m", fix="state the distance in the created event")
    return metres


def _find_way(clause: Clause) -> Rate:
    metres, times = UNITS[clause.word_param("distance_unit")]
    return Rate(clause.int_param("distance_rate") * times, metres, "metre", read_rounding(clause))


def _write_short(clause: Clause, facts: DayFacts, subject: Subject, due: Guarantee, paid: Ints) -> pa.Table:
    """The two lines of what is short: what was paid is taken off the time first, the rest of it off the distance."""
    by_time, by_way = due.parts()
    short = np.flatnonzero(by_time + by_way > paid)
    own = subject.take(short)
    off_time = np.minimum(paid, by_time)[short]
    time = Rate(due.time.minor[short] if isinstance(due.time.minor, np.ndarray) else due.time.minor, due.time.per,
                due.time.unit, due.time.rounding)
    return join_lines((
        write_lines(clause, "worker_pay", "guarantee_time", own, due.seconds[short], time, facts.log.currency,
                    off_time),
        write_lines(clause, "worker_pay", "guarantee_distance", own, due.metres[short], due.way, facts.log.currency,
                    paid[short] - off_time)))


ENGAGED_TIME_DISTANCE_FLOOR = Pay("month", settle_engaged)
