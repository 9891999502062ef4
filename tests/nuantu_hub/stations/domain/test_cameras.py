"""The index of cameras, and that nothing leads from it to who opened a door."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.cameras import CameraPlan, Look, hang_camera, take_camera_down, write_look
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Camera, CameraLook

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
PLAN = CameraPlan("门口", "门外两米", 30, "东湖区总工会", date(2026, 1, 1))
#: What a door tells and whom it lets in.
OF_DOORS = ("door", "doorevent", "issuedcode", "standingkey", "unlockorder", "alarm", "checkin", "doorspan")


@pytest.fixture
def camera(street: Unit, officer: Account) -> Camera:
    """A camera on the index."""
    return hang_camera(by=officer, station=build_station(street), plan=PLAN, token=uuid4())


def look(**change: Any) -> Look:
    """An hour of the day before, demanded by the police."""
    told: dict[str, Any] = {"starts_at": MOMENT - timedelta(days=1, hours=1), "ends_at": MOMENT - timedelta(days=1),
                            "ground": "police", "why": "调取证据通知书 12 号"}
    return Look(**told | change)


def test_no_key_stands_between_cameras_and_what_doors_tell() -> None:
    """Neither to one another nor, besides station and staff, to a third table that would join them."""
    of_cameras = {"stations.camera", "stations.cameralook"}
    of_doors = {f"stations.{name}" for name in OF_DOORS}
    for model in (Camera, CameraLook):
        named = {field.related_model._meta.label_lower for field in model._meta.get_fields()
                 if field.is_relation and field.related_model}
        assert named - of_cameras == {"stations.station" if model is Camera else "people.account"}
    for name in OF_DOORS:
        fields = apps.get_model("stations", name)._meta.get_fields()
        assert not {field.related_model._meta.label_lower for field in fields
                    if field.is_relation and field.related_model} & of_cameras
    assert not of_cameras & of_doors


def test_a_camera_says_what_it_sees_and_keeps_nothing_longer_than_ninety_days(street: Unit, officer: Account) -> None:
    station = build_station(street)
    for wrong in (CameraPlan("门口", " ", 30, "", PLAN.since), CameraPlan("门口", "门", 91, "", PLAN.since),
                  CameraPlan("", "门", 30, "", PLAN.since)):
        with pytest.raises(StationRefused):
            hang_camera(by=officer, station=station, plan=wrong, token=uuid4())
    token = uuid4()
    assert hang_camera(by=officer, station=station, plan=PLAN, token=token) == hang_camera(
        by=officer, station=station, plan=PLAN, token=token)


def test_a_look_is_written_down_with_its_ground_before_it_is_taken(camera: Camera, officer: Account) -> None:
    token = uuid4()
    written = write_look(by=officer, camera=camera, look=look(), token=token)
    assert (written.at, written.by, written.ground) == (MOMENT, officer, "police")
    assert write_look(by=officer, camera=camera, look=look(), token=token) == written


@pytest.mark.parametrize("change", [
    {"why": ""}, {"ends_at": MOMENT - timedelta(days=2)}, {"ends_at": MOMENT + timedelta(hours=1)},
    {"starts_at": MOMENT - timedelta(days=2)}, {"starts_at": MOMENT - timedelta(days=31),
                                                "ends_at": MOMENT - timedelta(days=31) + timedelta(hours=1)}])
def test_a_look_without_reason_too_long_or_at_what_is_gone_is_refused(
    camera: Camera, officer: Account, change: dict[str, Any],
) -> None:
    with pytest.raises(StationRefused):
        write_look(by=officer, camera=camera, look=look(**change), token=uuid4())
    assert not CameraLook.objects.exists()


def test_a_camera_that_was_taken_down_stays_on_the_index(camera: Camera, officer: Account) -> None:
    take_camera_down(by=officer, camera=camera, on=date(2026, 11, 18))
    assert take_camera_down(by=officer, camera=camera, on=date(2027, 1, 1)).until == date(2026, 11, 18)
