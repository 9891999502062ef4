"""What works in a station: sensors, faults, and what nobody knows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_station, offer

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.equipment import (
    EquipmentPlan,
    add_equipment,
    judge_equipment,
    list_equipment,
    read_state,
    read_states,
    remove_equipment,
    say_reading,
)
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Equipment, Fault, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def station(street: Unit) -> Station:
    """A station that offers heating, charging, a fridge and hot water."""
    return offer(build_station(street), heating=1, phone_charging=6, fridge=1, hot_water=2)


def put(station: Station, facility: str, measure: str, value: float | None, **more: Any) -> Equipment:
    told: dict[str, Any] = {"name": facility, "mark": f"{facility}-{Equipment.objects.count()}",
                            "measured_at": MOMENT if value is not None else None}
    return Equipment.objects.create(station=station, facility=facility, measure=measure, value=value, **told | more)


def break_down(station: Station, kind: str, state: str = "open", facility: str = "") -> Fault:
    return Fault.objects.create(station=station, kind=kind, state=state, facility=facility, reported_at=MOMENT,
                                due_at=MOMENT)


def test_what_has_no_sensor_and_no_fault_is_said_by_its_name(station: Station) -> None:
    assert [tuple(one) for one in read_state(station)] == [
        ("heating", "取暖", "kept"), ("phone_charging", "手机充电", "kept"), ("fridge", "冰箱", "kept"),
        ("hot_water", "热水", "kept")]


def test_sensors_speak_in_figures(station: Station) -> None:
    put(station, "heating", "celsius", 22.4, low=16, high=28)
    put(station, "phone_charging", "free", 3, total=6)
    put(station, "fridge", "celsius", 12.0, low=0, high=8)
    put(station, "hot_water", "works", 1)
    put(station, "hot_water", "works", 0)
    assert [tuple(one) for one in read_state(station)] == [
        ("heating", "取暖 22℃", "kept"), ("phone_charging", "充电 3 空", "kept"), ("fridge", "冰箱 12℃", "watch"),
        ("hot_water", "热水", "watch")]  # one of two taps is broken


def test_a_reading_that_is_too_old_is_unknown_and_not_well(station: Station) -> None:
    heater = put(station, "heating", "celsius", 22.0, measured_at=MOMENT - timedelta(minutes=16))
    assert read_state(station)[0] == ("heating", "取暖 不明", "unknown")
    assert (judge_equipment(heater, MOMENT), say_reading(heater, MOMENT)) == ("unknown", "读数过期")
    never = put(station, "heating", "celsius", None)
    assert say_reading(never, MOMENT) == "还没有读数"


def test_a_fault_is_told_whatever_the_sensor_says(station: Station) -> None:
    put(station, "fridge", "celsius", 4.0, low=0, high=8)
    break_down(station, "kitchen", "taken", "fridge")
    break_down(station, "water")
    told = {one.kind: (one.words, one.level) for one in read_state(station)}
    assert (told["fridge"], told["hot_water"]) == (("冰箱在修", "watch"), ("热水报修", "watch"))


@pytest.mark.parametrize("change", [{"also": 2}, {"due_at": MOMENT - timedelta(minutes=1)}])
def test_what_many_report_or_what_is_overdue_is_broken(station: Station, change: dict[str, Any]) -> None:
    fault = break_down(station, "water")
    Fault.objects.filter(pk=fault.pk).update(**change)
    assert read_state(station)[3] == ("hot_water", "热水报修", "broken")


def test_a_fault_that_was_fixed_is_told_no_more(station: Station) -> None:
    break_down(station, "water", "fixed")
    assert read_state(station)[3] == ("hot_water", "热水", "kept")


def test_nothing_works_where_all_of_a_kind_say_so(station: Station) -> None:
    put(station, "hot_water", "works", 0)
    put(station, "phone_charging", "free", 0, total=6)
    told = {one.kind: (one.words, one.level) for one in read_state(station)}
    assert (told["hot_water"], told["phone_charging"]) == (("热水故障", "broken"), ("充电已满", "watch"))


def test_many_stations_are_read_in_as_many_questions_as_one(street: Unit, station: Station) -> None:
    def count(stations: list[Station]) -> int:
        with CaptureQueriesContext(connection) as asked:
            read_states(stations)
        return len(asked)

    others = [offer(build_station(street, f"DH-{number}"), heating=1) for number in range(10, 20)]
    assert count([station]) == count([station, *others]) == 3


def test_equipment_is_put_up_once_and_its_mark_is_free_when_it_goes(station: Station, officer: Account) -> None:
    plan = EquipmentPlan("heating", "取暖器", "celsius", "heater-1", 16, 28)
    token = uuid4()
    made = add_equipment(by=officer, station=station, plan=plan, token=token)
    assert add_equipment(by=officer, station=station, plan=plan, token=token) == made
    with pytest.raises(StationRefused):
        add_equipment(by=officer, station=station, plan=plan, token=uuid4())
    remove_equipment(by=officer, equipment=made, on=date(2026, 11, 18))
    assert list_equipment(station, MOMENT) == []
    assert add_equipment(by=officer, station=station, plan=plan, token=uuid4()).mark == "heater-1"


@pytest.mark.parametrize("plan", [
    EquipmentPlan("heating", " "), EquipmentPlan("heating", "取暖器", "celsius", ""),
    EquipmentPlan("heating", "取暖器", "celsius", "heater-1", 28, 16)])
def test_equipment_without_name_or_mark_or_with_ends_crossed_is_refused(
    station: Station, officer: Account, plan: EquipmentPlan,
) -> None:
    with pytest.raises(StationRefused):
        add_equipment(by=officer, station=station, plan=plan, token=uuid4())
