"""Subsidies of a contribution: a share of it for each whole month whose income, and enough others', reaches a base."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.errors import InputError
from nuantu.core.spans import Span
from nuantu.core.times import local_day_bounds_s, local_midnight_s
from nuantu.settle.facts import DayFacts
from nuantu.settle.lines import ROUNDINGS, Rate, Subject, join_lines, write_lines
from nuantu.settle.whole_spans import list_whole_spans

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
MILLE_SQUARED = 1_000_000


@dataclass(frozen=True, slots=True)
class Incomes:
    """Income of every worker (row) in every whole month of the log (column), in minor units, and the first and last
    payout of it; 0 where there is none."""

    months: tuple[Span, ...]
    minor: Ints
    first_event: Ints
    last_event: Ints


def settle_contribution(clause: Clause, facts: DayFacts, component: str) -> pa.Table:
    """A line a worker and whole month for which the subsidy is due.

    Raises InputError for a payout without its cycle to a worker whom the clause concerns.
    """
    bases = _find_bases(clause, facts)
    incomes = _sum_incomes(clause, facts)
    met = (incomes.minor >= bases[:, None]) & (bases[:, None] > 0)
    rounding = next(one for one in ROUNDINGS if one == clause.word_param("rounding"))
    rate = Rate(clause.int_param("rate") * clause.int_param("ratio"), MILLE_SQUARED, "minor", rounding)
    parts = []
    for place, month in enumerate(incomes.months):
        begin_s = local_midnight_s(month.first, facts.log.tz)
        end_s = local_day_bounds_s(month.last, facts.log.tz)[1]
        workers = np.arange(len(bases), dtype=np.int64)
        due = met[:, place] & _reaches(clause, incomes.months, met, place)
        due &= facts.covers(clause, workers, np.full(len(bases), end_s - 1, np.int64))
        if clause.params["proof"]:
            due &= find_proved(facts, component, begin_s, end_s)
        own = np.flatnonzero(due)
        subject = Subject(pa.array(facts.log.worker_ids, pa.string()).take(pa.array(own)), None,
                          pa.repeat(pa.scalar(month.last.isoformat()), len(own)), incomes.first_event[own, place],
                          incomes.last_event[own, place])
        parts.append(write_lines(clause, "benefit", component, subject, bases[own], rate, facts.log.currency))
    return join_lines(parts)


def _reaches(clause: Clause, months: tuple[Span, ...], met: Bools, place: int) -> Bools:
    """Whether enough of the months considered reach the base; months that the log does not hold whole do not."""
    number = [month.first.year * 12 + month.first.month for month in months]
    last = number[place] - (0 if clause.params["current_counts"] else 1)
    first = last - clause.int_param("months_seen") + 1
    considered = [column for column, month in enumerate(number) if first <= month <= last]
    enough: Bools = met[:, considered].sum(axis=1) >= clause.int_param("months_met")
    return enough


def _find_bases(clause: Clause, facts: DayFacts) -> Ints:
    """Base of each worker's work place in minor units; 0 where none is stated."""
    roster = facts.roster
    by_trait = np.array([clause.for_place("base", trait[3]) or 0 for trait in roster.traits], np.int64)
    bases: Ints = by_trait[roster.of_worker] if len(by_trait) else by_trait
    return bases


def _sum_incomes(clause: Clause, facts: DayFacts) -> Incomes:
    log, months = facts.log, list_whole_spans(facts.log, "month")
    shape = (len(log.worker_ids), len(months))
    income, first, last = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    rows = log.rows("payout")
    to_s = log.ints("to_s", rows)
    _refuse_uncycled(clause, facts, rows, (to_s < 0) | (log.ints("from_s", rows) < 0))
    amount = log.ints("amount_minor", rows, null=0)
    for place, month in enumerate(months):
        begin_s = local_midnight_s(month.first, log.tz)
        end_s = local_day_bounds_s(month.last, log.tz)[1]
        inside = (to_s - 1 >= begin_s) & (to_s - 1 < end_s)
        worker, event = log.worker[rows[inside]], rows[inside] + 1
        np.add.at(income[:, place], worker, amount[inside])
        last[worker, place] = event
        first[worker[::-1], place] = event[::-1]
    return Incomes(months, income, first, last)


def _refuse_uncycled(clause: Clause, facts: DayFacts, rows: Ints, bare: Bools) -> None:
    own = rows[bare]
    own = own[facts.covers(clause, facts.log.worker[own], facts.log.at_s[own])]
    if len(own):
        raise InputError(f"the payout has no cycle, and clause {clause.id} counts income by the month",
                         file="events.parquet", line=int(own[0]) + 1, field="to_s",
                         fix="state from_s and to_s in the payout")


def find_proved(facts: DayFacts, component: str, begin_s: int, end_s: int) -> Bools:
    """Workers with a proof of this kind of contribution for some of a window."""
    log, rows = facts.log, facts.log.rows("contribution_proved")
    kind, words = log.words("component", rows)
    wanted = words.index(component) if component in words else -2
    from_s, to_s = log.ints("from_s", rows), log.ints("to_s", rows)
    meets = (kind == wanted) & (from_s >= 0) & (from_s < end_s) & (to_s > begin_s)
    proved = np.zeros(len(log.worker_ids), bool)
    proved[log.worker[rows[meets]]] = True
    return proved
