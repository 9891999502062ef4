"""The day stands in the rail, in the tabs and in what is due, once."""

from __future__ import annotations

from nuantu_hub.days.due import list_due_requests
from nuantu_hub.days.navigation import DESK, PHONE, register_places
from nuantu_hub.site.gathering import DUE_SOURCES, RAIL, TABS


def test_registering_twice_leaves_each_place_once() -> None:
    register_places()
    register_places()
    assert [RAIL.count(place) for place in DESK] == [1, 1]
    assert [TABS.count(place) for place in PHONE] == [1]
    assert DUE_SOURCES.count(list_due_requests) == 1
