"""P01: what a worker earned in a local day is lifted to so much for each counted hour."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.errors import AgreementError
from nuantu.core.money import Rounding
from nuantu.settle.facts import DayFacts
from nuantu.settle.lines import ROUNDINGS, Rate, Subject, join_lines, write_lines
from nuantu.settle.pays.pay import Pay
from nuantu.settle.rounding import round_quotients
from nuantu.settle.worktime import Counted, count_engaged, count_online, count_worktime

Ints = NDArray[np.int64]

HOUR_S = 3600


def settle_floor(clause: Clause, facts: DayFacts) -> pa.Table:
    """A top-up line for each worker and local day whose included pay lies below counted time x floor.

    Raises AgreementError where the clause counts worktime of a worker for whom no worktime definition is in force.
    """
    return join_lines([_settle_day(clause, facts, day, begin_s, end_s) for day, begin_s, end_s in facts.log.days()])


def _settle_day(clause: Clause, facts: DayFacts, day: date, begin_s: int, end_s: int) -> pa.Table:
    floor_minor = find_floors(clause, facts)
    counted = count_time(clause, facts, begin_s, end_s)
    floors = floor_minor[counted.worker]
    included = sum_included(clause, facts, day)[counted.worker]
    rounding = read_rounding(clause)
    short = np.flatnonzero((floors > 0) & (round_quotients(counted.seconds * floors, HOUR_S, rounding) > included))
    workers = pa.array(facts.log.worker_ids, pa.string()).take(pa.array(counted.worker[short]))
    subject = Subject(workers, None, pa.repeat(pa.scalar(day.isoformat()), len(short)), counted.first_event[short],
                      counted.last_event[short])
    return write_lines(clause, "worker_pay", "floor_topup", subject, counted.seconds[short],
                       Rate(floors[short], HOUR_S, "second", rounding), facts.log.currency, included[short])


def find_floors(clause: Clause, facts: DayFacts) -> Ints:
    """Floor of each worker in minor units an hour, by the work place where the clause says so; 0 for none."""
    roster = facts.roster
    by_trait = np.array([clause.for_place("floor", trait[3]) or 0 for trait in roster.traits], np.int64)
    if not len(by_trait):
        return by_trait
    floors: Ints = np.where(roster.covered_by(clause), by_trait[roster.of_worker], 0)
    return floors


def count_time(clause: Clause, facts: DayFacts, begin_s: int, end_s: int) -> Counted:
    """Seconds of the window that count under this clause, by its base."""
    base = clause.word_param("base")
    if base == "online":
        return count_online(facts.spells, begin_s, end_s)
    if base == "engaged":
        return count_engaged(facts.spells, begin_s, end_s)
    counted = count_worktime(facts.spells, facts.worktime, begin_s, end_s)
    bare = counted.worker[facts.roster.covered_by(clause)[counted.worker] & ~facts.worktime.covers[counted.worker]]
    if len(bare):
        raise AgreementError(
            f"clause {clause.id} (hourly_floor) counts working time, and no worktime_definition (R01) is in force for "
            f"worker {facts.log.worker_ids[int(bare[0])]}",
            fix="add a worktime_definition that covers the same workers",
        )
    return counted


def sum_included(clause: Clause, facts: DayFacts, day: date) -> Ints:
    """Settled pay of a local day that counts towards the floor, in minor units by worker code."""
    lines = facts.settled
    wanted = pa.array(sorted(clause.words_param("include")), pa.string())
    counts = pc.and_(pc.and_(pc.equal(lines["account"], "worker_pay"), pc.equal(lines["period"], day.isoformat())),
                     pc.is_in(lines["component"], wanted))
    lines = lines.filter(counts)
    code = pc.index_in(lines["worker_id"], pa.array(facts.log.worker_ids, pa.string())).to_numpy()
    total = np.zeros(len(facts.log.worker_ids), np.int64)
    np.add.at(total, code.astype(np.int64), lines["amount_minor"].to_numpy())
    return total


def read_rounding(clause: Clause) -> Rounding:
    """The rounding that the clause states."""
    return next(one for one in ROUNDINGS if one == clause.word_param("rounding"))


HOURLY_FLOOR = Pay("period", settle_floor)
