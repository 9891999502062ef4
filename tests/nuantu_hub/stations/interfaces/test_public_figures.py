"""Figures for everybody: sums that hold, and small counts left out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.pages_cast import MOMENT, put_counting, put_fault
from tests.nuantu_hub.stations.registry_cast import put_station
from tests.nuantu_hub.stations.visit_cast import count_hours

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.domain.registry import close_station
from nuantu_hub.stations.interfaces.public_figures import measure_all

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
YESTERDAY = MOMENT.date() - timedelta(days=1)


def test_every_station_that_was_not_given_up_is_counted_once(street: Unit, district: Unit) -> None:
    put_counting(street, "DH-1")
    put_fault(put_station(street, "DH-2", 40, kind="taxi"), hours_left=-2)
    put_station(district, "DH-3", 80, hours="Mo-Su,PH 20:00-22:00")
    close_station(by=None, station=put_station(district, "DH-4", 120), reason="并入别处")
    figures = measure_all(MOMENT)

    assert (figures.total, figures.opened, figures.always, figures.counted, figures.faulty, figures.overdue) == (
        3, 2, 1, 1, 1, 1)
    assert [(part.unit.pk, part.stations, part.opened, part.always, part.overdue) for part in figures.parts] == [
        (street.pk, 2, 2, 1, 1), (district.pk, 1, 0, 0, 0)]
    assert figures.kinds is not None
    assert list(figures.kinds.rows) == [("暖心驿站", 2), ("的士之家", 1)]
    assert figures.stars is None


def test_visits_are_published_from_three_counting_stations_on_and_never_a_small_day(street: Unit) -> None:
    stations = [put_counting(street, f"DH-{place}", north_m=40.0 * place) for place in range(2)]
    for station in stations:
        count_hours(station, YESTERDAY, {8: 30})
    assert measure_all(MOMENT).visits is None

    third = put_counting(street, "DH-9", north_m=200)
    count_hours(third, YESTERDAY - timedelta(days=1), {8: 4})
    visits = measure_all(MOMENT).visits
    assert visits is not None
    assert list(visits.rows) == [("11月20日", 60)]
    assert str(visits.sentence) == "最近 1 天门口数到 60 人次"


def test_a_hub_without_stations_has_no_charts() -> None:
    figures = measure_all(MOMENT)

    assert (figures.total, list(figures.parts)) == (0, [])
    assert (figures.kinds, figures.stars, figures.visits) == (None, None, None)
