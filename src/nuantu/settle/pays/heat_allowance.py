"""P08: money for work in the heat, by the month of the season or by the hot day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.times import falls_in_season, local_day_bounds_s
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import make_subject, read_rounding
from nuantu.settle.lines import Rate, join_lines, write_lines
from nuantu.settle.log import encode
from nuantu.settle.pays.pay import Pay
from nuantu.settle.periods import Period, list_periods
from nuantu.settle.worktime import Counted, count_engaged, find_engaged, find_holdings

Ints = NDArray[np.int64]

COLDEST = -10_000


def settle_heat(clause: Clause, facts: DayFacts) -> pa.Table:
    """One line a worker and whole month of the season, or one a worker and hot day of it."""
    if clause.optional_int("daily") is None:
        return join_lines([_settle_month(clause, facts, month) for month in list_periods(facts.log, "month")])
    return _settle_hot_days(clause, facts)


def _in_season(clause: Clause, day: date) -> bool:
    return falls_in_season(day, clause.int_param("first_day"), clause.int_param("last_day"))


def _settle_month(clause: Clause, facts: DayFacts, month: Period) -> pa.Table:
    count = len(facts.log.worker_ids)
    worked, last = (np.zeros(count, np.int64) for _ in range(2))
    first = np.full(count, facts.log.events.num_rows, np.int64)
    for day in month.days():
        if _in_season(clause, day):
            counted = count_engaged(facts.spells, *local_day_bounds_s(day, facts.log.tz))
            worked[counted.worker] += 1
            np.minimum.at(first, counted.worker, counted.first_event)
            np.maximum.at(last, counted.worker, counted.last_event)
    covered = facts.covers(clause, np.arange(count), np.full(count, month.end_s - 1))
    rows = np.flatnonzero(covered & (worked > 0))
    full = clause.int_param("full_attendance")
    subject = make_subject(facts, Counted(np.arange(count), worked, first, last), rows, month.last)
    return write_lines(clause, "worker_pay", "heat", subject, np.minimum(worked[rows], full),
                       Rate(clause.int_param("monthly"), full, "day", read_rounding(clause)), facts.log.currency)


def _settle_hot_days(clause: Clause, facts: DayFacts) -> pa.Table:
    heat = read_heat(facts, clause.int_param("threshold"))
    parts = []
    for day, begin_s, end_s in facts.log.days():
        if not _in_season(clause, day):
            continue
        counted = count_engaged(facts.spells, begin_s, end_s)
        hot_event = heat.find_hot(facts, begin_s, end_s)[counted.worker]
        covered = facts.covers(clause, counted.worker, np.full(len(counted.worker), begin_s))
        rows = np.flatnonzero(covered & (hot_event > 0))
        measured = Counted(counted.worker, counted.seconds, np.minimum(counted.first_event, hot_event),
                           np.maximum(counted.last_event, hot_event))
        parts.append(write_lines(clause, "worker_pay", "heat", make_subject(facts, measured, rows, day),
                                 np.ones(len(rows), np.int64), Rate(clause.int_param("daily"), 1, "day"),
                                 facts.log.currency))
    return join_lines(parts)


@dataclass(frozen=True)
class Heat:
    """Rows of hot measurements, and of each order in hand its worker, district code, begin and end in UTC seconds."""

    rows: Ints
    worker: Ints
    district: Ints
    districts: tuple[str, ...]
    begin_s: Ints
    end_s: Ints

    def find_hot(self, facts: DayFacts, begin_s: int, end_s: int) -> Ints:
        """Of each worker code the first hot measurement of a window (its event) that concerns him; 0 for none."""
        found = np.zeros(len(facts.log.worker_ids), np.int64)
        at_s = facts.log.at_s[self.rows]
        for row in self.rows[(at_s >= begin_s) & (at_s < end_s)][::-1].tolist():
            found[self._find_concerned(facts, row, begin_s, end_s)] = row + 1
        return found

    def _find_concerned(self, facts: DayFacts, row: int, begin_s: int, end_s: int) -> NDArray[np.bool_]:
        district, place = (facts.log.events[name][row].as_py() for name in ("district_id", "place_code"))
        concerned = np.ones(len(facts.log.worker_ids), bool)
        if district is not None:
            concerned[:] = False
            inside = (self.begin_s < end_s) & (self.end_s > begin_s)
            if district in self.districts:
                concerned[self.worker[inside & (self.district == self.districts.index(district))]] = True
        elif place is not None:
            by_trait = np.array([(trait[3] or "").startswith(place) for trait in facts.roster.traits], bool)
            concerned = by_trait[facts.roster.of_worker]
        return concerned


def read_heat(facts: DayFacts, threshold: int) -> Heat:
    """All measurements of at least the threshold (tenths of a degree), and where orders in hand went."""
    log = facts.log
    rows = log.rows("temperature")
    hot = rows[log.ints("celsius_tenths", rows, null=COLDEST) >= threshold]
    held, engaged = find_holdings(log), find_engaged(log)
    created = log.rows("created")
    row_of = np.full(len(log.order_ids), -1, np.int64)
    row_of[log.order[created]] = created
    codes, districts = encode(log.events["district_id"].take(pa.array(np.maximum(row_of[held.order], 0))))
    known = np.where(row_of[held.order] >= 0, codes, -1)
    return Heat(hot, engaged.worker, known, districts, engaged.begin_s, engaged.end_s)


HEAT_ALLOWANCE = Pay("month", settle_heat)
