"""Public figures: what is left out cannot be worked out from what stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station, count_hours, let_count

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.visit_figures import read_public_figures
from nuantu_hub.stations.models import PersonCount

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
TODAY = MOMENT.date()
YESTERDAY = TODAY - timedelta(days=1)


def test_a_hub_without_stations_publishes_nothing(district: Unit) -> None:
    assert read_public_figures(MOMENT) is None


def test_a_few_visits_are_published_nowhere(district: Unit) -> None:
    station = build_station(district)
    let_count(station)
    count_hours(station, YESTERDAY, {3: 3})
    figures = read_public_figures(MOMENT)

    assert figures is not None
    assert (figures.visits, figures.visits_words, [part.visits for part in figures.parts]) == (None, "", [None])
    assert [row[1] for row in figures.days.rows] == ["—"] * 7
    assert figures.hours is not None
    assert figures.hours.rows[1][4] == "不公布"


def test_a_small_district_takes_the_next_smallest_with_it(city: Unit, district: Unit, other_district: Unit) -> None:
    for number, (unit, visits) in enumerate(((district, 100), (other_district, 4))):
        station = build_station(unit, f"X-{number}")
        let_count(station)
        count_hours(station, YESTERDAY, {9: visits})
    figures = read_public_figures(MOMENT)

    assert figures is not None
    assert (figures.visits, [part.visits for part in figures.parts]) == (104, [None, None])
    assert [(part.stations, part.counting) for part in figures.parts] == [(1, 1), (1, 1)]


def test_persons_stand_by_the_day_and_are_never_added_up(city: Unit, district: Unit) -> None:
    build_station(district)
    for days, persons in ((1, 4), (2, 12)):
        PersonCount.objects.create(day=TODAY - timedelta(days=days), unit=city, persons=persons)
    figures = read_public_figures(MOMENT)

    assert figures is not None
    assert figures.persons[-3:] == [
        (TODAY - timedelta(days=3), None, False), (TODAY - timedelta(days=2), 12, False), (YESTERDAY, None, True)]
