"""What the screen in a station shows: where one is, stations and gates around with their way, what is near, notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import atan2, cos, pi, radians
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.site.dials import as_safe
from nuantu_hub.stations.domain.compound_gates import NearGate, find_gates
from nuantu_hub.stations.domain.notices import current_notices
from nuantu_hub.stations.domain.search import find_nearest, search_listed
from nuantu_hub.stations.interfaces.distance_words import say_way
from nuantu_hub.stations.interfaces.facility_signs import SIGNS
from nuantu_hub.stations.interfaces.ground import draw_streets, find_plane, find_view
from nuantu_hub.stations.interfaces.plane import Frame, Plane
from nuantu_hub.stations.interfaces.stand import Stand, read_stands
from nuantu_hub.stations.models import Facility, Notice, Station

#: Stations and gates that are listed; how far gates are looked for; what the map shows across, metres.
NEIGHBOURS, GATES, GATES_A_PAGE, GATES_WITHIN_M, ACROSS_M = 4, 15, 5, 900.0, 1500.0
WIDTH_PX, SHAPE = 1060.0, 1060 / 700
#: Walking speed of the way in minutes, metres a minute, along a straight line with a third more for corners.
WALK_M_MIN, DETOUR = 75.0, 1.3
NEAR_KINDS = (Facility.Kind.TOILET, Facility.Kind.BIKE_CHARGING, Facility.Kind.PHONE_CHARGING,
              Facility.Kind.MEAL_HEATING, Facility.Kind.MEDICINE)
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Way:
    """How to get somewhere on foot: how far as the crow flies, in which direction, minutes."""

    distance_m: float
    toward: str

    @property
    def words(self) -> str:
        """东北 380 米."""
        return _("%(toward)s %(way)s") % {"toward": self.toward, "way": say_way(self.distance_m)}

    @property
    def minutes(self) -> int:
        """Minutes on foot, at least one."""
        return max(1, round(self.distance_m * DETOUR / WALK_M_MIN))


@dataclass(frozen=True, slots=True)
class Service:
    """Where the nearest of a thing is: its sign and name, here, or at which station and how far; None: nowhere open."""

    sign: str
    name: Any
    here: bool
    at: str
    way: Way | None


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen of a station at a moment."""

    stand: Stand
    neighbours: Sequence[tuple[int, Stand, Way]]
    gates: Sequence[tuple[str, NearGate, Way]]
    services: Sequence[Service]
    notices: Sequence[Notice]
    frame: Frame
    streets: SafeString
    marks: SafeString

    @property
    def pages(self) -> list[Sequence[tuple[str, NearGate, Way]]]:
        """Gates a few at a time, as the screen turns them over."""
        return [self.gates[first:first + GATES_A_PAGE] for first in range(0, len(self.gates), GATES_A_PAGE)]


def say_toward(lat_deg: float, lon_deg: float, other_lat_deg: float, other_lon_deg: float) -> str:
    """In which of eight directions the other place lies."""
    names = (_("北"), _("东北"), _("东"), _("东南"), _("南"), _("西南"), _("西"), _("西北"))
    angle = atan2((other_lon_deg - lon_deg) * cos(radians(lat_deg)), other_lat_deg - lat_deg)
    return names[round(angle / (pi / 4)) % 8]


def tell_screen(station: Station, moment: datetime) -> Screen:
    """Everything on the screen of a station, in a fixed number of queries."""
    place = (station.lat_deg, station.lon_deg)
    near = [one for one in find_nearest(*place, at=moment, limit=NEIGHBOURS + 1) if one.station.pk != station.pk]
    near = near[:NEIGHBOURS]
    own, *others = read_stands([station, *(one.station for one in near)], moment)

    def way_to(distance_m: float, lat_deg: float, lon_deg: float) -> Way:
        return Way(distance_m, say_toward(*place, lat_deg, lon_deg))

    neighbours = [(number, stand, way_to(one.distance_m, one.station.lat_deg, one.station.lon_deg))
                  for number, (one, stand) in enumerate(zip(near, others, strict=True), start=1)]
    gates = [(LETTERS[number], one, way_to(one.distance_m, one.gate.lat_deg, one.gate.lon_deg)) for number, one
             in enumerate(find_gates(*place, within_m=GATES_WITHIN_M, limit=GATES))]
    plane = find_plane([place])
    frame = _frame(plane, place)
    px = frame.width / WIDTH_PX
    return Screen(own, neighbours, gates, [_find_service(station, kind, moment) for kind in NEAR_KINDS],
                  current_notices(station, moment), frame, draw_streets(find_view(), px),
                  _draw_marks(plane, frame, px, station, neighbours, gates))


def _frame(plane: Plane, place: tuple[float, float]) -> Frame:
    x, y = plane.place(*place)
    tall = ACROSS_M / SHAPE
    return Frame(x - ACROSS_M / 2, y - tall / 2, ACROSS_M, tall)


def _find_service(station: Station, kind: Facility.Kind, moment: datetime) -> Service:
    """Here where the station itself offers it, else at the nearest one that is open and does."""
    sign, name = SIGNS[kind], kind.label
    if any(facility.kind == kind for facility in station.facilities.all()):
        return Service(sign, name, here=True, at="", way=None)
    place = (station.lat_deg, station.lon_deg)
    found = search_listed(*place, at=moment, open_now=True, facility=kind, limit=1)
    if not found:
        return Service(sign, name, here=False, at="", way=None)
    row, distance_m, _open = found[0]
    return Service(sign, name, here=False, at=row.name,
                   way=Way(distance_m, say_toward(*place, row.lat_deg, row.lon_deg)))


def _draw_marks(plane: Plane, frame: Frame, px: float, station: Station, neighbours: Any, gates: Any) -> SafeString:
    """Where one is with five and ten minutes around, stations by number, gates by letter."""
    x, y = plane.place(station.lat_deg, station.lon_deg)
    parts = []
    for minutes in (5, 10):
        radius = minutes * WALK_M_MIN / DETOUR
        parts.append(f'<circle class="walk-ring" cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}" '
                     f'stroke-width="{1.5 * px:.1f}" stroke-dasharray="{6 * px:.1f} {6 * px:.1f}"/>'
                     f'<text class="walk-words" x="{x:.0f}" y="{y - radius - 6 * px:.0f}" font-size="{18 * px:.1f}" '
                     f'stroke-width="{4 * px:.1f}">{escape(_("步行 %(minutes)d 分") % {"minutes": minutes})}</text>')
    for kind, rows in (("gate", gates), ("near", neighbours)):
        for sign, one, _way in rows:
            thing = one.gate if kind == "gate" else one.station
            at_x, at_y = plane.place(thing.lat_deg, thing.lon_deg)
            if frame.holds(at_x, at_y):
                parts.append(_draw_mark(f"{kind}-mark", str(sign), at_x, at_y, px))
    parts.append(f'<circle class="me" cx="{x:.0f}" cy="{y:.0f}" r="{15 * px:.1f}" stroke-width="{4 * px:.1f}"/>'
                 f'<text class="me-words" x="{x:.0f}" y="{y + 40 * px:.0f}" font-size="{22 * px:.1f}" '
                 f'stroke-width="{5 * px:.1f}">{escape(_("你在这里"))}</text>')
    return as_safe("".join(parts))


def _draw_mark(kind: str, sign: str, x: float, y: float, px: float) -> str:
    edge = f'stroke-width="{2.5 * px:.1f}"'
    if kind == "near-mark":
        shape = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{17 * px:.1f}" {edge}/>'
    else:
        side = 15 * px
        shape = (f'<rect x="{x - side:.1f}" y="{y - side:.1f}" width="{2 * side:.1f}" height="{2 * side:.1f}" '
                 f'rx="{7 * px:.1f}" {edge}/>')
    return f'<g class="{kind}">{shape}<text x="{x:.0f}" y="{y:.0f}" font-size="{18 * px:.1f}">{escape(sign)}</text></g>'
