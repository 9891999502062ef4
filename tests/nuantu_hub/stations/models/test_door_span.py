"""Stretches of a door are listed in the order in which they began."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.door_speaker import make_speaker
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import Door, DoorSpan

pytestmark = pytest.mark.django_db


def test_the_earlier_stretch_stands_first(district: Unit) -> None:
    door = Door.objects.get(pk=make_speaker(build_station(district)).door)
    for days in (0, -2, -1):
        at = MOMENT + timedelta(days=days)
        DoorSpan.objects.create(door=door, station=door.station, began_at=at, ended_at=at)

    assert [(span.began_at - MOMENT).days for span in door.spans.all()] == [-2, -1, 0]
    assert not door.spans.filter(restarted=True).exists()
