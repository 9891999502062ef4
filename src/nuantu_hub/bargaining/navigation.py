"""What bargaining puts into the gathering pages: the rail, the worker's tabs, and what is due."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining import after_due, meeting_due, signing_due, table_due, talk_due, try_due
from nuantu_hub.bargaining.interfaces.own_talks_tile import make_own_talks_tile
from nuantu_hub.bargaining.interfaces.own_week_tile import make_own_week_tile
from nuantu_hub.site.gathering import DUE_SOURCES, HOME_TILES, OPEN_PLACES, RAIL, DueSource, Place

DESK: tuple[Place, ...] = (
    # --- TALKS
    Place(_("协商"), "bargain", "bargaining:talks", "bargaining.see_talks", 11),
    Place(_("我的协商"), "today", "bargaining:own_talks", "bargaining.begin_at_table", 0),
    # --- SIGNING
)
OPEN: tuple[Place, ...] = (
    # --- TALKS
    Place(_("不登录：谈成了什么"), "bargain", "bargaining:open_talks", "", 15),
    # --- SIGNING
    # --- AFTER
    Place(_("不登录：答应的事做到没有"), "check", "bargaining:kept", "", 16),
)
#: A part's sources stand in `<part>_due.py` as ``SOURCES``.
DUE: tuple[DueSource, ...] = (*talk_due.SOURCES, *table_due.SOURCES, *try_due.SOURCES, *signing_due.SOURCES,
                              *meeting_due.SOURCES, *after_due.SOURCES)


def register_places() -> None:
    """Fill the registries; once, at start."""
    RAIL.extend(place for place in DESK if place not in RAIL)
    OPEN_PLACES.extend(place for place in OPEN if place not in OPEN_PLACES)
    if make_own_week_tile not in HOME_TILES:
        HOME_TILES.append(make_own_week_tile)
    if make_own_talks_tile not in HOME_TILES:
        HOME_TILES.append(make_own_talks_tile)
    DUE_SOURCES.extend(source for source in DUE if source not in DUE_SOURCES)
