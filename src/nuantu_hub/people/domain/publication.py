"""Figures for everybody: what could point at a few people is left out, and what would give it away with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nuantu_hub.people.domain.rates import Reach

#: Counts of persons below this are not published.
LEAST = 10


@dataclass(frozen=True, slots=True)
class Published:
    """A row of the public table: ``members`` and ``percent`` are None where they are held back."""

    reach: Reach
    members: int | None
    percent: float | None

    @property
    def held_back(self) -> bool:
        """Whether the count of members is left out."""
        return self.members is None


def publish_reach(rows: Sequence[Reach], *, total: int) -> list[Published]:
    """The rows with every count below ten left out.

    Where what was left out could be found by subtracting the others from ``total`` and comes to fewer than ten
    persons, or is one row alone, the next smallest row is left out too.
    """
    held = {row.unit.pk for row in rows if row.joining.over < LEAST}
    shown = sorted((row for row in rows if row.unit.pk not in held), key=lambda row: row.joining.over)
    while held and shown and (len(held) < 2 or total - sum(row.joining.over for row in shown) < LEAST):
        held.add(shown.pop(0).unit.pk)
    return [_publish(row, hide=row.unit.pk in held) for row in rows]


def _publish(row: Reach, *, hide: bool) -> Published:
    rate = row.joining
    if hide:
        return Published(row, None, None)
    # A share so near the whole that fewer than ten are outside tells of those few.
    outside = None if rate.of is None else rate.of - rate.over
    percent = rate.percent if outside is None or outside >= LEAST or outside < 0 else None
    return Published(row, rate.over, None if percent is None else float(percent))
