"""What needs put into the gathering pages: the rail, the worker's tabs, and what is due."""

from __future__ import annotations

from nuantu_hub.needs import election_due, need_due, problem_due, trial_due, vote_due
from nuantu_hub.site.gathering import DUE_SOURCES, HOME_TILES, OPEN_PLACES, RAIL, TABS, DueSource, Place, TileSource

DESK: tuple[Place, ...] = (
    # --- NEED
    # --- PROBLEM
    # --- VOTE
    # --- ELECT
    # --- TRIAL
)
PHONE: tuple[Place, ...] = (
    # --- NEED
    # --- VOTE
)
OPEN: tuple[Place, ...] = (
    # --- NEED
    # --- PROBLEM
    # --- VOTE
    # --- ELECT
    # --- TRIAL
)
TILES: tuple[TileSource, ...] = ()
#: A part's sources stand in `<part>_due.py` as ``SOURCES``.
DUE: tuple[DueSource, ...] = (*need_due.SOURCES, *problem_due.SOURCES, *vote_due.SOURCES, *election_due.SOURCES,
                              *trial_due.SOURCES)


def register_places() -> None:
    """Fill the registries; once, at start."""
    RAIL.extend(place for place in DESK if place not in RAIL)
    TABS.extend(place for place in PHONE if place not in TABS)
    OPEN_PLACES.extend(place for place in OPEN if place not in OPEN_PLACES)
    HOME_TILES.extend(tile for tile in TILES if tile not in HOME_TILES)
    DUE_SOURCES.extend(source for source in DUE if source not in DUE_SOURCES)
