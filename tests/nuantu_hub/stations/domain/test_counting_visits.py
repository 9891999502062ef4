"""Person-times by the hour of China, today and usually; a day nobody counted is no day with nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station, count_hours, let_count

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.domain.counting_visits import (
    add_counts,
    add_hours,
    count_today,
    count_todays,
    daily_counts,
    hourly_of,
    hourly_today,
    usual_hours,
)
from nuantu_hub.stations.models import Door, DoorEvent, Station, VisitCount

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
TODAY = MOMENT.date()


@pytest.fixture
def station(district: Unit) -> Station:
    """A station."""
    return build_station(district)


def test_an_event_counts_in_its_hour_in_china(station: Station) -> None:
    door = Door(station=station)
    midnight = datetime(2026, 11, 17, 16, 0, tzinfo=UTC)
    add_counts([DoorEvent(door=door, kind=kind, at=at) for kind, at in (
        ("entered", midnight - timedelta(seconds=1)), ("entered", midnight), ("left", midnight), ("refused", midnight),
        ("opened", midnight), ("contact_open", midnight), ("lamp_out", midnight))])

    assert list(VisitCount.objects.values_list("day", "hour", "entered", "left", "refused")) == [
        (TODAY - timedelta(days=1), 23, 1, 0, 0), (TODAY, 0, 1, 1, 1)]


def test_hours_are_added_to_and_never_set(station: Station) -> None:
    for _twice in range(2):
        add_hours([(station.pk, TODAY, 8, 3, 2, 1)])
    add_hours([])

    assert list(VisitCount.objects.values_list("entered", "left", "refused")) == [(6, 4, 2)]


def test_today_is_nought_where_a_door_counts_and_unknown_where_none_does(station: Station, district: Unit) -> None:
    silent = build_station(district, "DH-002")
    let_count(station)

    assert (count_today(station), count_today(silent)) == (0, None)
    count_hours(station, TODAY, {8: 3, 9: 4})
    assert count_todays([station, silent]) == {station.pk: 7}
    assert hourly_today(station) == [*[0] * 8, 3, 4, *[0] * 14]
    assert hourly_of(station, TODAY - timedelta(days=1)) == [0] * 24


def test_what_is_usual_is_the_mean_of_the_same_weekdays_that_were_counted(station: Station) -> None:
    assert usual_hours(station) is None
    count_hours(station, TODAY - timedelta(weeks=1), {8: 6})
    count_hours(station, TODAY - timedelta(weeks=6), {8: 2, 9: 4})
    count_hours(station, TODAY - timedelta(weeks=7), {8: 100})
    count_hours(station, TODAY - timedelta(days=1), {8: 100})
    usual = usual_hours(station)

    assert usual is not None
    assert (usual[8], usual[9], sum(usual)) == (4.0, 2.0, 6.0)


def test_days_add_up_over_stations(station: Station, district: Unit) -> None:
    other = build_station(district, "DH-002")
    count_hours(station, TODAY, {8: 3, 9: 4})
    count_hours(other, TODAY, {8: 5})
    count_hours(other, TODAY - timedelta(days=2), {8: 1})

    assert daily_counts([station, other], TODAY - timedelta(days=2), TODAY) == {
        TODAY - timedelta(days=2): 1, TODAY: 12}
