"""What the finding page shows: the stations that a search finds, and the map of where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nuantu_hub.site.dials import as_safe
from nuantu_hub.stations.domain.opening_hours import is_open
from nuantu_hub.stations.domain.search import find_nearest
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.interfaces.distance_words import say_way
from nuantu_hub.stations.interfaces.ground import draw_streets, find_plane, find_view
from nuantu_hub.stations.interfaces.map_told import tell_map
from nuantu_hub.stations.interfaces.plane import Frame, frame_places
from nuantu_hub.stations.interfaces.search_words import Search
from nuantu_hub.stations.interfaces.stand import Stand, read_stands
from nuantu_hub.stations.interfaces.station_map import Mark, draw_marks, draw_scale
from nuantu_hub.stations.models import Station

#: The map on the phone: width in pixels and shape.
WIDTH_PX, SHAPE = 358.0, 358 / 240
#: So many of the nearest decide what the map shows at first.
FRAMED = 6


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: each station as it stands with its distance in metres (None without a place).

    ``refused`` says why nothing could be looked for.
    """

    rows: Sequence[tuple[Stand, float | None]]
    more: bool
    refused: str = ""

    @property
    def headline(self) -> str:
        """What was found, in a sentence."""
        if not self.rows:
            return _("没有找到")
        stand, far = next(((stand, far) for stand, far in self.rows if stand.is_open), self.rows[0])
        if far is not None and stand.is_open:
            return _("最近开着的在 %(way)s外") % {"way": say_way(far)}
        opened = sum(stand.is_open for stand, _far in self.rows)
        return ngettext("%(n)d 座，%(open)d 座开着", "%(n)d 座，%(open)d 座开着", len(self.rows)) % {
            "n": len(self.rows), "open": opened}


def find_stations(search: Search, moment: datetime) -> Found:
    """The stations that a search is about, the nearest first; without a place by the words of the search."""
    if search.lat_deg is not None and search.lon_deg is not None and not search.words:
        try:
            near = find_nearest(search.lat_deg, search.lon_deg, at=moment, open_now=search.open_now,
                                facility=search.facility or None, kind=search.kind or None, limit=search.count + 1)
        except StationRefused as refusal:
            return Found([], more=False, refused=str(refusal))
        ways: dict[int, float | None] = {one.station.pk: one.distance_m for one in near}
        stations = [one.station for one in near]
    else:
        stations, ways = _find_by_words(search, moment), {}
        prefetch_related_objects(stations, "facilities")
    stands = read_stands(stations, moment)
    return Found([(stand, ways.get(stand.station.pk)) for stand in stands[:search.count]],
                 len(stands) > search.count)


def _find_by_words(search: Search, moment: datetime) -> list[Station]:
    """Stations whose name, address, code or union holds every word, by their codes."""
    listed = Station.objects.exclude(state__in=Station.GONE)
    for word in search.words.split():
        listed = listed.filter(Q(name__icontains=word) | Q(address__icontains=word) | Q(code__icontains=word)
                               | Q(unit__name__icontains=word) | Q(unit__parent__name__icontains=word))
    if search.kind:
        listed = listed.filter(kind=search.kind)
    if search.facility:
        listed = listed.filter(facilities__kind=search.facility)
    listed = listed.order_by("code").select_related("unit")
    if search.open_now:  # told by the hours, not by a column: all are read, and what follows only of those shown
        return [one for one in listed if is_open(one, moment)][:search.count + 1]
    return list(listed[:search.count + 1])


@dataclass(frozen=True, slots=True)
class NearbyMap:
    """The map of a search: its frame, streets, stations, who seeks, scale, and what its script needs."""

    frame: Frame
    streets: SafeString
    marks: SafeString
    here: SafeString
    scale: SafeString
    told: dict[str, Any]


def make_mark(stand: Stand, x: float, y: float, url: str) -> Mark:
    """A station as it stands, on the map."""
    return Mark(stand.station.code, stand.station.name, x, y, url, stand.people, stand.seats, stand.is_open,
                stand.trouble if stand.whole else "")


def draw_nearby(search: Search, rows: Sequence[tuple[Stand, float | None]]) -> NearbyMap | None:
    """The stations of a search on their map, each leading to its line in the list; None where there are none."""
    if not rows:
        return None
    plane = find_plane([(stand.station.lat_deg, stand.station.lon_deg) for stand, _way in rows])
    marks = []
    for stand, _way in rows:
        x, y = plane.place(stand.station.lat_deg, stand.station.lon_deg)
        marks.append(make_mark(stand, x, y, f"#s-{stand.station.code}"))
    places = [(mark.x, mark.y) for mark in (marks[:FRAMED] if search.has_place else marks)]
    here = ""
    if search.lat_deg is not None and search.lon_deg is not None:
        x, y = plane.place(search.lat_deg, search.lon_deg)
        places.append((x, y))
    frame = frame_places(places, SHAPE, margin=0.16)
    if search.has_place:
        px = frame.width / WIDTH_PX
        here = (f'<circle class="here-ring" cx="{x:.1f}" cy="{y:.1f}" r="{18 * px:.1f}"/>'
                f'<circle class="here-spot" cx="{x:.1f}" cy="{y:.1f}" r="{6.5 * px:.1f}" stroke-width="{2 * px:.1f}"/>')
    return NearbyMap(frame, draw_streets(find_view(), frame.width / WIDTH_PX),
                     draw_marks(marks, frame, WIDTH_PX), as_safe(here), draw_scale(frame, WIDTH_PX), tell_map(marks))
