"""Bargaining stands in the rail, among the open places, on the worker's home and in what is due, once."""

from __future__ import annotations

from nuantu_hub.bargaining.navigation import DESK, DUE, OPEN, register_places
from nuantu_hub.site.gathering import DUE_SOURCES, OPEN_PLACES, RAIL


def test_registering_twice_leaves_each_place_once() -> None:
    register_places()
    register_places()
    for registry, own in ((RAIL, DESK), (OPEN_PLACES, OPEN), (DUE_SOURCES, DUE)):
        assert [list(registry).count(place) for place in own] == [1] * len(own)
