"""Doors on the desk."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.equipment_cast import appoint, build_door, build_station, draw_key

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.alarms import raise_alarm
from nuantu_hub.stations.models import Door, DoorEvent, StandingKey, UnlockOrder

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(street: Unit) -> Door:
    """A door that was heard of just now."""
    return build_door(build_station(street))


def test_an_officer_compares_the_fingerprint_and_lets_a_controller_in(
    street: Unit, officer: Account, as_: As,
) -> None:
    door = build_door(build_station(street), state=Door.State.WAITING)
    keeper = appoint(door.station)
    where = reverse("stations:approve_door", args=[door.pk])
    assert door.fingerprint in as_(officer).get(reverse("stations:door", args=[door.pk])).content.decode()
    assert as_(keeper).post(where).status_code == 404
    assert as_(officer).post(where).status_code == 302
    door.refresh_from_db()
    assert (door.state, door.approved_by) == ("approved", officer)


def test_a_keeper_opens_from_afar_with_a_reason_and_it_stands_on_the_page(door: Door, as_: As) -> None:
    client = as_(appoint(door.station))
    where = reverse("stations:unlock_door", args=[door.pk])
    assert client.post(where, {"token": uuid4(), "why": ""}).status_code == 422
    assert client.post(where, {"token": uuid4(), "why": "有人忘了手机"}).status_code == 302
    page = client.get(reverse("stations:door", args=[door.pk])).content.decode()
    assert "有人忘了手机" in page
    assert "等门回话" in page
    assert UnlockOrder.objects.count() == 1


def test_a_silent_door_offers_no_opening_from_afar(door: Door, officer: Account, as_: As) -> None:
    Door.objects.update(last_seen_at=None)
    page = as_(officer).get(reverse("stations:door", args=[door.pk])).content.decode()
    assert reverse("stations:unlock_door", args=[door.pk]) not in page
    assert "一次性的码照样能开" in page


def test_an_alarm_is_closed_with_words(door: Door, officer: Account, as_: As) -> None:
    alarm = raise_alarm(door=door, kind="held_open", at=now())
    where = reverse("stations:close_alarm", args=[alarm.pk])
    assert as_(officer).post(where, {"outcome": ""}).status_code == 422
    assert as_(officer).post(where, {"outcome": "搬东西"}).status_code == 302
    assert "搬东西" in as_(officer).get(reverse("stations:door", args=[door.pk])).content.decode()


def test_keys_are_counted_and_taken_back_without_a_name(
    door: Door, officer: Account, rider: Account, as_: As,
) -> None:
    StandingKey.objects.create(account=rider, door=door, number=5, since=now(), until=now().replace(year=2099))
    page = as_(officer).get(reverse("stations:door", args=[door.pk])).content.decode()
    assert "把常用钥匙，不看是谁的" in page
    assert rider.name not in page
    where = reverse("stations:withdraw_keys", args=[door.pk])
    assert as_(officer).post(where, {"why": "设备被盗"}).status_code == 302
    assert not StandingKey.objects.filter(withdrawn_at=None).exists()


def test_a_door_is_set_and_taken_out_of_use(door: Door, officer: Account, as_: As) -> None:
    client = as_(officer)
    assert client.post(reverse("stations:set_door", args=[door.pk]), {"held_open_s": "5"}).status_code == 422
    assert client.post(reverse("stations:set_door", args=[door.pk]), {"held_open_s": "45"}).status_code == 302
    assert client.post(reverse("stations:revoke_door", args=[door.pk]), {"why": ""}).status_code == 422
    assert client.post(reverse("stations:revoke_door", args=[door.pk]), {"why": "换设备"}).status_code == 302
    door.refresh_from_db()
    assert (door.held_open_s, door.state, door.revoked_why) == (45, "revoked", "换设备")


def test_the_record_says_what_the_door_did_and_for_nobody(door: Door, officer: Account, as_: As) -> None:
    DoorEvent.objects.create(door=door, seq=1, event=uuid4().hex, at=now(), received_at=now(), kind="refused",
                             detail={"why": "full"})
    page = as_(officer).get(reverse("stations:door", args=[door.pk])).content.decode()
    assert "没有开门" in page
    assert "坐满了" in page


@pytest.mark.parametrize(("show", "codes"), [
    ("all", ["DH-1", "DH-2", "DH-3"]), ("waiting", ["DH-2"]), ("ringing", ["DH-1"]), ("offline", ["DH-3"]),
    ("revoked", ["DH-4"])])
def test_the_list_is_sieved_and_what_rings_stands_first(
    street: Unit, officer: Account, as_: As, show: str, codes: list[str],
) -> None:
    raise_alarm(door=build_door(build_station(street)), kind="tamper", at=now())
    build_door(build_station(street, "DH-2"), state="waiting")
    build_door(build_station(street, "DH-3"), last_seen_at=None)
    build_door(build_station(street, "DH-4"), state="revoked")
    answer = as_(officer).get(reverse("stations:doors"), {"show": show})
    assert [door.station.code for door in answer.context["page"]] == codes


def test_an_officer_of_another_district_sees_no_door(door: Door, other_officer: Account, as_: As) -> None:
    client = as_(other_officer)
    assert not client.get(reverse("stations:doors")).context["page"].object_list
    assert client.get(reverse("stations:door", args=[door.pk])).status_code == 404
    assert client.get(reverse("stations:doors"), {"show": "pigeons"}).status_code == 404


def test_the_list_asks_as_often_for_twenty_doors_as_for_one(street: Unit, officer: Account, as_: As) -> None:
    def ask() -> int:
        client = as_(officer)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("stations:doors"))
        return len(asked)

    build_door(build_station(street))
    one = ask()
    for number in range(2, 21):
        build_door(build_station(street, f"DH-{number}"), device_key=draw_key(str(number)))
    assert ask() == one
