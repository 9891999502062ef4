"""What the addresses name."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.http import Http404
from django.test import RequestFactory
from tests.nuantu_hub.stations.equipment_cast import build_door, build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.domain.faults import report_fault
from nuantu_hub.stations.views import places

pytestmark = pytest.mark.django_db


def test_things_are_found_by_their_words_and_nothing_by_others(street: Unit) -> None:
    request = RequestFactory().get("/")
    station = build_station(street)
    door, fault = build_door(station), report_fault(station=station, kind="water", token=uuid4())
    assert places.find_signed(station.sign) == places.find_coded(request, station.code) == station
    assert places.find_signed(station.sign.lower()) == station
    assert (places.find_door(request, door.pk), places.find_fault(request, fault.pk, act="take")) == (door, fault)
    assert places.find_own_fault(station.sign, fault.pk) == fault
    for find in (places.find_door, places.find_alarm, places.find_key, places.find_equipment, places.find_item,
                 places.find_lot, places.find_call, places.find_camera, places.find_fault):
        with pytest.raises(Http404):
            find(request, 999_999)
    with pytest.raises(Http404):
        places.find_own_fault(build_station(street, "DH-2").sign, fault.pk)
