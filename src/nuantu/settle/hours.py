"""Time that is paid by the hour: counted as a clause says, and supplements that follow from it day by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.errors import AgreementError
from nuantu.core.money import Rounding
from nuantu.settle.facts import DayFacts
from nuantu.settle.lines import ROUNDINGS, Rate, Subject, join_lines, write_lines
from nuantu.settle.worktime import Counted, WorktimeTerms, count_engaged, count_online, count_worktime

Ints = NDArray[np.int64]

HOUR_S = 3600


def count_time(clause: Clause, facts: DayFacts, begin_s: int, end_s: int) -> Counted:
    """Seconds of a local day that count under this clause, by its base.

    Raises AgreementError where the clause counts worktime of a worker for whom no worktime definition is in force.
    """
    base = clause.word_param("base")
    if base == "online":
        return count_online(facts.spells, begin_s, end_s)
    if base == "engaged":
        return count_engaged(facts.spells, begin_s, end_s)
    terms = facts.worktime_at(begin_s)
    counted = count_worktime(facts.spells, terms, begin_s, end_s)
    refuse_undefined(clause, facts, terms, counted.worker, begin_s)
    return counted


def refuse_undefined(clause: Clause, facts: DayFacts, terms: WorktimeTerms, worker: Ints, begin_s: int) -> None:
    """Refuse a clause that counts working time of one of these workers whom no definition of that day covers."""
    concerned = facts.covers(clause, worker, np.full(len(worker), begin_s))
    bare = worker[concerned & ~terms.covers[worker]]
    if len(bare):
        raise AgreementError(
            f"clause {clause.id} ({clause.type.name}) counts working time, and no worktime_definition (R01) is in "
            f"force for worker {facts.log.worker_ids[int(bare[0])]}",
            fix="add a worktime_definition that covers the same workers",
        )


def settle_hours(clause: Clause, facts: DayFacts, component: str, find_rates: Callable[[date], Ints]) -> pa.Table:
    """A line for each worker and local day: counted seconds at that day's rate (minor units an hour, by worker code).

    A rate of 0 pays nothing.
    """
    parts = []
    for day, begin_s, end_s in facts.log.days():
        rates = find_rates(day)
        if not rates.any():
            continue
        counted = count_time(clause, facts, begin_s, end_s)
        covered = facts.covers(clause, counted.worker, np.full(len(counted.worker), begin_s))
        rows = np.flatnonzero(covered & (rates[counted.worker] > 0))
        subject = make_subject(facts, counted, rows, day)
        parts.append(write_lines(clause, "worker_pay", component, subject, counted.seconds[rows],
                                 Rate(rates[counted.worker[rows]], HOUR_S, "second", read_rounding(clause)),
                                 facts.log.currency))
    return join_lines(parts)


def make_subject(facts: DayFacts, counted: Counted, rows: Ints, period: date) -> Subject:
    """Some of the workers who have counted time as subjects of lines of a period, named by its last day."""
    workers = pa.array(facts.log.worker_ids, pa.string()).take(pa.array(counted.worker[rows]))
    return Subject(workers, None, pa.repeat(pa.scalar(period.isoformat()), len(rows)), counted.first_event[rows],
                   counted.last_event[rows])


def read_rounding(clause: Clause) -> Rounding:
    """The rounding that the clause states."""
    return next(one for one in ROUNDINGS if one == clause.word_param("rounding"))
