"""A decision is appealed once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.stations.star_cast import MOMENT, build_station, keep

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import Star, StarAppeal

pytestmark = pytest.mark.django_db


def test_the_database_refuses_a_second_appeal(street: Unit) -> None:
    station = build_station(street)
    keeper = keep(station)
    star = Star.objects.create(station=station, kind="given", before=0, stars=3, since=MOMENT.date(), version=1,
                               passed=1,
                               asked=1, decided_at=MOMENT)
    told = {"star": star, "station": station, "by": keeper, "at": MOMENT, "text": "不服", "due_on": MOMENT.date()}
    assert str(StarAppeal.objects.create(**told)).startswith("DH-001驿站 ")
    with pytest.raises(IntegrityError), transaction.atomic():
        StarAppeal.objects.create(**told)
