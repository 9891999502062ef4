"""Stations stand in the rail, in the tabs, on the worker's home and in what is due, once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from nuantu_hub.site.gathering import DUE_SOURCES, HOME_TILES, RAIL, TABS, Place
from nuantu_hub.stations.interfaces.home_tile import make_nearest_tile
from nuantu_hub.stations.navigation import DESK, DUE, PHONE, register_places


def test_registering_twice_leaves_each_place_once() -> None:
    register_places()
    register_places()
    assert [RAIL.count(place) for place in DESK] == [1] * len(DESK)
    assert [TABS.count(place) for place in PHONE] == [1] * len(PHONE)
    assert [DUE_SOURCES.count(source) for source in DUE] == [1] * len(DUE)
    assert HOME_TILES.count(make_nearest_tile) == 1


@pytest.mark.parametrize("place", [*DESK, *PHONE], ids=lambda place: place.address)
def test_every_place_leads_somewhere(place: Place) -> None:
    assert reverse(place.address).startswith("/")
