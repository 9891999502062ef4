"""What stations put into the gathering pages: the rail, the worker's tabs, and what is due."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nuantu_hub.site.gathering import DONE_SOURCES, DUE_SOURCES, HOME_TILES, OPEN_PLACES, RAIL, TABS, DueSource, Place
from nuantu_hub.stations.domain.inspection_due import DUE as INSPECTION_SOURCES
from nuantu_hub.stations.equipment_due import SOURCES as EQUIPMENT_SOURCES
from nuantu_hub.stations.equipment_due import list_done
from nuantu_hub.stations.interfaces.home_tile import make_nearest_tile
from nuantu_hub.stations.interfaces.keys_tile import make_keys_tile
from nuantu_hub.stations.siting_due import SOURCES as SITING_SOURCES

DESK: tuple[Place, ...] = (
    Place(_("我的站"), "home", "stations:my_station", "stations.keep_one", 2),
    Place(_("驿站"), "station", "stations:desk", "stations.see_desk", 30,
          rooms=("/stations/", "/inspections/", "/findings/", "/faults/", "/doors/", "/equipment/", "/help/", "/stars/",
                 "/siting/")),
    Place(_("检查"), "check", "stations:my_inspections", "stations.inspect", 31),
)
PHONE: tuple[Place, ...] = (
    Place(_("驿站"), "station", "stations:find", "people.be_worker", 30),
    Place(_("我的站"), "home", "stations:my_station", "stations.keep_one", 2),
    Place(_("驿站"), "station", "stations:desk", "stations.see_desk", 30),
    Place(_("检查"), "check", "stations:my_inspections", "stations.inspect", 31),
)
#: Whoever is cold needs no account.
OPEN = (Place(_("不登录：找最近的驿站"), "station", "stations:find", "", 0),)
DUE: tuple[DueSource, ...] = (*EQUIPMENT_SOURCES, *INSPECTION_SOURCES, *SITING_SOURCES)


def register_places() -> None:
    """Fill the registries; once, at start."""
    RAIL.extend(place for place in DESK if place not in RAIL)
    TABS.extend(place for place in PHONE if place not in TABS)
    OPEN_PLACES.extend(place for place in OPEN if place not in OPEN_PLACES)
    HOME_TILES.extend(tile for tile in (make_nearest_tile, make_keys_tile) if tile not in HOME_TILES)
    DUE_SOURCES.extend(source for source in DUE if source not in DUE_SOURCES)
    if list_done not in DONE_SOURCES:
        DONE_SOURCES.append(list_done)
