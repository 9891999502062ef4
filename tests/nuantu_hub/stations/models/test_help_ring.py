"""One account is told once of a call."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError
from tests.nuantu_hub.stations.equipment_cast import MOMENT, appoint, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import HelpCall, HelpRing

pytestmark = pytest.mark.django_db


def test_the_database_takes_one_ring_of_a_call_for_an_account(street: Unit) -> None:
    station = build_station(street)
    keeper = appoint(station)
    call = HelpCall.objects.create(token=uuid4(), station=station, source="button", at=MOMENT)
    ring = HelpRing.objects.create(call=call, account=keeper, step=1, at=MOMENT)
    assert (str(ring), ring.get_step_display(), ring.get_state_display()) == (f"{call} 马会来", "值守人", "正在发")
    with pytest.raises(IntegrityError):
        HelpRing.objects.create(call=call, account=keeper, step=2, at=MOMENT)
