"""The week of means is over whole weeks and counted days; its peaks are its largest cells."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station, count_hours

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.domain.peaks import measure_week

pytestmark = pytest.mark.django_db
#: A Wednesday.
TODAY = MOMENT.date()


def test_an_empty_week_has_no_peak(district: Unit) -> None:
    week = measure_week([build_station(district)], TODAY)

    assert (week.is_empty, week.most, week.list_peaks(), week.list_hours()) == (True, 0.0, [], [0.0] * 24)


def test_means_are_over_the_days_that_were_counted(district: Unit) -> None:
    first, second = build_station(district), build_station(district, "DH-002")
    count_hours(first, TODAY - timedelta(days=7), {8: 6, 12: 9})
    count_hours(second, TODAY - timedelta(days=7), {12: 1})
    count_hours(first, TODAY - timedelta(days=14), {12: 20})
    count_hours(first, TODAY - timedelta(days=6), {20: 12})
    count_hours(first, TODAY, {3: 500})
    count_hours(first, TODAY - timedelta(days=29), {3: 500})
    week = measure_week([first, second], TODAY)

    assert [weekday for weekday, row in enumerate(week.cells) if row] == [2, 3]
    assert week.list_peaks(5) == [(2, 12, 15.0), (3, 20, 12.0), (2, 8, 3.0)]
    assert (week.sums[2][12], week.sums[2][8], week.most) == (30, 6, 15.0)
    hours = week.list_hours()
    assert (hours[8], hours[12], hours[20], sum(hours)) == (1.5, 7.5, 6.0, 15.0)
