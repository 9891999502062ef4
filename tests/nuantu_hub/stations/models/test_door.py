"""A door as the hub knows its controller."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from tests.nuantu_hub.stations.equipment_cast import MOMENT, appoint, build_door, build_station, draw_key

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import Door
from nuantu_hub.stations.models.door import draw_secret

pytestmark = pytest.mark.django_db


def test_a_secret_is_drawn_anew_and_lies_encrypted(street: Unit) -> None:
    assert draw_secret() != draw_secret()
    door = build_door(build_station(street))
    assert door.secret_bytes == bytes(range(32))
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM stations_door")
        (stored,) = cursor.fetchone()
    assert door.secret not in stored


def test_one_door_of_a_station_is_in_use_and_a_revoked_one_stays_beside_it(street: Unit) -> None:
    station = build_station(street)
    build_door(station, state=Door.State.REVOKED, device_key=draw_key("old"))
    build_door(station)
    assert Door.objects.in_use().count() == 1
    with pytest.raises(IntegrityError):
        build_door(station, state=Door.State.WAITING, device_key=draw_key("new"))


def test_a_door_is_online_for_ninety_seconds_after_it_was_heard(street: Unit) -> None:
    door = build_door(build_station(street), last_seen_at=MOMENT)
    assert [door.is_online(MOMENT + timedelta(seconds=late)) for late in (0, 90, 91)] == [True, True, False]
    assert not Door().is_online(MOMENT)


def test_its_fingerprint_is_short_enough_to_compare(street: Unit) -> None:
    door = build_door(build_station(street))
    assert [len(part) for part in door.fingerprint.split()] == [4, 4, 4, 4]


def test_doors_are_seen_by_who_looks_after_their_station(
    street: Unit, officer: Account, other_officer: Account, rider: Account, bystander: Account,
) -> None:
    door = build_door(build_station(street))
    keeper = appoint(door.station)
    assert [list(Door.objects.visible_to(one)) for one in (officer, keeper)] == [[door]] * 2
    assert [list(Door.objects.visible_to(one)) for one in (other_officer, rider, bystander)] == [[]] * 3
