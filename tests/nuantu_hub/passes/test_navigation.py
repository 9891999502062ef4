"""Passes stand in the rail, in the tabs, on the worker's home and in what is due, once."""

from __future__ import annotations

from nuantu_hub.passes.navigation import DESK, DUE, OPEN, PHONE, TILES, register_places
from nuantu_hub.site.gathering import DUE_SOURCES, HOME_TILES, OPEN_PLACES, RAIL, TABS


def test_registering_twice_leaves_each_place_once() -> None:
    register_places()
    register_places()
    for registry, own in ((RAIL, DESK), (TABS, PHONE), (OPEN_PLACES, OPEN), (HOME_TILES, TILES), (DUE_SOURCES, DUE)):
        assert [list(registry).count(place) for place in own] == [1] * len(own)
