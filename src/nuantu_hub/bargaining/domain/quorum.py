"""Who is there: how many of those with a vote, by venue and as a whole, and which provinces nobody speaks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nuantu_hub.needs.domain.constituencies import PROVINCES


@dataclass(frozen=True, slots=True)
class Attendance:
    """A seat as counting needs it: its venue's key, whether it has a vote, whether its holder is there."""

    venue: int
    has_vote: bool
    is_present: bool


@dataclass(frozen=True, slots=True)
class Count:
    """So many with a vote, so many of them there, and how many must be."""

    entitled: int
    present: int
    least: int

    @property
    def is_met(self) -> bool:
        """Whether enough are there; never where nobody has a vote."""
        return self.entitled > 0 and self.present >= self.least

    @property
    def lacking(self) -> int:
        """How many more must come."""
        return max(0, self.least - self.present)


def count_least(entitled: int, share: tuple[int, int]) -> int:
    """The smallest whole number that is at least the share of so many (2 of 3 of 180: 120; of 20: 14)."""
    of, among = share
    return -(-entitled * of // among)


def count_present(seats: Iterable[Attendance], share: tuple[int, int]) -> Count:
    """Those with a vote, and how many of them are there, against the share that must be."""
    held = [one.is_present for one in seats if one.has_vote]
    return Count(len(held), sum(held), count_least(len(held), share))


def count_by_venue(seats: Iterable[Attendance], venues: Iterable[int], share: tuple[int, int]) -> dict[int, Count]:
    """The same for each venue, also where nobody sits. The whole decides; a venue only shows where it lacks."""
    told: dict[int, list[Attendance]] = {venue: [] for venue in venues}
    for one in seats:
        told.setdefault(one.venue, []).append(one)
    return {venue: count_present(rows, share) for venue, rows in told.items()}


def list_silent(provinces: Mapping[int, str], seats: Iterable[Attendance]) -> list[str]:
    """Names of the provinces that no present seat speaks for, whether they have a venue or not.

    ``provinces`` gives a venue's province by its code, or an empty one. Where no venue has one the meeting is not held
    by provinces, and none is named.
    """
    if not any(provinces.values()):
        return []
    heard = {provinces.get(one.venue, "") for one in seats if one.is_present}
    return [name for code, name in PROVINCES.items() if code not in heard]
