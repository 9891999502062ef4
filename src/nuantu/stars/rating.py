"""How many stars the evidence gives on a day, item by item, and what is missing for the next star."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from nuantu.stars.evidence import Evidence
from nuantu.stars.item import Item, Need, Value
from nuantu.stars.standard import MOST_STARS, Sanction, Version

#: ``seen``: a finding counts, whatever it says. ``missing``: nobody looked. ``expired``: it is too long ago.
#: ``not_asked``: out of season.
State = Literal["seen", "missing", "expired", "not_asked"]


@dataclass(frozen=True, slots=True)
class Result:
    """One item on a day: the finding that speaks for it and how many stars it leaves open (5 where it is not asked)."""

    item: Item
    state: State
    allows: int
    value: Value | None = None
    on: date | None = None
    until: date | None = None

    @property
    def fails(self) -> bool:
        """Whether a finding that counts says that the item's least need is not met."""
        return self.state == "seen" and self.allows < self.item.first_stars


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a number of stars is not reached: an item with what it would need, the ordinary items, or a sanction."""

    kind: Literal["item", "ordinary", "sanction"]
    result: Result | None = None
    need: Need | None = None
    sanction: Sanction | None = None


@dataclass(frozen=True)
class Rating:
    """The stars of a day with everything that they follow from."""

    version: Version
    day: date
    results: tuple[Result, ...]
    stars: int
    sanctions: tuple[Sanction, ...]

    @cached_property
    def ordinary(self) -> tuple[int, int]:
        """How many of the ordinary items that are asked are met, and how many are asked."""
        return count_ordinary(self.results)

    def count_passed(self, stars: int | None = None) -> tuple[int, int]:
        """How many items hold for a star (the rated one, at least one), and how many are asked on this day at all.

        An item that only more stars ask for holds where it meets the first of them.
        """
        wanted = max(1, self.stars if stars is None else stars)
        asked = [one for one in self.results if one.state != "not_asked"]
        return sum(not _lacks(one, max(wanted, one.item.first_stars)) for one in asked), len(asked)

    def list_lacks(self, stars: int) -> tuple[Lack, ...]:
        """Everything that stands between the evidence and a number of stars; nothing where they are reached.

        Ordinary items are named one by one after the share that they miss.
        """
        if self.stars >= stars:
            return ()
        lacks = [Lack("item", one, one.item.need_for(stars)) for one in self.results
                 if one.item.role in ("knockout", "must") and _lacks(one, stars)]
        if not _has_share(self.version, self.ordinary, stars):
            lacks.append(Lack("ordinary"))
            lacks += [Lack("item", one, one.item.need_for(stars)) for one in self.results
                      if one.item.role == "ordinary" and _lacks(one, stars)]
        return (*lacks, *(Lack("sanction", sanction=one) for one in self.sanctions))


def rate(version: Version, evidence: Evidence, day: date) -> Rating:
    """Rate a station on a day.

    The stars are the most for which every knockout and every must holds and the share of the ordinary items is
    reached, less what sanctions take; without a knockout there is none.
    """
    results = tuple(judge_item(item, evidence, day) for item in version.items)
    sanctions = find_sanctions(version, results)
    if any(one.item.role == "knockout" and one.allows == 0 for one in results):
        return Rating(version, day, results, 0, sanctions)
    most = min((one.allows for one in results if one.item.role == "must"), default=MOST_STARS)
    counted = count_ordinary(results)
    while most > 0 and not _has_share(version, counted, most):
        most -= 1
    return Rating(version, day, results, max(0, most - sum(one.down_stars for one in sanctions)), sanctions)


def judge_item(item: Item, evidence: Evidence, day: date) -> Result:
    """One item on a day."""
    finding = evidence.find_latest(item, day)
    if not item.is_asked(day, finding is not None):
        return Result(item, "not_asked", MOST_STARS)
    if finding is None:
        return Result(item, "missing", item.first_stars - 1)
    until = item.find_until(finding.on)
    if until is None or day > until:
        return Result(item, "expired", item.first_stars - 1, finding.value, finding.on, until)
    return Result(item, "seen", item.allows(finding.value), finding.value, finding.on, until)


def find_sanctions(version: Version, results: tuple[Result, ...]) -> tuple[Sanction, ...]:
    """The sanctions whose items are all seen to fail; what nobody looked at sanctions nobody."""
    failing = {one.item.id for one in results if one.fails}
    return tuple(one for one in version.sanctions if failing.issuperset(one.items))


def count_ordinary(results: tuple[Result, ...]) -> tuple[int, int]:
    """How many of the ordinary items that are asked are met, and how many are asked."""
    asked = [one for one in results if one.item.role == "ordinary" and one.state != "not_asked"]
    return sum(one.allows > 0 for one in asked), len(asked)


def _lacks(result: Result, stars: int) -> bool:
    need = result.item.need_for(stars)
    return need is not None and result.allows < need.stars


def _has_share(version: Version, counted: tuple[int, int], stars: int) -> bool:
    met, asked = counted
    return all(met * 100 >= level.ordinary_percent * asked for level in version.levels if level.stars <= stars)
