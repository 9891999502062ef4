"""The list of visits: the busiest first, sums of what was counted, and no figure where nobody counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station, count_hours, let_count

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.visit_tables import draw_overview, order_by_visits, read_rows, say_days
from nuantu_hub.stations.models import PersonCount, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
TODAY = MOMENT.date()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def stations(district: Unit) -> list[Station]:
    """A quiet one, a busy one and one where nobody counts."""
    made = [build_station(district, f"DH-{number}") for number in (1, 2, 3)]
    for station, visits in zip(made, (6, 60), strict=False):
        let_count(station, people=visits // 6)
        count_hours(station, YESTERDAY, {9: visits // 3, 18: visits - visits // 3})
        count_hours(station, TODAY - timedelta(days=9), {9: visits // 2})
    count_hours(made[0], TODAY, {8: 500})
    PersonCount.objects.create(day=YESTERDAY, station=made[1], persons=8)
    return made


def test_the_busiest_of_the_last_seven_whole_days_stands_first(stations: list[Station]) -> None:
    assert [one.code for one in order_by_visits(Station.objects.all(), TODAY)] == ["DH-2", "DH-1", "DH-3"]


def test_a_line_says_what_was_counted_and_nothing_else(stations: list[Station]) -> None:
    rows = read_rows(stations, MOMENT)

    assert [(row.today, row.week, row.peak, row.persons, row.inside and row.inside.people) for row in rows] == [
        (500, 6, 9, None, 1), (0, 60, 9, 8, 10), (None, None, None, None, None)]
    assert [row.week_words for row in rows] == ["6", "60", "—"]


def test_the_sums_of_all_beside_the_week_before(stations: list[Station]) -> None:
    seen = draw_overview(Station.objects.all(), MOMENT)

    assert (seen.stations, seen.counting, seen.inside, seen.today, seen.week, seen.change, seen.persons) == (
        3, 2, 11, 500, 66, 100, 8)
    assert seen.hours is not None
    assert draw_overview(Station.objects.filter(code="DH-3"), MOMENT).hours is None


def test_the_last_days_in_a_sentence() -> None:
    days = [TODAY - timedelta(days=number) for number in (2, 1)]

    assert say_days({}, days) == "最近七天没有数到人"
    assert say_days({days[0]: 1_200, days[1]: 40}, days) == "最近七天 1,240 人次，一天 40 到 1,200 人次"
