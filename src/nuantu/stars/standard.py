"""A standard of stars: versions, each in force from a day, each with its items, levels and sanctions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from nuantu.core.errors import InputError
from nuantu.stars.item import Item, Standing, Words

MOST_STARS = 5


@dataclass(frozen=True, slots=True)
class Level:
    """What a number of stars asks of the ordinary items together: a share of those asked, in percent."""

    stars: int
    ordinary_percent: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Sanction:
    """Stars that are lost while every one of its items is seen to fail."""

    id: str
    words: Words
    items: tuple[str, ...]
    down_stars: int
    standing: Standing
    source: str | None = None


@dataclass(frozen=True)
class Version:
    """One version of a standard. ``term_days``: how long a given star stands; ``appeal_days``: to object to it."""

    number: int
    in_force_from: date
    term_days: int
    term_standing: Standing
    appeal_days: int
    items: tuple[Item, ...]
    levels: tuple[Level, ...]
    sanctions: tuple[Sanction, ...]
    sections: dict[str, Words]
    sources: dict[str, str]
    not_given: tuple[Words, ...]

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Items by their id."""
        return {item.id: item for item in self.items}

    def list_of(self, role: str) -> tuple[Item, ...]:
        """The items of a role, in their order."""
        return tuple(item for item in self.items if item.role == role)

    def find_end(self, on: date) -> date:
        """The last day of a star that is given on a day."""
        return on + timedelta(days=self.term_days)


@dataclass(frozen=True)
class Standard:
    """All versions of a standard, in the order of the days from which they are in force."""

    name: str
    title: Words
    versions: tuple[Version, ...]

    def in_force(self, day: date) -> Version:
        """The version of a day. Raises InputError before the first one."""
        found = [version for version in self.versions if version.in_force_from <= day]
        if not found:
            raise InputError(f"no version of {self.name} is in force on {day.isoformat()}", field="day",
                             fix=f"take a day from {self.versions[0].in_force_from.isoformat()} on")
        return found[-1]

    def find(self, number: int) -> Version:
        """The version of a number. Raises InputError where there is none."""
        for version in self.versions:
            if version.number == number:
                return version
        raise InputError(f"{self.name} has no version {number}", field="version")
