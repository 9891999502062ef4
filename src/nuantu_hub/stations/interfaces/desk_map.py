"""The desk's map and the panel of one station beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nuantu_hub.site.dials import as_safe
from nuantu_hub.stations.domain.counting_visits import count_today, hourly_today, usual_hours
from nuantu_hub.stations.interfaces.day_columns import draw_day_columns
from nuantu_hub.stations.interfaces.ground import draw_streets, find_plane, find_view
from nuantu_hub.stations.interfaces.map_told import MINUTES, tell_map
from nuantu_hub.stations.interfaces.nearby import make_mark
from nuantu_hub.stations.interfaces.plane import Frame, frame_places
from nuantu_hub.stations.interfaces.stand import Stand
from nuantu_hub.stations.interfaces.station_map import Mark, draw_marks, draw_reach, draw_scale

WIDTH_PX, SHAPE = 610.0, 610 / 640
#: So many of the nearest to the chosen station are in the first window.
FRAMED = 14
HOURS = 24


@dataclass(frozen=True, slots=True)
class DeskMap:
    """The map as the server draws it, and what its script needs."""

    frame: Frame
    streets: SafeString
    marks: SafeString
    scale: SafeString
    told: dict[str, Any]


def draw_desk_map(stands: Sequence[Stand], chosen: Stand | None, words: dict[str, str]) -> DeskMap:
    """All stations of the list on one map, the window around the chosen one; ``words`` are the rest of the address."""
    plane = find_plane([(one.station.lat_deg, one.station.lon_deg) for one in stands])
    marks = [make_mark(one, *plane.place(one.station.lat_deg, one.station.lon_deg),
                       "?" + urlencode(words | {"station": one.station.code})) for one in stands]
    code = chosen.station.code if chosen else ""
    picked = next((mark for mark in marks if mark.code == code), None)
    near = marks if picked is None else sorted(
        marks, key=lambda mark: (mark.x - picked.x) ** 2 + (mark.y - picked.y) ** 2)[:FRAMED]
    frame = frame_places([(mark.x, mark.y) for mark in near], SHAPE, least_m=2_400)
    if picked is not None:
        frame = Frame(picked.x - frame.width / 2, picked.y - frame.height / 2, frame.width, frame.height)
    px = frame.width / WIDTH_PX
    reach = draw_reach(picked, frame, WIDTH_PX, MINUTES) if picked is not None else as_safe("")
    return DeskMap(frame, draw_streets(find_view(), px),
                   as_safe(reach + draw_marks(marks, frame, WIDTH_PX, code)),
                   draw_scale(frame, WIDTH_PX), _tell(marks, stands))


def _tell(marks: Sequence[Mark], stands: Sequence[Stand]) -> dict[str, Any]:
    """The map as the script reads it, with where each station's side column is found, in the list or not."""
    told, panel = tell_map(marks), reverse("stations:panel", args=[0])
    for mark, stand in zip(told["marks"], stands, strict=True):
        mark["panel"] = panel.replace("/0/", f"/{stand.station.pk}/")
    return told


@dataclass(frozen=True, slots=True)
class Curve:
    """Today's visits by the hour beside what is usual: how many so far (None where nobody counts), and the drawing."""

    today: int | None
    drawing: SafeString
    usual: bool


def draw_curve(stand: Stand) -> Curve:
    """The curve of one station."""
    so_far = count_today(stand.station)
    usual = usual_hours(stand.station)
    if so_far is None and usual is None:
        return Curve(None, as_safe(""), usual=False)
    words = _("今天 %(n)s 人次，按小时") % {"n": so_far if so_far is not None else "—"}
    drawing = draw_day_columns(hourly_today(stand.station), usual or [None] * HOURS, localtime(stand.moment).hour,
                               words)
    return Curve(so_far, drawing, usual is not None)
