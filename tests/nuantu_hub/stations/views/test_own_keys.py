"""A worker's standing keys."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.equipment_cast import build_door, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import StandingKey, Station

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(street: Unit) -> Station:
    """A station with a door."""
    return build_door(build_station(street)).station


def keep(client: Client, station: Station) -> dict[str, object]:
    answer = client.post(reverse("stations:keep_key", args=[station.sign]))
    told: dict[str, object] = answer.json()
    return told


def test_a_worker_gets_the_seeds_once_and_only_their_own(
    station: Station, rider: Account, other_rider: Account, as_: As,
) -> None:
    told = keep(as_(rider), station)
    key = StandingKey.objects.get()
    assert (told["key"], told["station"], key.account) == (key.pk, station.name, rider)
    renew = reverse("stations:renew_seeds", args=[key.pk])
    assert as_(rider).post(renew).json()["seeds"] == told["seeds"]
    assert as_(other_rider).post(renew).status_code == 404


def test_a_stranger_is_sent_to_sign_in(stranger: Client, station: Station) -> None:
    answer = stranger.post(reverse("stations:keep_key", args=[station.sign]))
    assert (answer.status_code, "sign-in" in answer["Location"]) == (302, True)


def test_no_page_bears_a_seed_or_a_number(station: Station, rider: Account, as_: As) -> None:
    told = keep(as_(rider), station)
    seeds = told["seeds"]
    assert isinstance(seeds, list)
    page = as_(rider).get(reverse("stations:own_keys")).content.decode()
    assert station.name in page
    assert " data-keep" in page  # kept on the phone for when there is no network
    assert not [one for one in seeds if one["seed"] in page]
    assert str(StandingKey.objects.get().number) not in page


def test_a_withdrawn_key_is_off_the_page_and_its_seeds_are_gone(station: Station, rider: Account, as_: As) -> None:
    client = as_(rider)
    keep(client, station)
    key = StandingKey.objects.get()
    assert client.post(reverse("stations:withdraw_key", args=[key.pk])).status_code == 302
    assert station.name not in client.get(reverse("stations:own_keys")).content.decode()
    assert client.post(reverse("stations:renew_seeds", args=[key.pk])).status_code == 410


def test_a_station_without_a_door_says_so(street: Unit, rider: Account, as_: As) -> None:
    station = build_station(street)
    where = reverse("stations:keep_key", args=[station.sign])
    assert "没有自助门" in as_(rider).get(where).content.decode()
    answer = as_(rider).post(where)
    assert (answer.status_code, "没有自助门" in answer.json()["words"]) == (422, True)
