"""What the script of a map needs to draw it anew: every mark, the bounds of the plane, its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from nuantu_hub.stations.interfaces.station_map import WALK_M_MIN, Mark

#: The circle around a chosen station: so many minutes on foot.
MINUTES = 10
#: The map goes on so far beyond the outermost station, metres.
BEYOND_M = 1_500


def tell_map(marks: Sequence[Mark]) -> dict[str, Any]:
    """The marks as the script reads them."""
    xs, ys = [mark.x for mark in marks] or [0.0], [mark.y for mark in marks] or [0.0]
    return {
        "marks": [{"code": mark.code, "name": mark.name, "x": round(mark.x, 1), "y": round(mark.y, 1), "url": mark.url,
                   "people": mark.people, "seats": mark.seats, "open": mark.is_open, "trouble": mark.trouble,
                   "words": mark.words} for mark in marks],
        "bounds": {"x": min(xs) - BEYOND_M, "y": min(ys) - BEYOND_M, "w": max(xs) - min(xs) + 2 * BEYOND_M,
                   "h": max(ys) - min(ys) + 2 * BEYOND_M},
        "reach_m": MINUTES * WALK_M_MIN,
        "words": {"several": _("%(n)s 座") % {"n": "%n"}, "reach": _("步行 %(minutes)d 分") % {"minutes": MINUTES},
                  "metres": _("%(n)s 米") % {"n": "%n"}, "kilometres": _("%(n)s 公里") % {"n": "%n"}}}
