"""What stations put into the gathering pages: the rail, the worker's tabs, and what is due."""

from __future__ import annotations

from nuantu_hub.site.gathering import DUE_SOURCES, RAIL, TABS, DueSource, Place

DESK: tuple[Place, ...] = ()
PHONE: tuple[Place, ...] = ()
DUE: tuple[DueSource, ...] = ()


def register_places() -> None:
    """Fill the registries; once, at start."""
    RAIL.extend(place for place in DESK if place not in RAIL)
    TABS.extend(place for place in PHONE if place not in TABS)
    DUE_SOURCES.extend(source for source in DUE if source not in DUE_SOURCES)
