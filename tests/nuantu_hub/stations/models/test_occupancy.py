"""A station has one number of people inside."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.stations.visit_cast import build_station, let_count

from nuantu_hub.people.models import Unit

pytestmark = pytest.mark.django_db


def test_a_station_is_counted_once(district: Unit) -> None:
    station = build_station(district)
    let_count(station, people=7)
    assert station.door_occupancy.people == 7
    with pytest.raises(IntegrityError):
        let_count(station)
