"""Of each station the newest published decision; one draft at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.stations.star_cast import MOMENT, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import Star

pytestmark = pytest.mark.django_db


def test_the_newest_published_decision_of_each_station(street: Unit) -> None:
    told = {"kind": Star.Kind.GIVEN, "before": 0, "stars": 3, "since": MOMENT.date(), "version": 1, "passed": 1,
            "asked": 1,
            "decided_at": MOMENT}
    stations = [build_station(street, code) for code in "ABC"]
    old = Star.objects.create(station=stations[0], published_at=MOMENT, **told)
    new = Star.objects.create(station=stations[0], published_at=MOMENT + timedelta(days=1), **told)
    other = Star.objects.create(station=stations[1], published_at=MOMENT, **told)
    Star.objects.create(station=stations[1], **told)
    assert set(Star.objects.latest_of([one.pk for one in stations])) == {new, other}
    assert list(Star.objects.filter(station=stations[0]).published()) == [new, old]
    with pytest.raises(IntegrityError), transaction.atomic():
        Star.objects.create(station=stations[1], **told)
    assert str(new) == "A驿站 3"
