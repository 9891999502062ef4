"""Marks of a day: one place at a time, a secret that is encrypted, and counts of one thing each."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import CheckIn, DayKey, PersonCount

pytestmark = pytest.mark.django_db
TODAY = MOMENT.date()


def test_a_mark_is_in_one_place_at_a_time(district: Unit) -> None:
    first, second = build_station(district), build_station(district, "DH-002")
    CheckIn.objects.create(day=TODAY, station=first, mark="m", at=MOMENT, until=MOMENT)
    CheckIn.objects.create(day=TODAY, station=first, mark="m", at=MOMENT)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.create(day=TODAY, station=second, mark="m", at=MOMENT)


def test_the_secret_of_a_day_is_not_readable_in_the_database() -> None:
    key = DayKey.objects.create(day=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM stations_daykey")
        stored = cursor.fetchone()[0]

    assert len(bytes.fromhex(key.secret)) == 32
    assert key.secret not in stored
    assert DayKey.objects.get().secret == key.secret


def test_a_count_is_of_a_station_or_of_a_unit_and_once_a_day(district: Unit) -> None:
    station = build_station(district)
    PersonCount.objects.create(day=TODAY, station=station, persons=3)
    PersonCount.objects.create(day=TODAY, unit=district, persons=3)
    for told in ({"station": station}, {"unit": district}, {"station": station, "unit": district}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PersonCount.objects.create(day=TODAY, persons=3, **told)
