"""Pages of the registry: open, change, move, pause, close, keepers, the sign for the door."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.pages_cast import MOMENT, put_door
from tests.nuantu_hub.stations.registry_cast import LAT_DEG, LON_DEG, METRE_DEG, put_station

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.stations.models import Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def station(street: Unit) -> Station:
    """A station of the own district."""
    return put_station(street)


@pytest.fixture
def desk(officer: Account, as_: As) -> Client:
    """The officer's browser."""
    return as_(officer)


def fill(**more: Any) -> dict[str, Any]:
    return {"name": "晨光驿站", "kind": "warm", "address": "柳林路 3 号", "lat_deg": LAT_DEG, "lon_deg": LON_DEG,
            "datum": "wgs84", "hours": "Mo-Su,PH 07:00-22:00", "seats": 12, "facilities": ["hot_water", "meal_heating"],
            "reason": "现场核过"} | more


def test_a_station_is_registered_once_however_often_the_form_is_sent(street: Unit, desk: Client) -> None:
    told = fill(unit=street.pk, code="dh-0007", token=str(uuid4()))
    answers = [desk.post("/stations/desk/new/", told) for _turn in range(2)]
    made = Station.objects.get()

    assert [answer.headers["Location"] for answer in answers] == [f"/stations/desk/{made.pk}/"] * 2
    assert (made.code, made.unit) == ("DH-0007", street)
    assert [one.kind for one in made.facilities.all()] == ["hot_water", "meal_heating"]


def test_a_second_pin_on_one_spot_is_refused_beside_its_field(street: Unit, station: Station, desk: Client) -> None:
    told = fill(unit=street.pk, code="DH-0007", token=str(uuid4()), lat_deg=LAT_DEG + 5 * METRE_DEG)
    refused = desk.post("/stations/desk/new/", told)

    assert refused.status_code == 422
    assert station.name in refused.content.decode()
    assert desk.post("/stations/desk/new/", told | {"beside": "on"}).status_code == 302


def test_what_is_registered_is_changed_with_a_reason_that_stays_readable(station: Station, desk: Client) -> None:
    address = f"/stations/desk/{station.pk}/edit/"
    assert desk.get(address).status_code == 200
    assert desk.post(address, fill(hours="24/7")).status_code == 302
    station.refresh_from_db()

    assert station.hours == "24/7"
    assert "现场核过" in desk.get(f"/stations/desk/{station.pk}/").content.decode()
    assert desk.post(address, fill(hours="二十四小时")).status_code == 422
    assert desk.post(address, fill(lat_deg=LAT_DEG + 400 * METRE_DEG)).status_code == 422


def test_a_move_makes_a_new_place_to_which_the_old_sign_leads(station: Station, desk: Client) -> None:
    address = f"/stations/desk/{station.pk}/move/"
    told = fill(code="DH-0009", address="新街 1 号", lat_deg=LAT_DEG + 700 * METRE_DEG, token=str(uuid4()))
    answer = desk.post(address, told)
    moved = Station.objects.get(code="DH-0009")
    station.refresh_from_db()

    assert answer.headers["Location"] == f"/stations/desk/{moved.pk}/"
    assert (station.state, station.moved_to) == (Station.State.MOVED, moved)
    assert desk.get(f"/stations/desk/{moved.pk}/").status_code == 200
    assert desk.post(address, fill(code="DH-0010", token=str(uuid4()))).status_code == 422


def test_a_station_is_paused_put_back_and_closed(station: Station, desk: Client) -> None:
    address = f"/stations/desk/{station.pk}/state/"

    def state(**told: str) -> str:
        assert desk.post(address, told).status_code == 302
        return str(Station.objects.get().state)

    assert desk.post(address, {"what": "pause", "works": "yes", "reason": ""}).status_code == 422
    assert state(what="pause", works="yes", reason="换暖气", state_until="2026-12-01") == Station.State.WORKS
    assert "恢复使用" in desk.get(address).content.decode()
    assert state(what="resume") == Station.State.USED
    assert state(what="pause", works="no", reason="停电") == Station.State.PAUSED
    assert state(what="close", reason="并入别处") == Station.State.CLOSED
    assert list(Deed.objects.filter(thing="stations.station").order_by("pk").values_list("verb", flat=True)) == [
        "station opened", "station paused", "station resumed", "station paused", "station closed"]


def test_keepers_come_and_go(station: Station, desk: Client, bystander: Account, as_: As) -> None:
    address = f"/stations/desk/{station.pk}/keepers/"
    assert desk.post(address, {"login": "nobody"}).status_code == 422
    assert desk.post(address, {"login": bystander.login}).status_code == 302
    keeper = station.keepers.get()

    assert "钱路" in desk.get(address).content.decode()
    assert as_(bystander).get(f"/stations/desk/{station.pk}/").status_code == 200
    assert as_(bystander).get(address).status_code == 404
    assert desk.post(f"/stations/keepers/{keeper.pk}/end/").status_code == 302
    assert as_(bystander).get(f"/stations/desk/{station.pk}/").status_code == 404


def test_the_sign_carries_the_address_of_the_public_page(station: Station, desk: Client) -> None:
    page = desk.get(f"/stations/desk/{station.pk}/sign/").content.decode()

    assert f"http://testserver/s/{station.sign}/" in page
    assert "每天 07:00–22:00" in page
    assert "拿到 8 位数" not in page
    put_door(station)
    assert "拿到 8 位数" in desk.get(f"/stations/desk/{station.pk}/sign/").content.decode()


@pytest.mark.parametrize("page", ["", "edit/", "move/", "state/", "keepers/", "sign/"])
def test_the_officer_of_another_district_finds_none_of_it(
    station: Station, page: str, other_officer: Account, organiser: Account, as_: As,
) -> None:
    address = f"/stations/desk/{station.pk}/{page}"

    assert [as_(account).get(address).status_code for account in (other_officer, organiser)] == [404, 404]
