"""Clauses over the days of a log: one version for each stretch of days on which a clause stays the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nuantu.agreement.clause import Clause

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Local days, first and last included, on which every clause stays the same; and the clauses in force then."""

    first: date
    last: date
    clauses: tuple[Clause, ...]


def cut_stretches(first: date, last: date, turns: Iterable[date]) -> list[tuple[date, date]]:
    """The days from first to last, cut before each of the days on which something may change."""
    begins = [first, *sorted({day for day in turns if first < day <= last})]
    ends = [*(begin - DAY for begin in begins[1:]), last]
    return list(zip(begins, ends, strict=True))


def join_stretches(stretches: Sequence[Stretch]) -> tuple[Clause, ...]:
    """Versions in order of their first day, then of the book; a clause that stays equal goes on as one version.

    A clause that holds throughout has no ``days``. One that begins inside the log says so in ``since``.
    """
    first, last = stretches[0].first, stretches[-1].last
    found: list[Clause] = []
    running: dict[int, Clause] = {}
    for stretch in stretches:
        following: dict[int, Clause] = {}
        for clause in stretch.clauses:
            place = next((place for place, one in running.items() if one == clause), None)
            if place is None:
                place = len(found)
                found.append(replace(clause, days=(stretch.first, stretch.last),
                                     since=None if stretch.first == first else stretch.first))
            else:
                begin = found[place].days
                assert begin is not None
                found[place] = replace(found[place], days=(begin[0], stretch.last))
            following[place] = clause
        running = following
    return tuple(replace(clause, days=None) if clause.days == (first, last) else clause for clause in found)
