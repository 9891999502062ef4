"""Rules about single orders: who may not be sent which, what is promised, and what is shown before it is taken.

``covers`` are W rows in the order of the day's workers. Distances are metres from merchant to customer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nuantu.dispatch.problem import Bools


@dataclass(frozen=True, slots=True)
class NewRider:
    """D08: no order beyond these for those new to the work, whom alone it covers; ``None``: no limit."""

    clause_id: str
    covers: Bools
    distance_m: int | None
    weight_g: int | None
    floor: int | None


@dataclass(frozen=True, slots=True)
class ReadyFirst:
    """D10: no push earlier than ``before_s`` ahead of the expected readiness."""

    clause_id: str
    covers: Bools
    before_s: int


@dataclass(frozen=True, slots=True)
class Wish:
    """D14: a worker's farthest order is obeyed ``notice_s`` after it was set, and never as less than ``least_m``."""

    clause_id: str
    covers: Bools
    least_m: int
    notice_s: int


@dataclass(frozen=True, slots=True)
class Storm:
    """D15: under alerts of ``stop_level`` nothing, of ``shrink_level`` nothing beyond ``most_m``; any kind if empty.

    Levels are indices of ``rules.LEVELS``; without a shrunk radius ``shrink_level`` lies above them all.
    """

    clause_id: str
    covers: Bools
    stop_level: int
    shrink_level: int
    most_m: int
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class EtaParts:
    """D01: a promise is the latest of these estimates; figures where the estimate has one."""

    clause_id: str
    parts: frozenset[str]
    city_s: int | None
    base_s: int
    speed_m_per_h: int | None


@dataclass(frozen=True, slots=True)
class EtaWindow:
    """D03: a promise is shown as a window at least so wide."""

    clause_id: str
    width_s: int


@dataclass(frozen=True, slots=True)
class Friction:
    """D06: seconds more by compound, and ``gate_s`` for every other gate without a pass (``None``: none)."""

    clause_id: str
    added_s: Mapping[str, int]
    gate_s: int | None


@dataclass(frozen=True, slots=True)
class Offering:
    """D13: what is shown before an order is taken, and how long there is to decide."""

    clause_id: str
    covers: Bools
    fields: frozenset[str]
    time_s: int


def find_offering(offerings: Sequence[Offering], worker: int) -> tuple[list[str], int] | None:
    """What a worker is shown of an order before taking it, and the seconds to decide; ``None`` where no clause asks."""
    own = [rule for rule in offerings if rule.covers[worker]]
    if not own:
        return None
    return sorted(frozenset[str]().union(*(rule.fields for rule in own))), max(rule.time_s for rule in own)
