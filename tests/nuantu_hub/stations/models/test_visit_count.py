"""An hour of a station is one row."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station, count_hours

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import VisitCount

pytestmark = pytest.mark.django_db


def test_an_hour_is_counted_in_one_place(district: Unit) -> None:
    station = build_station(district)
    count_hours(station, MOMENT.date(), {8: 1, 9: 2})
    assert [str(count) for count in VisitCount.objects.all()] == [
        f"{station.pk} 2026-11-18 8: 1", f"{station.pk} 2026-11-18 9: 2"]
    with pytest.raises(IntegrityError):
        count_hours(station, MOMENT.date(), {9: 1})
