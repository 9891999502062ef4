"""A worker checks in and out with one tap, and reads before it what is kept and until when."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.stations.models import CheckIn, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def station(district: Unit) -> Station:
    """A station."""
    return build_station(district)


def read(client: Client, station: Station) -> str:
    return client.get(f"/s/{station.sign}/check-in/").content.decode()


def test_in_and_out_again(as_: As, rider: Account, station: Station) -> None:
    client = as_(rider)
    before = read(client, station)
    assert "今晚零点" in before
    assert "今天还没有人在这里签到" in before

    for _twice in range(2):
        answer = client.post(f"/s/{station.sign}/check-in/", {"what": "in"})
        assert (answer.status_code, answer["Location"]) == (302, f"/s/{station.sign}/check-in/")
    inside = read(client, station)
    assert "10:30 已签到" in inside
    assert "今天签到的不到 5 人" in inside
    client.post(f"/s/{station.sign}/check-in/", {"what": "out"})

    assert CheckIn.objects.get().until == MOMENT
    assert "签到是自愿的" in read(client, station)
    assert Deed.objects.count() == 0


def test_who_is_checked_in_elsewhere_is_told_where(as_: As, rider: Account, district: Unit, station: Station) -> None:
    other = build_station(district, "DH-002")
    client = as_(rider)
    client.post(f"/s/{other.sign}/check-in/", {"what": "in"})

    assert other.name in read(client, station)


def test_a_station_out_of_use_refuses_with_words(as_: As, rider: Account, station: Station) -> None:
    Station.objects.update(state=Station.State.PAUSED)
    answer = as_(rider).post(f"/s/{station.sign}/check-in/", {"what": "in"})

    assert (answer.status_code, "这座驿站现在不用" in answer.content.decode()) == (422, True)


def test_staff_and_strangers_do_not_check_in(as_: As, officer: Account, stranger: Client, station: Station) -> None:
    page = f"/s/{station.sign}/check-in/"

    assert as_(officer).get(page).status_code == 404
    assert stranger.post(page, {"what": "in"})["Location"].startswith("/sign-in/")
    assert CheckIn.objects.count() == 0
