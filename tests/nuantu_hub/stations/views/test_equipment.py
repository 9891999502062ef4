"""Equipment on the desk."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.equipment_cast import appoint, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.telemetry import take_readings
from nuantu_hub.stations.models import Equipment

pytestmark = pytest.mark.django_db


def test_equipment_is_put_up_read_and_taken_away(street: Unit, officer: Account, as_: As) -> None:
    station = build_station(street)
    client = as_(appoint(station))
    add = reverse("stations:add_equipment", args=[station.code])
    told = {"token": uuid4(), "facility": "heating", "name": "取暖器", "measure": "celsius", "mark": "", "low": "16"}
    assert client.post(add, told).status_code == 422
    assert client.post(add, told | {"mark": "heater-1"}).status_code == 302
    take_readings(station=station, at=now(), told=[{"mark": "heater-1", "value": 21.4}])
    listed = client.get(reverse("stations:equipment", args=[station.code])).content.decode()
    assert "21℃" in listed
    thing = Equipment.objects.get()
    assert "21.4℃" in client.get(reverse("stations:equipment_one", args=[thing.pk])).content.decode()
    assert client.post(reverse("stations:remove_equipment", args=[thing.pk])).status_code == 302
    assert "取暖器" not in as_(officer).get(reverse("stations:equipment", args=[station.code])).content.decode()
    assert "撤走" in as_(officer).get(reverse("stations:equipment_one", args=[thing.pk])).content.decode()


def test_the_list_asks_as_often_for_many_things_as_for_one(street: Unit, officer: Account, as_: As) -> None:
    station = build_station(street)

    def ask() -> int:
        client = as_(officer)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("stations:equipment", args=[station.code]))
        return len(asked)

    Equipment.objects.create(station=station, facility="seats", name="椅子")
    one = ask()
    for number in range(20):
        Equipment.objects.create(station=station, facility="heating", name=f"取暖器 {number}", measure="celsius",
                                 mark=f"h-{number}", value=20, measured_at=now())
    assert ask() == one
