"""A week shows each day's inspections with their tone, and how the year stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.stations.star_cast import MOMENT, appoint, at, build_station, hand_in, plan, rate_now

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.inspection_weeks import read_week

pytestmark = pytest.mark.django_db
TODAY = MOMENT.date()


def test_each_day_says_what_was_found_and_what_comes(street: Unit, district: Unit, officer: Account,
                                                     other_officer: Account) -> None:
    one, two = appoint("one", district), appoint("two", district)
    kept, fallen = build_station(street, "A"), build_station(street, "B")
    with at(-40):
        for station in (kept, fallen):
            hand_in(plan(station, one), floor_area=15.0)
            rate_now(station, officer)
    with at():
        hand_in(plan(kept, two), floor_area=15.0)
        hand_in(plan(fallen, two), floor_area=15.0, opens_as_published=False)
        plan(build_station(street, "C"), one)
        plan(build_station(street, "D"), one, on=TODAY + timedelta(days=2), announced=True)
        late = plan(build_station(street, "E"), one)
        late.on = TODAY - timedelta(days=1)
        late.save()
        week = read_week(officer)
        other = read_week(other_officer)
        before = read_week(officer, TODAY - timedelta(days=40))

    told = {row.inspection.station.code: (day.day, row.tone, row.stars,
                                          row.spot) for day in week.days for row in day.rows}
    assert told == {"A": (TODAY, "kept", 4, True), "B": (TODAY, "broken", 4, True), "C": (TODAY, "next", 0, True),
                    "D": (TODAY + timedelta(days=2), "pending", 0, False),
                    "E": (TODAY - timedelta(days=1), "late", 0, True)}
    assert (week.planned, week.held, week.down, week.ordered) == (5, 2, 1, 1)
    assert (week.year_held, week.year_due, week.unannounced_percent) == (2, 1, 100)
    assert [day.today for day in week.days].index(True) == 2
    assert (other.planned, other.year_due, other.unannounced_percent) == (0, 0, None)
    assert (before.planned, before.held, before.after, before.before) == (
        2, 2, TODAY - timedelta(days=40 + 4 - 7), TODAY - timedelta(days=40 + 4 + 7))


def test_many_cost_no_more_queries_and_the_rest_is_counted(street: Unit, district: Unit, officer: Account) -> None:
    inspector = appoint("one", district)

    def ask() -> int:
        with CaptureQueriesContext(connection) as asked:
            read_week(officer)
        return len(asked)
    with at():
        plan(build_station(street, "A"), inspector)
        first = ask()
        for number in range(8):
            plan(build_station(street, f"B{number}"), inspector)
        assert ask() == first
        assert [(len(day.rows), day.more) for day in read_week(officer).days if day.rows] == [(4, 5)]
        assert [(len(day.rows), day.more) for day in read_week(officer, shown=50).days if day.rows] == [(9, 0)]
