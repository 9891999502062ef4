"""Marking stations: once, by oneself, and following a move."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.nuantu_hub.stations.registry_cast import put_station, tell_facts

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.favourites import drop_favourite, is_favourite, list_favourites, mark_favourite
from nuantu_hub.stations.domain.registry import move_station

pytestmark = pytest.mark.django_db


def test_a_station_is_marked_once_and_by_its_owner_only(district: Unit, rider: Account, other_rider: Account) -> None:
    first, second = put_station(district, "A"), put_station(district, "B", 500)
    assert mark_favourite(account=rider, station=first) == mark_favourite(account=rider, station=first)
    mark_favourite(account=rider, station=second)

    assert list_favourites(account=rider) == [second, first]
    assert list_favourites(account=other_rider) == []
    assert [is_favourite(account=one, station=first) for one in (rider, other_rider, AnonymousUser())] == [
        True, False, False]


def test_the_mark_comes_off_and_coming_off_twice_is_nothing(district: Unit, rider: Account) -> None:
    station = put_station(district)
    mark_favourite(account=rider, station=station)
    drop_favourite(account=rider, station=station)
    drop_favourite(account=rider, station=station)
    assert list_favourites(account=rider) == []


def test_a_marked_station_that_moved_is_found_at_its_new_place(district: Unit, rider: Account) -> None:
    station = put_station(district)
    mark_favourite(account=rider, station=station)
    moved = move_station(by=None, station=station, code="B", facts=tell_facts(900), reason="搬家", token=uuid4())
    mark_favourite(account=rider, station=moved)
    assert list_favourites(account=rider) == [moved]
