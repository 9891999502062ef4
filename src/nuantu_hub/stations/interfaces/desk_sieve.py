"""The desk's filters and order: which stations are listed, how many each filter holds, the urgent ones first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from nuantu_hub.stations.interfaces.stand import Stand
from nuantu_hub.stations.models import Station

Test = Callable[[Stand], bool]


@dataclass(frozen=True, slots=True)
class Sieve:
    """A filter: its word in the address, its words, its icon, its tone, and what passes it."""

    name: str
    words: Any
    icon: str
    tone: str
    test: Test


SIEVES: Final = (
    Sieve("", _("全部"), "", "", lambda _stand: True),
    Sieve("open", _("现在开放"), "door", "kept", lambda stand: stand.is_open),
    Sieve("always", _("24小时"), "clock", "", lambda stand: stand.always and stand.station.state == Station.State.USED),
    Sieve("faulty", _("设备有故障"), "tool", "watch", lambda stand: bool(stand.faults)),
    Sieve("overdue", _("逾期故障"), "watch", "broken", lambda stand: bool(stand.overdue)),
    Sieve("ending", _("30 天内星级到期"), "star", "watch", lambda stand: stand.star_ends),
    Sieve("out", _("暂停使用"), "pause", "", lambda stand: stand.station.state != Station.State.USED),
)
ORDERS: Final = (("urgent", _("先看要紧的")), ("people", _("先看人多的")), ("name", _("按编号")))
#: A state that is worse stands before one that is better.
_STATE_RANK = {Station.State.PAUSED: 1, Station.State.WORKS: 2}


def sieve_stands(stands: Sequence[Stand], name: str) -> list[Stand]:
    """What passes a filter; all where there is none of that name."""
    found = next((sieve for sieve in SIEVES if sieve.name == name), SIEVES[0])
    return [stand for stand in stands if found.test(stand)]


def count_sieves(stands: Sequence[Stand]) -> list[tuple[Sieve, int]]:
    """Every filter with how many it holds; those that hold nothing are left out, but not the first three."""
    counts = [(sieve, sum(sieve.test(stand) for stand in stands)) for sieve in SIEVES]
    return [(sieve, count) for place, (sieve, count) in enumerate(counts) if count or place < 3]


def order_stands(stands: Sequence[Stand], order: str) -> list[Stand]:
    """Stations in the order of the list."""
    if order == "name":
        return sorted(stands, key=lambda stand: stand.station.code)
    if order == "people":
        return sorted(stands, key=lambda stand: (-(stand.people or 0), stand.station.code))
    return sorted(stands, key=rank_urgency)


def rank_urgency(stand: Stand) -> tuple[Any, ...]:
    """Overdue faults first, then what is out of use, then faults, then stars that end, then who is nearly full."""
    share = stand.people / stand.seats if stand.people is not None and stand.seats else 0.0
    return (-len(stand.overdue), _STATE_RANK.get(Station.State(stand.station.state), 9), -len(stand.faults),
            not stand.star_ends, -share, stand.station.code)
