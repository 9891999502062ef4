"""Asking for a station, supporting it once, answering it."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.stations.siting_cast import BROWSER, LAT, LON, wish_at
from tests.nuantu_hub.stations.visit_cast import build_station

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.stations.domain.limits import Caller
from nuantu_hub.stations.domain.site_wishes import (
    MOST_OPEN,
    Support,
    answer_wish,
    count_support,
    find_unit,
    support_wish,
    take_support_back,
)
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import SiteWish

pytestmark = pytest.mark.django_db


def test_a_workers_wish_stands_at_once_and_a_strangers_waits(city: Unit, rider: Account) -> None:
    own, unknown = wish_at(0, rider), wish_at(1)

    assert (own.state, own.account, unknown.state, unknown.account) == ("open", rider, "waiting", None)
    assert count_support([own, unknown], rider, None) == {
        own.pk: Support(1, 0, mine=True), unknown.pk: Support(0, 1, mine=False)}
    assert Deed.objects.filter(verb="site wish made").count() == 2


def test_the_same_token_is_the_same_wish(city: Unit, rider: Account) -> None:
    token = uuid.uuid4()

    assert wish_at(0, rider, token=token) == wish_at(0, rider, token=token, name="别处")
    assert SiteWish.objects.count() == 1


def test_the_same_thing_beside_it_becomes_support_and_another_need_does_not(
        city: Unit, rider: Account, other_rider: Account) -> None:
    first = wish_at(0, rider)

    assert wish_at(0, other_rider, name="对面") == first
    assert wish_at(0, other_rider, need="toilet") != first
    assert count_support([first], other_rider, None)[first.pk] == Support(2, 0, mine=True)


def test_one_vote_a_person_and_one_a_browser(city: Unit, rider: Account, other_rider: Account) -> None:
    wish = wish_at(0, rider)
    other = Caller("browser-2", "10.0.0.2")

    assert [support_wish(by=other_rider, caller=BROWSER, wish=wish) for _ in range(2)] == [True, False]
    assert [support_wish(by=None, caller=one, wish=wish) for one in (BROWSER, BROWSER, other)] == [True, False, True]
    assert count_support([wish], None, BROWSER)[wish.pk] == Support(2, 2, mine=True)


def test_support_can_be_taken_back_by_who_gave_it(city: Unit, rider: Account, other_rider: Account) -> None:
    wish = wish_at(0, rider)
    support_wish(by=None, caller=BROWSER, wish=wish)

    assert [take_support_back(by=other_rider, caller=BROWSER, wish=wish),
            take_support_back(by=None, caller=BROWSER, wish=wish),
            take_support_back(by=rider, caller=BROWSER, wish=wish)] == [False, True, True]
    assert count_support([wish], None, None)[wish.pk] == Support(0, 0, mine=False)


@pytest.mark.parametrize(("more", "field"), [({"name": " "}, "place"), ({"words": "长" * 501}, "words")])
def test_what_is_missing_is_named(city: Unit, rider: Account, more: dict[str, str], field: str) -> None:
    with pytest.raises(StationRefused) as refused:
        wish_at(0, rider, **more)

    assert refused.value.field == field
    assert not SiteWish.objects.exists()


def test_nobody_floods_the_list(city: Unit, rider: Account) -> None:
    for step in range(3):
        wish_at(step)
    with pytest.raises(StationRefused):
        wish_at(3)
    for step in range(MOST_OPEN):
        wish_at(10 + step, rider)
    with pytest.raises(StationRefused):
        wish_at(30, rider)

    assert SiteWish.objects.count() == 3 + MOST_OPEN


def test_the_union_of_the_nearest_station_answers(city: Unit, street: Unit, other_district: Unit) -> None:
    assert find_unit(LAT, LON) == city
    build_station(street, "A-1", lat_deg=LAT + 0.02)
    build_station(other_district, "B-1", lat_deg=LAT + 0.5)

    assert find_unit(LAT, LON) == street


def test_an_answer_needs_its_reason_or_its_station(city: Unit, street: Unit, rider: Account, officer: Account) -> None:
    wish, station = wish_at(0, rider), build_station(street)
    for state, answer in (("declined", ""), ("planned", " "), ("built", "好了"), ("waiting", "x"), ("?", "x")):
        with pytest.raises(StationRefused):
            answer_wish(by=officer, wish=wish, state=state, answer=answer)
    answered = answer_wish(by=officer, wish=wish, state="built", answer="11月开了", station=station)

    assert (answered.state, answered.station, answered.answered_by) == ("built", station, officer)
    with pytest.raises(StationRefused):
        support_wish(by=rider, caller=BROWSER, wish=answered)


def test_counting_asks_twice_however_many_there_are(
        city: Unit, rider: Account, django_assert_num_queries: object) -> None:
    wishes = [wish_at(step, rider) for step in range(6)]
    for some in (wishes[:1], wishes):
        with django_assert_num_queries(2):  # type: ignore[operator]
            count_support(some, rider, None)
