"""An item of a standard: what is looked at, what each star asks of it, how long a look stands, in which season."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from nuantu.core.times import falls_in_season

#: ``knockout``: without it no star at all. ``must``: each star that asks for it needs it. ``ordinary``: counted, a star
#: asks for a share of them. ``sanction``: where it is seen to fail, a sanction of the standard takes stars away.
Role = Literal["knockout", "must", "ordinary", "sanction"]
ROLES: tuple[Role, ...] = ("knockout", "must", "ordinary", "sanction")
#: ``published``: the scheme that the source describes has this figure. ``ours``: the source is silent, we chose it.
Standing = Literal["published", "ours"]
STANDINGS: tuple[Standing, ...] = ("published", "ours")
#: What an inspector finds: yes or no, or a number in the item's unit.
Value = bool | int | float


@dataclass(frozen=True, slots=True)
class Words:
    """The same in Chinese and in English."""

    zh: str
    en: str

    def say(self, lang: str) -> str:
        """The words of a language: ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Need:
    """What a number of stars (1 to 5) asks of an item: ``yes`` where ``at_least`` is True, else at least a number."""

    stars: int
    at_least: Value
    standing: Standing
    source: str | None = None
    note: Words | None = None

    def is_met(self, value: Value) -> bool:
        """Whether a found value is enough; a yes counts as nothing where a number is asked."""
        if self.at_least is True:
            return value is True
        return not isinstance(value, bool) and value >= self.at_least


@dataclass(frozen=True, slots=True)
class Season:
    """The part of the year in which an item is asked, both days (month x 100 + day) inclusive.

    Only what is seen inside a season proves anything for it. ``grace_days``: how long after its first day the item is
    not asked of a station that nobody has looked at yet.
    """

    first: int
    last: int
    grace_days: int

    def find_start(self, day: date) -> date | None:
        """The first day of the season in which a day lies; None outside of it."""
        if not falls_in_season(day, self.first, self.last):
            return None
        began_last_year = self.first > self.last and day.month * 100 + day.day <= self.last
        return date(day.year - began_last_year, self.first // 100, self.first % 100)

    def find_end(self, start: date) -> date:
        """The last day of the season that begins on a day."""
        year = start.year + (self.first > self.last)
        return date(year, self.last // 100, self.last % 100)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is looked at.

    ``needs`` stand in the order of their stars, each at least as strict as the one before; an item that is not a
    ``must`` has exactly one, at one star. ``valid_days``: on how many days after it was seen a finding still counts.
    ``mend_days``: how long there is to mend what is found to fail.
    """

    id: str
    section: str
    words: Words
    role: Role
    unit: str | None
    valid_days: int
    mend_days: int
    needs: tuple[Need, ...]
    season: Season | None = None
    source: str | None = None

    @property
    def first_stars(self) -> int:
        """From how many stars on the item is asked."""
        return self.needs[0].stars

    def need_for(self, stars: int) -> Need | None:
        """The strictest need up to a number of stars; None where that star does not ask for the item."""
        asked = [need for need in self.needs if need.stars <= stars]
        return asked[-1] if asked else None

    def allows(self, value: Value) -> int:
        """How many stars a found value leaves open, 0 to 5."""
        for need in self.needs:
            if not need.is_met(value):
                return need.stars - 1
        return 5

    def find_until(self, on: date) -> date | None:
        """The last day on which a finding of a day counts; None where it was seen out of season and counts never."""
        until = on + timedelta(days=self.valid_days)
        if self.season is None:
            return until
        start = self.season.find_start(on)
        return None if start is None else min(until, self.season.find_end(start))

    def is_asked(self, day: date, seen: bool) -> bool:
        """Whether the item is asked on a day; ``seen``: somebody has looked in this season."""
        if self.season is None:
            return True
        start = self.season.find_start(day)
        return start is not None and (seen or day >= start + timedelta(days=self.season.grace_days))
