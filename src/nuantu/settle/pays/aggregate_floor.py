"""P02: pay of all workers together is lifted to a rate for their time on trips and on call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.money import Rounding, divide_rounded
from nuantu.settle.facts import DayFacts
from nuantu.settle.hours import HOUR_S, make_subject, read_rounding
from nuantu.settle.lines import Rate, join_lines, write_lines
from nuantu.settle.pays.pay import Pay
from nuantu.settle.periods import list_periods
from nuantu.settle.pools import SHARES, Pool
from nuantu.settle.worktime import Counted, count_intervals, join_intervals, unite

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PoolTime:
    """A period that the log holds whole: its last day, the time of the workers whom the clause covers, and by worker
    code their pay and whether they are covered."""

    last: date
    time: Counted
    paid_minor: Ints
    covered: NDArray[np.bool_]


def settle_aggregate(clause: Clause, facts: DayFacts) -> pa.Table:
    """A share of the shortfall for each worker and period that the log holds whole.

    ``facts.pools`` says what all workers come to where the log holds only some of them.
    """
    counted = _count_periods(clause, facts)
    if facts.pools is None:
        pools: Mapping[str, Pool] = form_pools(clause, _write_shares(facts, counted))
    else:
        pools = facts.pools[clause.id, clause.version]
    return join_lines([_share_out(clause, facts, one, pools[one.last.isoformat()])
                       for one in counted if one.last.isoformat() in pools])


def gather_shares(clause: Clause, facts: DayFacts) -> pa.Table:
    """What the workers of a log bring to the pools of a clause, as ``SHARES``; those who bring nothing left out."""
    return _write_shares(facts, _count_periods(clause, facts))


def form_pools(clause: Clause, shares: pa.Table) -> dict[str, Pool]:
    """The pools of a clause by period, from the shares of all workers."""
    pools = {}
    for period in pc.unique(shares["period"]).to_pylist():
        own = shares.filter(pc.equal(shares["period"], period))
        seconds, names = own["counted_s"].to_numpy(), np.array(own["worker_id"].to_pylist(), str)
        counted_s = int(seconds.sum())
        due = divide_rounded(counted_s * clause.int_param("rate"), HOUR_S, read_rounding(clause))
        short = max(due - int(own["paid_minor"].to_numpy().sum()), 0)
        lifted = choose_lifted(seconds, short, counted_s, names) if short else np.zeros(len(names), bool)
        pools[period] = Pool(counted_s, short, frozenset(names[lifted].tolist()))
    return pools


def _count_periods(clause: Clause, facts: DayFacts) -> list[PoolTime]:
    time = unite(join_intervals((facts.spells.engaged, facts.spells.online)))
    found = []
    for period in list_periods(facts.log, clause.word_param("period")):
        everybody = np.arange(len(facts.log.worker_ids))
        covered = facts.covers(clause, everybody, np.full(len(everybody), period.end_s - 1))
        counted = count_intervals(time.clip(period.begin_s, period.end_s))
        paid = facts.earned.sum_by_worker(clause.words_param("include"), period.first, period.last)
        found.append(PoolTime(period.last, _take(counted, covered[counted.worker]), paid, covered))
    return found


def _take(counted: Counted, rows: NDArray[np.bool_]) -> Counted:
    return Counted(counted.worker[rows], counted.seconds[rows], counted.first_event[rows], counted.last_event[rows])


def _write_shares(facts: DayFacts, periods: Sequence[PoolTime]) -> pa.Table:
    names = pa.array(facts.log.worker_ids, pa.string())
    parts = [SHARES.empty_table()]
    for one in periods:
        seconds = np.zeros(len(names), np.int64)
        seconds[one.time.worker] = one.time.seconds
        brought = np.flatnonzero(one.covered & ((seconds > 0) | (one.paid_minor != 0)))
        parts.append(pa.Table.from_arrays([
            pa.repeat(pa.scalar(one.last.isoformat()), len(brought)), names.take(pa.array(brought)),
            pa.array(seconds[brought]), pa.array(one.paid_minor[brought])], schema=SHARES))
    return pa.concat_tables(parts)


def _share_out(clause: Clause, facts: DayFacts, counted: PoolTime, pool: Pool) -> pa.Table:
    if pool.short_minor <= 0:
        return join_lines(())
    time = counted.time
    names = np.array(facts.log.worker_ids)[time.worker]
    lifted = np.isin(names, sorted(pool.lifted))
    parts = []
    roundings: tuple[tuple[Rounding, NDArray[np.bool_]], ...] = (("down", ~lifted), ("up", lifted))
    for rounding, chosen in roundings:
        subject = make_subject(facts, time, np.flatnonzero(chosen), counted.last)
        parts.append(write_lines(clause, "worker_pay", "aggregate_topup", subject, time.seconds[chosen],
                                 Rate(pool.short_minor, pool.counted_s, "second", rounding), facts.log.currency))
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
