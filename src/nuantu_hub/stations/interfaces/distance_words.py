"""Distances as people say them."""

from __future__ import annotations

from django.utils.translation import gettext as _

#: Below this a distance is told in metres, rounded to ten.
KILOMETRE_M = 1_000


def say_way(metres: float | None) -> str:
    """380 米, 2.4 公里, 14 公里; a dash where it is not known."""
    if metres is None:
        return "—"
    if metres < KILOMETRE_M:
        return _("%(n)s 米") % {"n": round(metres / 10) * 10 if metres >= 20 else round(metres)}
    far = metres / KILOMETRE_M
    return _("%(n)s 公里") % {"n": f"{far:.1f}" if far < 10 else f"{far:.0f}"}
