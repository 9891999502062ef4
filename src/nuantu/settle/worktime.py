"""Time that counts: an order in hand, online time, spells of work, and the rests inside them.

Overlapping orders count once: the engaged time of a worker is the union of the intervals during which at least one
order was in hand. All functions take and give whole columns; there is no loop over orders or workers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nuantu.agreement.clause import Clause
from nuantu.core.errors import InputError
from nuantu.settle.log import DayLog
from nuantu.settle.roster import Roster

Ints = NDArray[np.int64]

ENDS = ("delivered", "cancelled", "reassigned")


@dataclass(frozen=True, slots=True)
class Intervals:
    """Half-open intervals of workers: worker code, UTC seconds, and the events that open and close each."""

    worker: Ints
    begin_s: Ints
    end_s: Ints
    first_event: Ints
    last_event: Ints

    def take(self, rows: NDArray[np.generic]) -> Intervals:
        """Some rows, by number or by mask."""
        return Intervals(self.worker[rows], self.begin_s[rows], self.end_s[rows], self.first_event[rows],
                         self.last_event[rows])

    def clip(self, begin_s: int, end_s: int) -> Intervals:
        """What lies inside a window; empty pieces fall away."""
        begin, end = np.maximum(self.begin_s, begin_s), np.minimum(self.end_s, end_s)
        kept = begin < end
        inside = self.take(kept)
        return Intervals(inside.worker, begin[kept], end[kept], inside.first_event, inside.last_event)


@dataclass(frozen=True, slots=True)
class Counted:
    """Seconds that count for each worker who has any, and the first and last event from which they follow."""

    worker: Ints
    seconds: Ints
    first_event: Ints
    last_event: Ints


@dataclass(frozen=True, slots=True)
class Holdings:
    """Orders in workers' hands: from ``accepted`` to ``delivered``, ``cancelled`` or ``reassigned``.

    ``end_row`` is -1 where the order was still in hand when the log ended. Rows are row numbers of the log.
    """

    order: Ints
    worker: Ints
    accept_row: Ints
    end_row: Ints
    delivered: NDArray[np.bool_]


def find_holdings(log: DayLog) -> Holdings:
    """Pair each acceptance with the next end of that order.

    Raises InputError where an order is accepted while it is in someone's hands, or delivered by another than its
    holder.
    """
    rows = log.rows("accepted", *ENDS)
    rows = rows[np.argsort(log.order[rows], kind="stable")]
    order, worker = log.order[rows], log.worker[rows]
    opens, drops = log.is_of(rows, "accepted"), log.is_of(rows, "delivered")
    follows = np.r_[order[1:] == order[:-1], False] if len(rows) else np.zeros(0, bool)
    following = np.minimum(np.arange(len(rows)) + 1, max(len(rows) - 1, 0))
    _refuse(log, rows[following[opens & follows & opens[following]]], "the order is accepted while it is in hand")
    strays = drops & ~np.r_[False, follows[:-1] & opens[:-1] & (worker[1:] == worker[:-1])][:len(rows)]
    _refuse(log, rows[strays], "the order is delivered by someone in whose hands it is not")
    ended = follows[opens]
    end_row = np.where(ended, rows[following[opens]], -1)
    return Holdings(order[opens], worker[opens], rows[opens], end_row, ended & drops[following[opens]])


def _refuse(log: DayLog, rows: Ints, what: str) -> None:
    if len(rows):
        order = log.order_ids[int(log.order[rows[0]])]
        raise InputError(f"{what} (order {order})", file="events.parquet", line=int(rows[0]) + 1, field="kind",
                         fix="write the log again by replaying the day")


def find_engaged(log: DayLog, held: Holdings | None = None) -> Intervals:
    """One interval for each order in hand; what is still in hand at the log's end is counted up to its last event.

    Such an interval rests on its acceptance alone. ``held`` spares finding what was in hand once more.
    """
    held = held or find_holdings(log)
    ended = held.end_row >= 0
    end_s = log.at_s[np.where(ended, held.end_row, log.events.num_rows - 1)]
    last_row = np.where(ended, held.end_row, held.accept_row)
    return Intervals(held.worker, log.at_s[held.accept_row], end_s, held.accept_row + 1, last_row + 1)


def find_between(log: DayLog, opening: str, closing: str) -> Intervals:
    """Intervals during which more ``opening`` than ``closing`` events of a worker have happened.

    What is still open at the log's end runs to its last event and rests on its opening alone. Raises InputError where
    something closes that was never opened.
    """
    rows = log.rows(opening, closing)
    rows = rows[np.lexsort((rows, log.worker[rows]))]
    worker = log.worker[rows]
    step = np.where(log.is_of(rows, opening), 1, -1)
    starts = np.flatnonzero(np.r_[True, worker[1:] != worker[:-1]]) if len(rows) else np.zeros(0, np.int64)
    run = np.cumsum(step)
    sizes = np.diff(np.r_[starts, len(rows)])
    depth = run - np.repeat(run[starts] - step[starts], sizes)
    below = np.flatnonzero(depth < 0)
    if len(below):
        row = int(rows[below[0]])
        who = log.worker_ids[int(log.worker[row])]
        raise InputError(f"worker {who} has {closing} without {opening}", file="events.parquet", line=row + 1,
                         field="kind", fix="write the log again by replaying the day")
    opened = np.flatnonzero((depth == 1) & (step == 1))
    closed = np.flatnonzero(depth == 0)
    return _close_last(log, rows, worker, opened, closed)


def _close_last(log: DayLog, rows: Ints, worker: Ints, opened: Ints, closed: Ints) -> Intervals:
    """Join openings and closings, letting a worker's last unclosed one end with the log."""
    place = np.searchsorted(closed, opened)
    has_end = place < len(closed)
    end = np.full(len(opened), -1)
    end[has_end] = closed[place[has_end]]
    same = has_end & (worker[np.maximum(end, 0)] == worker[opened])
    last_row = np.where(same, rows[np.maximum(end, 0)], rows[opened])
    end_s = np.where(same, log.at_s[last_row], log.end_s)
    return Intervals(worker[opened], log.at_s[rows[opened]], end_s, rows[opened] + 1, last_row + 1)


def unite(intervals: Intervals) -> Intervals:
    """Merge each worker's overlapping or touching intervals; the result is in order of worker and begin."""
    ordered = intervals.take(np.lexsort((intervals.begin_s, intervals.worker)))
    if not len(ordered.worker):
        return ordered
    low = int(ordered.begin_s.min())
    span = int(ordered.end_s.max()) - low + 2
    # A worker's keys lie above all keys of the workers before, so one running maximum serves everybody.
    reach = np.maximum.accumulate(ordered.worker * span + (ordered.end_s - low))
    begin = ordered.worker * span + (ordered.begin_s - low)
    fresh = np.r_[True, (begin[1:] > reach[:-1]) | (ordered.worker[1:] != ordered.worker[:-1])]
    starts = np.flatnonzero(fresh)
    return Intervals(ordered.worker[starts], ordered.begin_s[starts], np.maximum.reduceat(ordered.end_s, starts),
                     np.minimum.reduceat(ordered.first_event, starts), np.maximum.reduceat(ordered.last_event, starts))


def join_intervals(parts: Sequence[Intervals]) -> Intervals:
    """Intervals of several kinds one after another."""
    columns = zip(*((one.worker, one.begin_s, one.end_s, one.first_event, one.last_event) for one in parts),
                  strict=True)
    return Intervals(*(np.concatenate(column) for column in columns))


def intersect(spells: Intervals, others: Intervals) -> tuple[Ints, Ints, Ints]:
    """Pieces common to two sets of united intervals: row of the spell, begin and end in UTC seconds."""
    if not len(spells.worker) or not len(others.worker):
        nothing = np.zeros(0, np.int64)
        return nothing, nothing, nothing
    low = min(int(spells.begin_s.min()), int(others.begin_s.min()))
    span = max(int(spells.end_s.max()), int(others.end_s.max())) - low + 2
    first = np.searchsorted(others.worker * span + others.end_s - low, spells.worker * span + spells.begin_s - low,
                            side="right")
    last = np.searchsorted(others.worker * span + others.begin_s - low, spells.worker * span + spells.end_s - low,
                           side="left")
    count = np.maximum(last - first, 0)
    spell = np.repeat(np.arange(len(spells.worker)), count)
    other = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    begin = np.maximum(spells.begin_s[spell], others.begin_s[other])
    end = np.minimum(spells.end_s[spell], others.end_s[other])
    return spell, begin, end


@dataclass(frozen=True, slots=True)
class WorktimeTerms:
    """Worktime definitions (R01) worker by worker: who has one, allowance in per mille, shortest rest taken out.

    Where several hold for a worker, the larger allowance and the fewer rests taken out count. ``exclude_rest_s`` is
    ``KEEP_RESTS`` where rests inside a spell count as work.
    """

    covers: NDArray[np.bool_]
    allowance_pm: Ints
    exclude_rest_s: Ints


KEEP_RESTS = 2**62


def merge_definitions(definitions: Sequence[Clause], roster: Roster) -> WorktimeTerms:
    """The terms that the definitions in force come to for each worker of the roster."""
    count = len(roster.worker_ids)
    terms = WorktimeTerms(np.zeros(count, bool), np.zeros(count, np.int64), np.zeros(count, np.int64))
    for clause in definitions:
        own = roster.covered_by(clause)
        exclude_s = clause.optional_int("exclude_rest")
        terms.covers[own] = True
        terms.allowance_pm[own] = np.maximum(terms.allowance_pm[own], clause.int_param("allowance_pm"))
        terms.exclude_rest_s[own] = np.maximum(terms.exclude_rest_s[own],
                                               KEEP_RESTS if exclude_s is None else exclude_s)
    return terms


@dataclass(frozen=True, slots=True)
class Spells:
    """A log's united intervals: with an order in hand, online, at rest."""

    engaged: Intervals
    online: Intervals
    rests: Intervals


def read_spells(log: DayLog, held: Holdings | None = None) -> Spells:
    """All spells of all workers of a log."""
    return Spells(unite(find_engaged(log, held)), unite(find_between(log, "online", "offline")),
                  unite(find_between(log, "rest_start", "rest_end")))


def count_online(spells: Spells, begin_s: int, end_s: int) -> Counted:
    """Online seconds of each worker inside a window."""
    return count_intervals(spells.online.clip(begin_s, end_s))


def count_engaged(spells: Spells, begin_s: int, end_s: int) -> Counted:
    """Seconds inside a window during which a worker had at least one order in hand."""
    return count_intervals(spells.engaged.clip(begin_s, end_s))


def count_worktime(spells: Spells, terms: WorktimeTerms, begin_s: int, end_s: int) -> Counted:
    """Worktime inside a window: engaged seconds, less long rests inside a spell, plus the agreed allowance.

    The length of a rest is that of its part inside the spell; what falls outside the window is then cut off. The
    result is floored to whole seconds.
    """
    counted = count_engaged(spells, begin_s, end_s)
    spell, begin, end = intersect(spells.engaged, spells.rests)
    resting = np.zeros(len(terms.covers), np.int64)
    who = spells.engaged.worker[spell]
    long = end - begin >= terms.exclude_rest_s[who]
    cut = np.minimum(end, end_s) - np.maximum(begin, begin_s)
    np.add.at(resting, who[long], np.maximum(cut[long], 0))
    seconds = (counted.seconds - resting[counted.worker]) * (1000 + terms.allowance_pm[counted.worker]) // 1000
    return Counted(counted.worker, seconds, counted.first_event, counted.last_event)


def count_intervals(spells: Intervals) -> Counted:
    """Total length of united intervals by worker, in order of worker code."""
    if not len(spells.worker):
        nothing = np.zeros(0, np.int64)
        return Counted(nothing, nothing, nothing, nothing)
    starts = np.flatnonzero(np.r_[True, spells.worker[1:] != spells.worker[:-1]])
    return Counted(spells.worker[starts], np.add.reduceat(spells.end_s - spells.begin_s, starts),
                   np.minimum.reduceat(spells.first_event, starts), np.maximum.reduceat(spells.last_event, starts))
