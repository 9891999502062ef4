"""Each human being is counted once: the ways of counting somebody twice, one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.nuantu_hub.people.membership_cast import make_member, make_person

from nuantu_hub.people.domain.counting import (
    count_by_occupation,
    count_by_platform,
    count_by_unit,
    count_members,
    count_pool,
)
from nuantu_hub.people.domain.membership import close, enrol
from nuantu_hub.people.domain.merging import agree_merge, ask_merge
from nuantu_hub.people.models import Account, Engagement, Person, Unit

pytestmark = pytest.mark.django_db
START = datetime(2025, 1, 1, tzinfo=UTC)


def _at(days: int) -> datetime:
    return START + timedelta(days=days)


def _work(person: Person, *platforms: str) -> None:
    for platform in platforms:
        Engagement.objects.create(person=person, platform=platform, since=START)


def test_two_platforms_make_one_member(city: Unit, street: Unit) -> None:
    person = make_member("林小满", street, at=START).person
    _work(person, "青禾配送", "远途货运")
    _work(make_member("赵大河", street, at=START).person, "青禾配送")
    assert count_members(city, _at(1)) == 2
    assert count_by_platform(city, _at(1)) == {"青禾配送": 2, "远途货运": 1}


def test_work_for_a_platform_does_not_make_a_member(city: Unit) -> None:
    _work(make_person("林小满"), "青禾配送")
    assert (count_members(city, _at(1)), count_by_platform(city, _at(1))) == (0, {})


def test_a_transfer_counts_on_one_side_at_every_moment(city: Unit, street: Unit, other_district: Unit) -> None:
    member = make_member("林小满", street, at=START)
    close(by=None, membership=member, ended="transferred", at=_at(100))
    enrol(by=None, person=member.person, unit=other_district, standing="pool", began="transferred", at=_at(100))
    for day, there, here in ((99, 0, 1), (100, 1, 0), (101, 1, 0)):
        assert (count_members(other_district, _at(day)), count_members(street, _at(day)),
                count_members(city, _at(day))) == (there, here, 1)


def test_a_unit_holds_all_below_it_and_the_sum_of_units_is_the_whole(
        city: Unit, district: Unit, street: Unit, other_district: Unit) -> None:
    for unit in (street, street, district, other_district):
        make_member("林小满", unit, at=START)
    assert [count_members(unit, _at(1)) for unit in (city, district, street, other_district)] == [4, 3, 2, 1]
    assert count_by_unit(city, _at(1)) == {street.pk: 2, district.pk: 1, other_district.pk: 1}


def test_who_left_is_not_counted_and_who_came_back_is_counted_once(city: Unit, street: Unit) -> None:
    member = make_member("林小满", street, at=START)
    close(by=None, membership=member, ended="left", at=_at(10))
    assert count_members(city, _at(20)) == 0
    enrol(by=None, person=member.person, unit=street, standing="full", began="returned", at=_at(30))
    assert (count_members(city, _at(5)), count_members(city, _at(31))) == (1, 1)


def test_nobody_is_counted_before_joining(city: Unit, street: Unit) -> None:
    make_member("林小满", street, at=_at(10))
    assert [count_members(city, _at(day)) for day in (9, 10)] == [0, 1]


def test_folded_records_count_once_even_for_the_time_before_the_merge(
        city: Unit, street: Unit, district: Unit, reviewer: Account, rider: Account) -> None:
    kept, folded = (make_member("林小满", unit, at=START).person for unit in (street, district))
    _work(kept, "青禾配送")
    _work(folded, "青禾配送")
    assert (count_members(city, _at(5)), count_by_platform(city, _at(5))) == (2, {"青禾配送": 2})
    agree_merge(by=rider, merge=ask_merge(by=reviewer, unit=street, kept=kept, folded=folded))
    assert (count_members(city, _at(5)), count_by_platform(city, _at(5))) == (1, {"青禾配送": 1})
    assert count_by_occupation(city, _at(5)) == {"food": 1}


def test_the_pool_is_counted_apart_and_adds_up(city: Unit, district: Unit, street: Unit) -> None:
    make_member("林小满", street, at=START)
    make_member("赵大河", district, standing="pool", at=START)
    assert (count_members(city, _at(1), standing="full"), count_pool(city, _at(1)), count_members(city, _at(1))) == (
        1, 1, 2)
