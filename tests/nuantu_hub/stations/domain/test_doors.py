"""Letting a controller in, and taking it out of use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.nuantu_hub.stations.equipment_cast import build_door, build_station, draw_key

from nuantu_hub.people.domain.demo import open_demo
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.stations.domain.demo_pulse import NAME
from nuantu_hub.stations.domain.doors import (
    approve_door,
    enrol_door,
    find_door,
    revoke_door,
    set_door,
    tell_new_config,
)
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Door, StandingKey

pytestmark = pytest.mark.django_db


def test_a_controller_waits_until_an_officer_lets_it_in(street: Unit, officer: Account) -> None:
    station = build_station(street)
    door = enrol_door(station=station, device_key=draw_key("a"), name="east")
    assert (door.state, find_door(station)) == ("waiting", None)
    assert approve_door(by=officer, door=door).approved_by == officer
    assert find_door(station) == door
    assert enrol_door(station=station, device_key=draw_key("a")) == door
    assert list(Deed.objects.order_by("pk").values_list("verb", flat=True)) == ["door enrolled", "door approved"]


@pytest.mark.parametrize("key", ["", "short", "A" * 43 + "!", "A" * 40])
def test_a_key_that_is_none_is_refused(street: Unit, key: str) -> None:
    with pytest.raises(StationRefused):
        enrol_door(station=build_station(street), device_key=key)
    assert not Door.objects.exists()


def test_a_second_controller_waits_until_the_first_is_out(street: Unit, officer: Account) -> None:
    station = build_station(street)
    first = build_door(station)
    with pytest.raises(StationRefused):
        enrol_door(station=station, device_key=draw_key("another"))
    revoke_door(by=officer, door=first, why="换设备")
    assert enrol_door(station=station, device_key=draw_key("another")).state == "waiting"
    with pytest.raises(StationRefused):
        enrol_door(station=station, device_key=first.device_key)
    with pytest.raises(StationRefused):
        enrol_door(station=build_station(street, "DH-2"), device_key=draw_key("another"))


@pytest.fixture
def demonstration() -> Iterator[None]:
    """A hub that holds invented people only."""
    open_demo([])
    yield
    (Path(settings.DATA.root) / "demo.json").unlink()


@pytest.mark.usefixtures("demonstration")
def test_a_demonstration_lets_the_first_door_of_a_station_in_at_once_and_no_second(
    street: Unit, officer: Account,
) -> None:
    station = build_station(street)
    first = enrol_door(station=station, device_key=draw_key("a"))
    assert first.state == "approved"
    revoke_door(by=officer, door=first, why="试试")
    assert enrol_door(station=station, device_key=draw_key("b")).state == "waiting"


@pytest.mark.usefixtures("demonstration")
def test_an_invented_door_of_a_demonstration_gives_way_to_a_real_one(street: Unit) -> None:
    station = build_station(street)
    invented = build_door(station)
    Door.objects.filter(pk=invented.pk).update(name=NAME)
    real = enrol_door(station=station, device_key=draw_key("real"))

    invented.refresh_from_db()
    assert (real.state, invented.state, find_door(station)) == ("approved", "revoked", real)
    with pytest.raises(StationRefused):
        enrol_door(station=station, device_key=draw_key("third"))


def test_outside_a_demonstration_a_name_makes_no_door_give_way(street: Unit) -> None:
    station = build_station(street)
    Door.objects.filter(pk=build_door(station).pk).update(name=NAME)

    with pytest.raises(StationRefused):
        enrol_door(station=station, device_key=draw_key("real"))


def test_taking_a_door_out_of_use_needs_a_reason_and_ends_its_keys(
    street: Unit, officer: Account, rider: Account,
) -> None:
    door = build_door(build_station(street))
    key = StandingKey.objects.create(account=rider, door=door, number=5, since=door.enrolled_at,
                                     until=door.enrolled_at)
    with pytest.raises(StationRefused):
        revoke_door(by=officer, door=door, why=" ")
    assert revoke_door(by=officer, door=door, why="坏了").state == "revoked"
    key.refresh_from_db()
    assert key.withdrawn_at is not None
    with pytest.raises(StationRefused):
        approve_door(by=officer, door=door)


def test_the_door_hears_of_a_changed_setting(street: Unit, officer: Account) -> None:
    door = build_door(build_station(street))
    assert set_door(by=officer, door=door, held_open_s=60).config_version == 1
    assert set_door(by=officer, door=door, held_open_s=90).config_version == 2
    with pytest.raises(StationRefused):
        set_door(by=officer, door=door, held_open_s=5)
    tell_new_config(door.station)
    door.refresh_from_db()
    assert (door.held_open_s, door.config_version) == (90, 3)


def test_the_door_hears_when_hours_or_seats_of_its_station_change(street: Unit) -> None:
    door = build_door(build_station(street))
    door.station.hours = "Mo-Su 07:00-22:00"
    door.station.save(update_fields=["hours"])
    door.refresh_from_db()
    assert door.config_version == 2
