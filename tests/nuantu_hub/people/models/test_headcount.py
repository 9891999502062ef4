"""The newest headcount comes first."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.people.organising_cast import MOMENT, days_ago

from nuantu_hub.people.models import Headcount, Unit

pytestmark = pytest.mark.django_db


def test_headcounts_are_listed_by_the_day_they_are_of(district: Unit) -> None:
    for days in (30, 10, 20):
        Headcount.objects.create(unit=district, people=days, as_of=days_ago(days), source="甲", method="乙",
                                 recorded_at=MOMENT)
    assert [one.people for one in district.headcounts.all()] == [10, 20, 30]
