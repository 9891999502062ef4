"""Problems on a map, where most of those who said them say it is: at a station, a compound, a place of that name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nuantu_hub.needs.interfaces.problem_told import ProblemRow
from nuantu_hub.needs.models import Need
from nuantu_hub.passes.models import Compound
from nuantu_hub.site.clock import now
from nuantu_hub.site.dials import as_safe
from nuantu_hub.stations.interfaces.ground import draw_streets, find_plane, find_view
from nuantu_hub.stations.interfaces.plane import Frame, Plane, frame_places
from nuantu_hub.stations.interfaces.station_map import draw_scale
from nuantu_hub.stations.models import Station

WIDTH_PX, SHAPE = 900.0, 900 / 560
#: Marks that would cover one another are put below one another, so many pixels apart.
APART_PX, TALL_PX = 34.0, 28.0
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ProblemMap:
    """What the page shows: the frame, streets, marks, scale, and the problems of which nobody knows where they are."""

    frame: Frame
    streets: SafeString
    marks: SafeString
    scale: SafeString
    nowhere: tuple[ProblemRow, ...]


def find_spots(keys: Sequence[int]) -> dict[int, Spot]:
    """Where each problem is (degrees): the place that most of its needs name, as far as such a place is known."""
    rows = list(Need.objects.filter(problem_member__problem__in=keys).values_list(
        "problem_member__problem", "station__lat_deg", "station__lon_deg", "place"))
    named = _find_named({place for _key, _lat, _lon, place in rows if place})
    counted: dict[int, Counter[Spot]] = {}
    for key, lat, lon, place in rows:
        spot = named.get(place) or ((lat, lon) if lat is not None else None)
        if spot is not None:
            counted.setdefault(key, Counter())[spot] += 1
    return {key: _pick_most(found) for key, found in counted.items()}


def _pick_most(counted: Counter[Spot]) -> Spot:
    """What was named most often; the same of several each time."""
    return max(counted, key=lambda spot: (counted[spot], spot))


def _find_named(names: Iterable[str]) -> dict[str, Spot]:
    found: dict[str, Spot] = {}
    for table in (Station, Compound):
        for name, lat, lon in table.objects.filter(name__in=list(names)).values_list("name", "lat_deg", "lon_deg"):
            found.setdefault(name, (lat, lon))
    return found


def draw_problem_map(rows: Sequence[ProblemRow]) -> ProblemMap | None:
    """The problems of a page on a map; None where nobody knows where any of them is."""
    spots = find_spots([row.problem.pk for row in rows])
    placed = [row for row in rows if row.problem.pk in spots]
    if not placed:
        return None
    plane = find_plane(list(spots.values()))
    frame = frame_places([plane.place(*spots[row.problem.pk]) for row in placed], SHAPE, least_m=2_400)
    px = frame.width / WIDTH_PX
    marks = [_draw_mark(row, x, y, px) for row, x, y in _part(placed, spots, plane, px)]
    return ProblemMap(frame, draw_streets(find_view(), px), as_safe("".join(marks)), draw_scale(frame, WIDTH_PX),
                      tuple(row for row in rows if row.problem.pk not in spots))


def _part(rows: Sequence[ProblemRow], spots: dict[int, Spot], plane: Plane,
          px: float) -> list[tuple[ProblemRow, float, float]]:
    """Rows with their places, moved down where another mark stands already."""
    taken: list[Spot] = []
    placed = []
    for row in sorted(rows, key=lambda one: (-one.people, one.problem.pk)):
        x, y = plane.place(*spots[row.problem.pk])
        while any(abs(x - other_x) < 2 * APART_PX * px and abs(y - other_y) < APART_PX * px
                  for other_x, other_y in taken):
            y += APART_PX * px
        taken.append((x, y))
        placed.append((row, x, y))
    return placed


def _draw_mark(row: ProblemRow, x: float, y: float, px: float) -> str:
    late = row.problem.due_at is not None and row.problem.due_at < now()
    kind = "late" if late else "free" if row.problem.owner_id is None else "taken"
    words = _("%(name)s，%(n)d 人，%(detail)s") % {"name": row.problem.title, "n": row.people, "detail": row.detail}
    wide, tall = (24 + 9 * len(str(row.people))) * px, TALL_PX * px
    return (f'<a class="problem-mark {kind}" href="{escape(reverse("needs:problem", args=[row.problem.pk]))}" '
            f'aria-label="{escape(words)}"><title>{escape(words)}</title><rect x="{x - wide / 2:.1f}" '
            f'y="{y - tall / 2:.1f}" width="{wide:.1f}" height="{tall:.1f}" rx="{tall / 2:.1f}" '
            f'stroke-width="{2 * px:.2f}"/><text x="{x:.1f}" y="{y:.1f}" font-size="{15 * px:.1f}">{row.people}</text>'
            "</a>")
