"""A camera on the index."""

from __future__ import annotations

from datetime import date

import pytest
from tests.nuantu_hub.stations.equipment_cast import build_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.models import Camera, CameraLook

pytestmark = pytest.mark.django_db


def test_a_camera_belongs_to_a_station_and_to_its_union_and_holds_no_picture(street: Unit) -> None:
    camera = Camera.objects.create(station=build_station(street), place="门口", covers="门", kept_days=30,
                                   held_by="工会", since=date(2026, 1, 1))
    assert camera.unit == street
    for model in (Camera, CameraLook):
        assert not [field for field in model._meta.get_fields() if field.get_internal_type() in (
            "FileField", "ImageField", "BinaryField")]
