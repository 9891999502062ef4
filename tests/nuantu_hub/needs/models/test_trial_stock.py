"""The database itself lets nobody hold two pieces."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.needs.trial_cast import build_station, enrol_rider, give, keeper_of, receive, stock_station

from nuantu_hub.needs.models import TrialHandout
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_second_piece_does_not_fit_into_the_table(officer: Account, district: Unit, street: Unit) -> None:
    trial, station = receive(officer, district), build_station(street)
    stock_station(officer, trial, station)
    rider = enrol_rider(900, street)
    made = give(trial, station, rider)
    told = {"trial": trial, "person": rider.person, "station": station, "lot": made.lot, "at": now(),
            "by": keeper_of(station)}
    with pytest.raises(IntegrityError), transaction.atomic():
        TrialHandout.objects.create(token=uuid4(), **told)
    TrialHandout.objects.create(token=uuid4(), returned_at=now(), **told)
    assert made.unit == district
