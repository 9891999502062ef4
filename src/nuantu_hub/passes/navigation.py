"""What passes put into the gathering pages: the rail, the worker's tabs, and what is due."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes import compound_due, incident_due
from nuantu_hub.passes.interfaces.found_tile import make_found_tile
from nuantu_hub.passes.interfaces.pass_tile import make_pass_tile
from nuantu_hub.passes.suspension_due import SOURCES as SUSPENSION_SOURCES
from nuantu_hub.site.gathering import DUE_SOURCES, HOME_TILES, OPEN_PLACES, RAIL, TABS, DueSource, Place, TileSource

DESK: tuple[Place, ...] = (
    # --- COMPOUND
    Place(_("通行"), "pass", "passes:compounds", "passes.see_compounds", 40, rooms=("/compounds/", "/suspensions/")),
    # --- ISSUE
    Place(_("纸质码"), "print", "passes:paper", "passes.print_at_station", 41),
    Place(_("名单钥匙"), "key", "passes:holders", "passes.keep_holders", 67),
)
PHONE: tuple[Place, ...] = (
    # --- RIDER
)
OPEN: tuple[Place, ...] = (Place(_("不登录：用速通码的小区"), "pass", "passes:open_compounds", "", 40),)
TILES: tuple[TileSource, ...] = (make_pass_tile, make_found_tile)
#: A part's sources stand in `<part>_due.py` as ``SOURCES``.
DUE: tuple[DueSource, ...] = (*SUSPENSION_SOURCES, *compound_due.SOURCES, *incident_due.SOURCES)


def register_places() -> None:
    """Fill the registries; once, at start."""
    RAIL.extend(place for place in DESK if place not in RAIL)
    TABS.extend(place for place in PHONE if place not in TABS)
    OPEN_PLACES.extend(place for place in OPEN if place not in OPEN_PLACES)
    HOME_TILES.extend(tile for tile in TILES if tile not in HOME_TILES)
    DUE_SOURCES.extend(source for source in DUE if source not in DUE_SOURCES)
