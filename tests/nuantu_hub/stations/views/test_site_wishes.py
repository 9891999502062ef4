"""Wishes on the phone and on the desk: everybody may ask and support, the union answers, words stay with it."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.siting_cast import LAT, LON, wish_at
from tests.nuantu_hub.stations.visit_cast import build_station

from nuantu_hub.people.models import Account, Reading, Unit
from nuantu_hub.stations.models import SiteVote, SiteWish

pytestmark = pytest.mark.django_db


def told(**more: str) -> dict[str, str]:
    return {"need": "warm", "place": "柳岸路口", "words": "只能站楼道", "lat_deg": str(LAT), "lon_deg": str(LON),
            "token": str(uuid.uuid4()), **more}


def test_a_stranger_asks_and_sees_it_waiting_and_nobody_else_does(
        city: Unit, stranger: Client, rider: Account, as_: As) -> None:
    answer = stranger.post("/wishes/new/", told())
    wish = SiteWish.objects.get()

    assert answer.url == f"/wishes/{wish.pk}/"  # type: ignore[attr-defined]
    assert "等工会看一眼" in stranger.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert as_(rider).get(f"/wishes/{wish.pk}/").status_code == 404
    assert "柳岸路口" not in as_(rider).get("/wishes/").content.decode()


def test_a_worker_asks_and_others_support_once(
        city: Unit, rider: Account, other_rider: Account, stranger: Client, as_: As) -> None:
    as_(rider).post("/wishes/new/", told())
    wish = SiteWish.objects.get()
    for client in (as_(other_rider), as_(other_rider), stranger, stranger):
        client.post(f"/wishes/{wish.pk}/support/")
    page = as_(other_rider).get("/wishes/").content.decode()

    assert SiteVote.objects.count() == 3
    assert "<b>2</b>" in page
    assert "已支持" in page
    assert "只能站楼道" not in page + stranger.get(f"/wishes/{wish.pk}/").content.decode()


def test_support_is_taken_back_with_the_same_button(city: Unit, rider: Account, as_: As) -> None:
    wish = wish_at(0, rider)
    as_(rider).post(f"/wishes/{wish.pk}/support/", {"back": "1", "stay": "1"})

    assert not SiteVote.objects.exists()
    assert as_(rider).get(f"/wishes/{wish.pk}/support/").status_code == 405


def test_asked_beside_another_it_becomes_its_support(city: Unit, rider: Account, other_rider: Account, as_: As) -> None:
    first = wish_at(0, rider)
    answer = as_(other_rider).post("/wishes/new/", told(), follow=True)

    assert "算你支持一票" in answer.content.decode()
    assert first.votes.count() == 2


def test_without_a_position_the_form_says_what_to_do(city: Unit, stranger: Client) -> None:
    answer = stranger.post("/wishes/new/", told(lat_deg=""))

    assert answer.status_code == 422
    assert "还没有位置" in answer.content.decode()


def test_the_desk_reads_the_words_on_record_and_answers(
        street: Unit, officer: Account, other_officer: Account, rider: Account, as_: As) -> None:
    station = build_station(street)
    wish = wish_at(0, rider, words="夜里没处去")
    client = as_(officer)
    page = client.get(f"/siting/wishes/{wish.pk}/").content.decode()

    assert "夜里没处去" in page
    assert Reading.objects.get(by=officer).thing_id == str(wish.pk)
    assert as_(other_officer).get(f"/siting/wishes/{wish.pk}/").status_code == 404
    assert client.post(f"/siting/wishes/{wish.pk}/answer/", {"state": "declined"}).status_code == 422
    client.post(f"/siting/wishes/{wish.pk}/answer/", {"state": "built", "answer": "开了", "station": station.pk})
    shown = as_(rider).get(f"/wishes/{wish.pk}/").content.decode()
    assert "已建成" in shown
    assert f"/s/{station.sign}/" in shown


def test_lists_ask_equally_often_however_long(city: Unit, district: Unit, officer: Account, rider: Account,
                                              as_: As) -> None:
    wish_at(0, rider)
    SiteWish.objects.update(unit=district)
    client = as_(officer)
    few = [count_queries(client, page) for page in ("/wishes/", "/siting/wishes/")]
    for step in range(1, 9):
        wish_at(step, rider)
    SiteWish.objects.update(unit=district)

    assert [count_queries(client, page) for page in ("/wishes/", "/siting/wishes/")] == few
