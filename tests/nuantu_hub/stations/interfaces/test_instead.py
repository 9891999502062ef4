"""Where to go instead."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.instead import list_instead

pytestmark = pytest.mark.django_db


def test_the_nearest_open_ones_without_the_one_that_is_not(street: Unit) -> None:
    here = build_station(street)
    for number, (north, hours) in enumerate(((0.001, "Mo-Su 20:00-23:00"), (0.002, "24/7"), (0.01, "24/7"),
                                             (0.02, "24/7"), (0.03, "24/7"))):
        build_station(street, f"DH-{number + 2}", lat_deg=39.9 + north, hours=hours)
    assert [(one.station.code, one.way) for one in list_instead(here, MOMENT)] == [
        ("DH-3", "220 米"), ("DH-4", "1.1 公里"), ("DH-5", "2.2 公里")]
