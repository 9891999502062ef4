"""Draws a plan of inspections: every station once in the span, the riskiest first, who and when by chance of a seed.

Pure: the same told data and seed give the same plan, so that it can be drawn again and held against what was kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

#: Of the stations of a plan, this share in percent is visited twice: the riskiest that chance picks among the riskier.
EXTRA_PERCENT = 5
#: The two visits of a station lie at least so many working days apart.
APART = 15


@dataclass(frozen=True, slots=True)
class Drawn:
    """One inspection of a plan: station and inspector by their keys, the day's number, announced or not, risk."""

    station: str
    inspector: str
    day: int
    announced: bool
    risk: int


@dataclass(frozen=True, slots=True)
class Draw:
    """A plan, in the order of days, and the stations for which nobody was free, with the reason."""

    drawn: tuple[Drawn, ...]
    left_out: tuple[tuple[str, str], ...]


def draw_plan(told: Mapping[str, Any], seed: str) -> Draw:
    """Draw a plan.

    Parameters
    ----------
    told
        ``stations``: code -> risk points; ``inspectors``: login -> codes of stations that it may not inspect;
        ``days``: how many working days; ``most_a_day``: inspections a day and person; ``unannounced_percent``.
    seed
        Any text; each decision is the hash of the seed and what is decided.

    The riskier half goes to the first half of the days. Of the stations within each half chance chooses the day.
    """
    chance = Chance(seed)
    visits = list(_list_visits(told["stations"], chance))
    blocked = {login: frozenset(codes) for login, codes in told["inspectors"].items()}
    room = Room(sorted(blocked), told["days"], told["most_a_day"])
    drawn, left_out = [], []
    quiet = _choose_unannounced([name for name, _risk in visits], told["unannounced_percent"], chance)
    before: dict[str, int] = {}
    for place, (name, risk) in enumerate(visits):
        code = name.partition("#")[0]
        days = _order_days(told["days"], place / max(1, len(told["stations"])), name, chance, before.get(code))
        free = [login for login in room.inspectors if code not in blocked[login]]
        found = room.take(days, chance.sort(free, "who", name))
        if found is None:
            left_out.append((name, "conflict" if not free else "full"))
            continue
        day, login = found
        before[code] = day
        drawn.append(Drawn(code, login, day, name not in quiet, risk))
    return Draw(tuple(sorted(drawn, key=lambda one: (one.day, one.inspector, one.station))), tuple(left_out))


class Chance:
    """Numbers that follow from a seed and from what they are for, in whatever order they are asked."""

    def __init__(self, seed: str) -> None:
        self.seed = seed

    def sort(self, things: Sequence[str], *words: object) -> list[str]:
        """Things in an order of chance."""
        return sorted(things, key=lambda one: self.number(*words, one))

    def number(self, *words: object) -> int:
        """A number of 64 bits."""
        told = "\n".join([self.seed, *map(str, words)])
        return int.from_bytes(hashlib.sha256(told.encode()).digest()[:8], "big")


class Room:
    """How much each inspector still can do on each day; the least busy goes first."""

    def __init__(self, inspectors: Sequence[str], days: int, most_a_day: int) -> None:
        self.inspectors = list(inspectors)
        self.most = most_a_day
        self.taken = {login: [0] * days for login in inspectors}
        self.sums = dict.fromkeys(inspectors, 0)

    def take(self, days: Sequence[int], logins: Sequence[str]) -> tuple[int, str] | None:
        """The first of the days on which one of them has room, and who; None where none has."""
        for day in days:
            open_ = [login for login in logins if self.taken[login][day] < self.most]
            if open_:
                login = min(open_, key=lambda one: self.sums[one])
                self.taken[login][day] += 1
                self.sums[login] += 1
                return day, login
        return None


def _list_visits(stations: Mapping[str, int], chance: Chance) -> Iterator[tuple[str, int]]:
    """Each station once and some twice (``code#2``), the riskiest first, ties by chance."""
    order = sorted(stations, key=lambda code: (-stations[code], chance.number("order", code)))
    extra = ceil(len(order) * EXTRA_PERCENT / 100) if order else 0
    risky = order[:extra * 3]
    again = sorted(risky, key=lambda code: chance.number("again", code))[:extra]
    yield from ((code, stations[code]) for code in order)
    yield from ((f"{code}#2", stations[code]) for code in sorted(again, key=order.index) if stations[code] > 0)


def _choose_unannounced(names: Sequence[str], percent: int, chance: Chance) -> set[str]:
    """At least the asked share of the visits, chosen by chance."""
    order = sorted(names, key=lambda name: chance.number("quiet", name))
    return set(order[:ceil(len(names) * percent / 100)])


def _order_days(days: int, rank: float, name: str, chance: Chance, before: int | None) -> list[int]:
    """The days in the order in which they suit: first those of the own half, by chance; far from an earlier visit."""
    early = rank < 0.5
    half = days / 2
    order = sorted(range(days), key=lambda day: ((day < half) != early, chance.number("day", name, day)))
    if before is None:
        return order
    return [day for day in order if abs(day - before) >= min(APART, days // 2)]
