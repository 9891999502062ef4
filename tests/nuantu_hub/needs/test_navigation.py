"""Needs stand in the rail, in the tabs, on the worker's home and in what is due, once."""

from __future__ import annotations

from nuantu_hub.needs.navigation import DESK, DUE, OPEN, PHONE, TILES, register_places
from nuantu_hub.site.gathering import DUE_SOURCES, HOME_TILES, OPEN_PLACES, RAIL, TABS, WAYS_ON


def test_registering_twice_leaves_each_place_once() -> None:
    register_places()
    register_places()
    for registry, own in ((RAIL, DESK), (TABS, PHONE), (OPEN_PLACES, OPEN), (HOME_TILES, TILES), (DUE_SOURCES, DUE)):
        assert [list(registry).count(place) for place in own] == [1] * len(own)


def test_ways_on_lead_from_stations_and_questions_once() -> None:
    register_places()
    for thing in ("stations.station", "people.question"):
        assert len(WAYS_ON[thing]) == len(set(WAYS_ON[thing])) >= 1
