"""Who checks in is counted as a person of one day; at midnight nobody can tell any more who it was."""

from __future__ import annotations

import hmac
from datetime import timedelta
from hashlib import sha256

import pytest
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.domain.own_export import gather_person
from nuantu_hub.people.models import Account, Deed, Reading, Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.domain.check_ins import (
    check_in,
    check_out,
    close_days,
    count_persons,
    count_unit_persons,
    find_check_in,
    mark_account,
)
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import CheckIn, DayKey, PersonCount, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
TODAY, TOMORROW = MOMENT.date(), MOMENT.date() + timedelta(days=1)
#: The last second of the day in China.
LATE = MOMENT.replace(hour=15, minute=59, second=59)


@pytest.fixture
def station(district: Unit) -> Station:
    """A station."""
    return build_station(district)


@pytest.fixture
def other_station(street: Unit) -> Station:
    """One further down in the same district."""
    return build_station(street, "DH-002")


def test_the_same_person_twice_is_one_person(station: Station, rider: Account, other_rider: Account) -> None:
    assert count_persons(station, TODAY) is None
    first = check_in(account=rider, station=station)
    assert check_in(account=rider, station=station) == first
    assert [check_out(account=rider), check_out(account=rider)] == [True, False]
    check_in(account=rider, station=station)
    check_in(account=other_rider, station=station)

    assert (count_persons(station, TODAY), CheckIn.objects.count()) == (2, 3)


def test_who_checks_in_elsewhere_has_left(station: Station, other_station: Station, rider: Account) -> None:
    check_in(account=rider, station=station)
    set_clock(MOMENT + timedelta(hours=1))
    there = check_in(account=rider, station=other_station)

    assert find_check_in(rider) == there
    assert list(CheckIn.objects.values_list("station", "until")) == [
        (station.pk, MOMENT + timedelta(hours=1)), (other_station.pk, None)]


def test_at_midnight_persons_are_counted_and_marks_and_secret_are_gone(
    station: Station, other_station: Station, rider: Account, other_rider: Account, district: Unit, street: Unit,
    city: Unit,
) -> None:
    check_in(account=rider, station=station)
    check_in(account=rider, station=other_station)
    check_in(account=other_rider, station=station)
    set_clock(LATE)
    assert close_days() == 0
    set_clock(LATE + timedelta(seconds=1))
    assert find_check_in(rider) is None
    assert close_days() == 1

    assert (CheckIn.objects.count(), DayKey.objects.count()) == (0, 0)
    assert (count_persons(station, TODAY), count_persons(other_station, TODAY)) == (2, 1)
    assert [count_unit_persons(unit, TODAY, TODAY) for unit in (city, district, street)] == [
        {TODAY: 2}, {TODAY: 2}, {TODAY: 1}]


def test_the_mark_of_a_day_is_no_mark_of_another(station: Station, rider: Account) -> None:
    first = check_in(account=rider, station=station).mark
    set_clock(MOMENT + timedelta(days=1))
    second = check_in(account=rider, station=station).mark

    assert first != second
    assert list(DayKey.objects.values_list("day", flat=True)) == [TOMORROW]
    assert list(PersonCount.objects.filter(station=station).values_list("day", "persons")) == [(TODAY, 1)]


def test_a_mark_is_what_it_says_and_opens_with_the_secret_of_the_day_alone(station: Station, rider: Account) -> None:
    mark = check_in(account=rider, station=station).mark
    secret = DayKey.objects.get().secret

    assert mark == hmac.new(bytes.fromhex(secret), f"check-in|{rider.pk}".encode(), sha256).hexdigest()
    DayKey.objects.all().delete()
    assert mark_account(rider, TODAY) != mark


def test_nothing_else_remembers_a_check_in(station: Station, rider: Account) -> None:
    check_in(account=rider, station=station)
    check_out(account=rider)

    assert (Deed.objects.count(), Reading.objects.count()) == (0, 0)
    assert "stations.checkin" not in gather_person(rider)["tables"]
    assert not [field.name for field in CheckIn._meta.get_fields() if field.related_model is Account]


def test_a_station_that_is_out_of_use_takes_nobody(station: Station, rider: Account) -> None:
    station.state = Station.State.PAUSED
    with pytest.raises(StationRefused):
        check_in(account=rider, station=station)


def test_closing_a_day_twice_counts_it_once(station: Station, rider: Account) -> None:
    check_in(account=rider, station=station)
    set_clock(MOMENT + timedelta(days=3))

    assert [close_days(), close_days()] == [1, 0]
    assert PersonCount.objects.filter(station=station).get().persons == 1
