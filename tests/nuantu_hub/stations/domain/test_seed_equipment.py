"""The demonstration's doors, equipment and faults: the same each time, and worth looking at."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.equipment_cast import MOMENT, appoint, build_station, offer

from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.stations.domain.seed_equipment import seed_equipment
from nuantu_hub.stations.domain.station_scene import StationScene
from nuantu_hub.stations.models import Camera, Door, Equipment, Fault, HelpCall, Measurement, MedicineItem, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def build_scene(street: Unit) -> StationScene:
    scene = StationScene(MOMENT)
    for number in range(14):
        kind = Station.Kind.SMART if number < 2 else Station.Kind.WARM
        station = build_station(street, f"CY-{number:04d}", kind=kind)
        scene.stations.append(offer(station, heating=1, phone_charging=4, fridge=1, medicine=1))
    for number, login in enumerate(("officer-city", "officer-chaoyang")):
        account = Account.objects.create_staff(login, f"干部{number}")
        Post.objects.create(account=account, unit=street, role=Post.Role.OFFICER, since=scene.at(-500))
    keeper = appoint(scene.stations[0])
    for station in scene.stations[1:]:
        station.keepers.create(account=keeper, since=scene.at(-500))
    return scene


def test_the_demonstration_has_doors_readings_boxes_cameras_calls_and_faults(street: Unit) -> None:
    seed_equipment(build_scene(street))
    smart = Station.objects.filter(kind="smart")
    assert Door.objects.filter(station__in=smart).count() == 2
    assert Door.objects.count() > 5
    assert not Equipment.objects.exclude(mark="").filter(measured_at=None).exists()
    assert set(Measurement.objects.values_list("equipment__station__kind", flat=True)) == {"smart"}
    assert MedicineItem.objects.filter(station__in=smart).count() == 12
    assert Camera.objects.count() == 4
    assert not HelpCall.objects.filter(closed_at=None).exists()
    assert Fault.objects.still_open().exists()
    assert Fault.objects.filter(state="confirmed").exists()


def test_nothing_lies_in_the_future(street: Unit) -> None:
    seed_equipment(build_scene(street))
    assert not Fault.objects.filter(reported_at__gt=MOMENT).exists()
    assert not Fault.objects.filter(fixed_at__gt=MOMENT).exists()
    assert not Measurement.objects.filter(at__gt=MOMENT).exists()
