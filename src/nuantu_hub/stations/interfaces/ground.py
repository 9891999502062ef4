"""The streets below the stations: those of the demonstration's city where it is one, else none.

The invented city lies where the stations of the demonstration were put; its streets come with a replayed day.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from nuantu_hub.days.interfaces.picture import draw_ground
from nuantu_hub.days.models import Run
from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.reading import RunView
from nuantu_hub.site.dials import as_safe
from nuantu_hub.stations.domain.invented_city import CORNER_LAT_DEG, CORNER_LON_DEG
from nuantu_hub.stations.interfaces.plane import Plane

CORNER = Plane(CORNER_LAT_DEG, CORNER_LON_DEG)
#: Names of districts on the map, pixels.
NAME_PX = 15.0


def find_view() -> RunView | None:
    """The replayed day whose streets are drawn; None where this is no demonstration or no day was brought in."""
    if not is_demo():
        return None
    run = Run.objects.order_by("-date", "id").first()
    try:
        return None if run is None else run.view
    except RunError:
        return None


def find_plane(places: Sequence[tuple[float, float]]) -> Plane:
    """The plane of a map of places (degrees): the invented city's in a demonstration, else one through their middle."""
    if is_demo() or not places:
        return CORNER
    lats, lons = zip(*places, strict=True)
    return Plane((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)


def draw_streets(view: RunView | None, px: float) -> SafeString:
    """Streets, parks and water with the names of districts, in metres of the city's plane; nothing without a day.

    ``px`` is a pixel in metres.
    """
    if view is None:
        return as_safe("")
    unit = float(view.facts["unit_m"])
    chinese = (get_language() or "").startswith("zh")
    size = NAME_PX * px
    names = "".join(f'<text class="place" x="{x * unit:.0f}" y="{y * unit:.0f}" font-size="{size:.0f}" '
                    f'stroke-width="{size / 4:.0f}">{escape(words[0 if chinese else 1])}</text>'
                    for x, y, words in view.ground()["labels"])
    return as_safe(f'<g transform="scale({unit:g})">{draw_ground(view)}</g><g class="place-names">{names}</g>')
