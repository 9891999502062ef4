"""A mark stands once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Favourite

pytestmark = pytest.mark.django_db


def test_the_database_keeps_one_mark_a_station(district: Unit, rider: Account, other_rider: Account) -> None:
    station = put_station(district)
    for account in (rider, other_rider):
        Favourite.objects.create(account=account, station=station, at=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Favourite.objects.create(account=rider, station=station, at=now())
    assert str(Favourite.objects.get(account=rider)) == f"{rider.pk} {station.pk}"
