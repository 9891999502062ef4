"""What must be shown to somebody who has worked long: reminders and confirmations, at the second they are due."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nuantu.replay.month.trips import Trips

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Mark:
    """An event of this kind is due when a day's working time reaches ``first_s``, and then at every ``every_s``.

    Working time is engaged time x (1000 + ``allowance_pm``) / 1000; ``every_s`` of 0 means once.
    """

    kind: str
    clause_id: str
    first_s: int
    every_s: int
    allowance_pm: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Marks that were reached: number of the mark, row of the shift, UTC second, working time in seconds."""

    mark: Ints
    shift: Ints
    at_s: Ints
    worked_s: Ints


def find_shown(marks: tuple[Mark, ...], trips: Trips) -> Shown:
    """The moments at which each shift's working time reaches each mark."""
    fresh = np.r_[True, trips.shift[1:] != trips.shift[:-1]] if len(trips.shift) else np.zeros(0, bool)
    last_s = np.r_[0, trips.delivered_s[:-1]] if len(trips.shift) else np.zeros(0, np.int64)
    piece = trips.delivered_s - np.where(fresh, trips.accepted_s, np.maximum(trips.accepted_s, last_s))
    running = np.cumsum(piece)
    before = np.repeat((running - piece)[fresh], np.diff(np.r_[np.flatnonzero(fresh), len(fresh)]))
    worked = running - before
    found = [_find_mark(number, mark, trips, worked, piece) for number, mark in enumerate(marks)]
    empty = np.zeros((4, 0), np.int64)
    columns = np.concatenate([empty, *found], axis=1)
    return Shown(columns[0], columns[1], columns[2], columns[3])


def _find_mark(number: int, mark: Mark, trips: Trips, worked: Ints, piece: Ints) -> Ints:
    parts = [np.zeros((4, 0), np.int64)]
    target, most = mark.first_s, int(worked.max(initial=0))
    while target > 0:
        needed = (target * 1000 + mark.allowance_pm + 999) // (mark.allowance_pm + 1000)
        rows = np.flatnonzero((worked - piece < needed) & (needed <= worked))
        at = trips.delivered_s[rows] - (worked[rows] - needed)
        parts.append(np.stack([np.full(len(rows), number), trips.shift[rows], at, np.full(len(rows), target)]))
        target += mark.every_s
        if mark.every_s == 0 or needed > most:
            break
    return np.concatenate(parts, axis=1)
