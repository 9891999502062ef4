"""How stations stand at a moment: open or not, who is inside, what works, what is broken, how many stars.

One reading for many stations, so that a page asks as often for fifty as for one. What nobody measures is None: the
pages say that it is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.site.moments import say_clock, say_day
from nuantu_hub.stations.domain import opening_hours
from nuantu_hub.stations.domain.equipment import read_states
from nuantu_hub.stations.domain.faults import open_faults_of
from nuantu_hub.stations.domain.occupancy import Occupancy, read_occupancies
from nuantu_hub.stations.domain.stars import CurrentStar, current_stars
from nuantu_hub.stations.interfaces.facility_signs import SIGNS, rank_kind
from nuantu_hub.stations.models import Facility, Fault, Station

State = Station.State
_LEVELS = {"kept": gettext_lazy("没有报修"), "unknown": gettext_lazy("不知道"), "watch": gettext_lazy("要留意"),
           "broken": gettext_lazy("坏了")}
#: Stars that end within so many days are said to.
STAR_ENDS_DAYS = 30


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a station offers: its kind, its sign, its name, what is known of it in words, and its level.

    ``level`` is kept, watch, broken or unknown; "unknown" where nothing tells whether it works.
    """

    kind: str
    sign: str
    name: Any
    words: Any
    level: str

    @property
    def said(self) -> str:
        """The words without the name in front of them, for where the name stands beside."""
        name, words = str(self.name), str(self.words)
        return words.removeprefix(name).strip(" :：") or str(_LEVELS[self.level])


@dataclass(frozen=True, slots=True)
class Stand:
    """A station at a moment. ``occupancy`` and ``star`` are None where nobody counts and nobody rated.

    ``whole`` is set for who looks after stations: everybody else hears no number of persons below five.
    """

    station: Station
    moment: datetime
    is_open: bool
    change: datetime | None
    always: bool
    occupancy: Occupancy | None
    star: CurrentStar | None
    offers: Sequence[Offer]
    faults: Sequence[Fault]
    whole: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether a door tells of this moment who is inside."""
        return self.occupancy is not None and self.occupancy.is_fresh

    @property
    def is_few(self) -> bool:
        """Whether the number is so small that the reader only hears that it is."""
        return not self.whole and self.is_counted and self.occupancy is not None and self.occupancy.is_held_back

    @property
    def people(self) -> int | None:
        """Who is inside as last counted; None where nobody counts, where it was long ago, and where it is held back."""
        return None if self.occupancy is None or not self.is_counted or self.is_few else self.occupancy.people

    @property
    def seats(self) -> int | None:
        """How many it holds, as far as anybody said."""
        return self.station.seats

    @property
    def free(self) -> int | None:
        """Seats that are left, or surely left; None where that is not known."""
        if self.occupancy is None or not self.is_counted:
            return None
        return self.occupancy.free if self.whole else self.occupancy.public_free

    @property
    def is_heard(self) -> bool:
        """Whether anything tells of its equipment."""
        return any(one.level != "unknown" for one in self.offers)

    @property
    def short_hours(self) -> str:
        """Today's hours as a list shows them: 24小时, 07:00–22:00, or that it stays shut."""
        if self.always:
            return _("24小时")
        spans = opening_hours.hours_of_day(self.station, localdate(self.moment)).spans
        if not spans:
            return _("今天不开")
        if len(spans) == 2 and localdate(spans[1][1]) > localdate(spans[1][0]) and say_clock(spans[0][0]) == "00:00":
            return f"{say_clock(spans[1][0])}–{say_clock(spans[0][1])}"  # one night over midnight
        ends = ["24:00" if localdate(high) > localdate(low) else say_clock(high) for low, high in spans]
        return " ".join(f"{say_clock(low)}–{end}" for (low, _high), end in zip(spans, ends, strict=True))

    @property
    def overdue(self) -> list[Fault]:
        """Faults that should have been repaired by now."""
        return [fault for fault in self.faults if fault.is_overdue(self.moment)]

    @property
    def trouble(self) -> str:
        """What is wrong with it at worst: broken, watch or nothing."""
        if self.overdue:
            return "broken"
        return "watch" if self.faults or any(one.level in ("broken", "watch") for one in self.offers) else ""

    @property
    def hours_words(self) -> str:
        """Its opening in words: 24小时开放, 开放，到 22:00, 没开，明天 08:00 开."""
        if self.station.state != State.USED:
            return str(self.station.get_state_display())
        if self.always:
            return _("24小时开放")
        if self.change is None:
            return _("开放") if self.is_open else _("没开，下次开放时间没有公布")
        when = say_clock(self.change)
        days = (localdate(self.change) - localdate(self.moment)).days
        if self.is_open and days == 1 and when == "00:00":
            return _("开放，到 %(when)s") % {"when": "24:00"}
        if self.is_open:
            return _("开放，到 %(when)s") % {"when": when} if not days else _("开放，到明天 %(when)s") % {"when": when}
        if not days:
            return _("没开，%(when)s 开") % {"when": when}
        if days == 1:
            return _("没开，明天 %(when)s 开") % {"when": when}
        return _("没开，%(day)s %(when)s 开") % {"day": say_day(self.change), "when": when}

    @property
    def looks_late(self) -> bool:
        """Whether somebody should have looked again by now."""
        return self.star is not None and self.star.next_by is not None and (
            self.star.next_by < localdate(self.moment))

    @property
    def star_ends(self) -> bool:
        """Whether its stars end soon."""
        return self.star is not None and self.star.until is not None and (
            self.star.until - localdate(self.moment) <= timedelta(days=STAR_ENDS_DAYS))


def read_stands(stations: Sequence[Station], moment: datetime, *, whole: bool = False,
                offers: bool = True) -> list[Stand]:
    """Stations as they stand, in their order; facilities must be prefetched for an equal number of queries.

    ``offers`` may be left out where only counts are wanted: reading what works is the larger part of the work.
    """
    occupancies, stars = read_occupancies(stations), current_stars(stations)
    states, faults = read_states(stations) if offers else {}, open_faults_of(stations)
    found = []
    for station in stations:
        key = station.pk
        change = opening_hours.next_change(station, moment)
        is_open = opening_hours.is_open(station, moment)
        found.append(Stand(
            station, moment, is_open, change, opening_hours.is_always_open(station), occupancies.get(key),
            stars.get(key), list_offers(station, states.get(key, ())) if offers else (), faults.get(key, []), whole))
    return found


def list_offers(station: Station, states: Sequence[tuple[str, str, str]]) -> list[Offer]:
    """What a station offers, in the order of the page: as its equipment tells, else that nothing tells."""
    told: dict[str, tuple[str, str]] = {}
    for kind, words, level in states:
        if kind not in told or _WORSE[level] > _WORSE[told[kind][1]]:
            told[kind] = (words, level)
    offered = {facility.kind: Facility.Kind(facility.kind).label for facility in station.facilities.all()}
    found = [Offer(kind, SIGNS[kind], label, *told.get(kind, (label, "unknown"))) for kind, label in offered.items()]
    return sorted(found, key=lambda one: rank_kind(one.kind))


_WORSE = {"kept": 0, "unknown": 1, "watch": 2, "broken": 3}
