"""Stars on the desk and in public: decided, published, read by everybody, taken along."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.star_cast import appoint, at, build_station, hand_in, keep, plan, rate_now

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.stars import current_stars
from nuantu_hub.stations.models import Star, Station
from nuantu_hub.stations.views.stars import count_level, sieve_stars

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(street: Unit) -> Station:
    return build_station(street)


@pytest.fixture
def inspector(district: Unit) -> Account:
    return appoint("one", district)


@pytest.fixture
def second(district: Unit) -> Account:
    return appoint("two", district)


def test_a_decision_is_written_down_published_and_then_read_by_everybody(as_: As, station: Station, inspector: Account,
                                                                         officer: Account, stranger: Client) -> None:
    keeper = keep(station)
    with at():
        hand_in(plan(station, inspector), floor_area=15.0)
        page, desk = as_(officer), reverse("stations:station_star", args=[station.code])
        public = reverse("stations:star", args=[station.sign])
        assert "定为四星" in page.get(desk).content.decode()
        assert stranger.get(public).status_code == 404
        decide = reverse("stations:decide_star", args=[station.code])
        assert as_(inspector).post(decide).status_code == 404
        assert page.post(decide, {"token": str(uuid4()), "act": "revoked", "ground": "x"}).status_code == 422
        assert page.post(decide, {"token": str(uuid4()), "act": "rated", "ground": ""}).status_code == 302
        star = Star.objects.get()
        assert "待公布：评定，四星" in page.get(desk).content.decode()
        assert page.post(reverse("stations:settle_star", args=[star.pk, "odd"])).status_code == 404
        assert page.post(reverse("stations:settle_star", args=[star.pk, "publish"])).status_code == 302
        shown, listed = stranger.get(public).content.decode(), stranger.get(reverse("stations:stars_published"))
        own = as_(keeper).get(public).content.decode()
    assert "37 项里 36 项合格，证据：2026年1月14日 检查" in shown
    assert "面积 ≥ 30 ㎡（2026-01-14 查得15 ㎡）" in shown
    assert "申诉" not in shown
    assert "1月21日 前可以申诉" in own
    assert "DH-001驿站" in listed.content.decode()


def test_a_draft_is_dropped_and_a_stale_one_is_refused_with_words(as_: As, station: Station, inspector: Account,
                                                                  second: Account, officer: Account) -> None:
    with at():
        hand_in(plan(station, inspector), floor_area=15.0)
        page = as_(officer)
        page.post(reverse("stations:decide_star", args=[station.code]), {"token": str(uuid4()), "act": "rated"})
        star = Star.objects.get()
    with at(1):
        hand_in(plan(station, second), floor_area=15.0, satisfaction=72)
        back = page.post(reverse("stations:settle_star", args=[star.pk, "publish"]), follow=True)
        assert "决定以后证据变了" in back.content.decode()
        page.post(reverse("stations:settle_star", args=[star.pk, "drop"]))
    assert not Star.objects.exists()


def test_revoked_and_restored_on_the_desk(as_: As, station: Station, inspector: Account, officer: Account) -> None:
    with at():
        hand_in(plan(station, inspector), floor_area=15.0)
        rate_now(station, officer)
    for days, act, words in ((3, "revoked", "已摘星"), (9, "restored", "四星")):
        with at(days):
            page, desk = as_(officer), reverse("stations:station_star", args=[station.code])
            page.post(reverse("stations:decide_star", args=[station.code]), {
                "token": str(uuid4()), "act": act, "ground": "夜里没有开门"})
            page.post(reverse("stations:settle_star", args=[Star.objects.get(kind=act).pk, "publish"]))
            assert words in page.get(desk).content.decode()


def test_a_station_without_an_inspection_has_nothing_to_decide(as_: As, station: Station, officer: Account) -> None:
    with at():
        shown = as_(officer).get(reverse("stations:station_star", args=[station.code])).content.decode()
    assert "还没有生效的检查，不能评定" in shown


def test_the_list_sieves_and_asks_as_often_for_many(as_: As, street: Unit, inspector: Account, officer: Account,
                                                    other_officer: Account) -> None:
    with at():
        rated = build_station(street, "A")
        hand_in(plan(rated, inspector), floor_area=15.0)
        rate_now(rated, officer)
        page, address = as_(officer), reverse("stations:stars")
        first = count_queries(page, address)
        others = [build_station(street, f"B{number}") for number in range(12)]
        for one in others[:4]:
            hand_in(plan(one, inspector), floor_area=15.0)
            rate_now(one, officer)
        assert count_queries(page, address) == first
        assert "B11驿站" in page.get(address, {"show": "none"}).content.decode()
        assert page.get(address, {"show": "odd"}).status_code == 404
        assert "A驿站" not in as_(other_officer).get(address).content.decode()
        standing = current_stars([rated, *others])
        assert (count_level(standing, 4), sieve_stars([rated, *others], standing)["none"]) == (
            5, {one.pk for one in others[4:]})


def test_everybody_takes_the_table_along(stranger: Client, station: Station) -> None:
    got = stranger.get(reverse("stations:export_stars"))
    assert got.content.decode("utf-8-sig").splitlines()[1] == f"{station.code},{station.name},没有评定"
