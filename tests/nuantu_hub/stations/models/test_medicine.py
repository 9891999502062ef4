"""A medicine box."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.stations.equipment_cast import build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import MedicineItem, MedicineLot

pytestmark = pytest.mark.django_db


def test_an_item_has_one_lot_a_day_and_one_that_lasts(street: Unit) -> None:
    item = MedicineItem.objects.create(station=build_station(street), name="创可贴")
    for day in (date(2027, 1, 1), None):
        MedicineLot.objects.create(item=item, keeps_until=day, left=1)
        with pytest.raises(IntegrityError), transaction.atomic():
            MedicineLot.objects.create(item=item, keeps_until=day, left=1)
    assert {lot.station for lot in MedicineLot.objects.all()} == {item.station}
