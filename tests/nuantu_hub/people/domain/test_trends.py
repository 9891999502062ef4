"""Month by month from dated histories, and a plain word for whether it is stable and growing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.nuantu_hub.people.membership_cast import make_member
from tests.nuantu_hub.people.organising_cast import MOMENT, TODAY

from nuantu_hub.people.domain.membership import close
from nuantu_hub.people.domain.trends import Point, judge_growth, list_month_ends, trace_flow, trace_reach
from nuantu_hub.people.models import Unit


def _points(*members: int) -> list[Point]:
    return [Point(TODAY, count, None, 0, 0) for count in members]


def test_months_end_on_their_last_days_and_today() -> None:
    assert list_month_ends(date(2024, 3, 15), 3) == [
        date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 15)]


@pytest.mark.django_db
def test_members_are_those_of_each_month_end(street: Unit, district: Unit) -> None:
    make_member("林小满", street, at=datetime(2026, 9, 30, 15, 59, tzinfo=UTC))  # a minute before October in Beijing
    make_member("赵大河", street, at=datetime(2026, 9, 30, 16, 0, tzinfo=UTC))
    left = make_member("孙一", district, at=datetime(2026, 8, 1, tzinfo=UTC))
    close(by=None, membership=left, ended="left", at=MOMENT - timedelta(days=1))
    days = list_month_ends(TODAY, 3)
    assert [point.members for point in trace_reach([district, street], days)[district.pk]] == [1, 2, 3, 2]
    assert [point.members for point in trace_reach([district, street], days)[street.pk]] == [0, 1, 2, 2]
    assert trace_flow(district, days) == [(1, 0), (1, 0), (1, 0), (0, 1)]


@pytest.mark.parametrize(("members", "state", "words"), [
    ((100, 98, 120), "kept", "总体稳定、持续增长"), ((100, 97, 120), "watch", "在增长，但不稳定"),
    ((100, 99, 100), "watch", "稳定，但没有增长"), ((100, 90, 80), "broken", "在减少"),
    ((0, 0, 100, 101), "unknown", "还看不出来")])
def test_growth_is_judged_in_plain_words(members: tuple[int, ...], state: str, words: str) -> None:
    growth = judge_growth(_points(*members))
    assert (growth.state, growth.words) == (state, words)
