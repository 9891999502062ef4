"""What is due at stations, for whom, and when it stops being due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.stations.equipment_cast import MOMENT, appoint, build_door, build_station, draw_key

from nuantu_hub.people.domain.due import gather_due
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.alarms import raise_alarm
from nuantu_hub.stations.domain.faults import Said, mark_fixed, report_fault, take_fault
from nuantu_hub.stations.domain.help_calls import answer_call, call_for_help
from nuantu_hub.stations.equipment_due import (
    SOURCES,
    list_done,
    list_due_calls,
    list_due_doors,
    list_due_equipment,
    list_due_faults,
    list_due_medicine,
)
from nuantu_hub.stations.models import Door, Equipment, MedicineItem, MedicineLot, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def titles(source: Any, account: Account, moment: Any = MOMENT) -> list[str]:
    return [str(due.title) for due in source(account, moment)]


def test_nobody_but_who_looks_after_the_station_hears_of_it(
    station: Station, officer: Account, other_officer: Account, rider: Account, reviewer: Account,
    bystander: Account,
) -> None:
    keeper = appoint(station)
    report_fault(station=station, kind="water", token=uuid4())
    assert [titles(list_due_faults, one) for one in (keeper, officer)] == [["热水坏了：DH-1驿站"]] * 2
    for stranger in (other_officer, rider, reviewer, bystander):
        assert [due for source in SOURCES for due in source(stranger, MOMENT)] == []


def test_a_call_for_help_stands_before_everything(station: Station) -> None:
    keeper = appoint(station)
    report_fault(station=station, kind="water", token=uuid4())
    call = call_for_help(station=station, source="button", token=uuid4())
    sections = gather_due(keeper, MOMENT)
    assert str(sections[0].title) == "有人求助"
    assert sections[0].things[0].due == MOMENT + timedelta(minutes=3)
    answer_call(by=keeper, call=call)
    assert next(iter(list_due_calls(keeper, MOMENT))).owner == "马会来"


def test_alarms_silent_doors_and_waiting_doors_are_due(station: Station, street: Unit, officer: Account) -> None:
    keeper = appoint(station)
    raise_alarm(door=build_door(station), kind="held_open", at=MOMENT)
    silent = build_door(build_station(street, "DH-2"), last_seen_at=MOMENT - timedelta(hours=1))
    build_door(build_station(street, "DH-3"), state=Door.State.WAITING, device_key=draw_key("new"))
    assert titles(list_due_doors, officer) == ["门没关：DH-1驿站", "门离线：DH-2驿站", "门禁等批准：DH-3驿站"]
    assert titles(list_due_doors, keeper) == ["门没关：DH-1驿站"]
    Door.objects.filter(pk=silent.pk).update(last_seen_at=MOMENT)
    assert "门离线：DH-2驿站" not in titles(list_due_doors, officer)


def test_what_was_said_to_be_fixed_is_due_again_when_nobody_confirms_it_for_three_days(
    station: Station, officer: Account,
) -> None:
    keeper = appoint(station)
    fault = take_fault(by=keeper, fault=report_fault(station=station, kind="water", token=uuid4()))
    mark_fixed(by=keeper, fault=fault, said=Said("好了"))
    assert titles(list_due_faults, officer) == []
    later = MOMENT + timedelta(days=3, minutes=1)
    assert titles(list_due_faults, officer, later) == ["等确认：DH-1驿站 的热水"]
    assert titles(list_due_faults, keeper, later) == []  # not by who fixed it
    assert [done.title for done in list_done(officer, MOMENT, later)] == ["修好：DH-1驿站"]


@pytest.mark.parametrize(("keeps_until", "left", "due"), [
    (date(2026, 11, 17), 9, True), (date(2026, 12, 1), 9, True), (date(2028, 1, 1), 1, True),
    (date(2028, 1, 1), 9, False), (None, 9, False)])
def test_a_box_is_due_when_something_is_short_or_goes_off(
    station: Station, officer: Account, keeps_until: date | None, left: int, due: bool,
) -> None:
    item = MedicineItem.objects.create(station=station, name="创可贴", least=5)
    MedicineLot.objects.create(item=item, keeps_until=keeps_until, left=left)
    assert bool(titles(list_due_medicine, officer)) is due


def test_equipment_is_due_when_its_reading_is_old_or_out_of_range(station: Station, officer: Account) -> None:
    fridge = Equipment.objects.create(station=station, facility="fridge", name="冰箱", measure="celsius", low=0,
                                      high=8, value=4.0, measured_at=MOMENT)
    Equipment.objects.create(station=station, facility="seats", name="椅子")
    assert titles(list_due_equipment, officer) == []
    Equipment.objects.filter(pk=fridge.pk).update(value=12.0)
    assert [due.detail for due in list_due_equipment(officer, MOMENT)] == ["1件读数不对"]
    later = MOMENT + timedelta(minutes=20)
    assert [due.detail for due in list_due_equipment(officer, later)] == ["1件没有读数"]


def test_the_questions_are_as_many_for_ten_stations_as_for_one(street: Unit, officer: Account) -> None:
    def ask() -> int:
        with CaptureQueriesContext(connection) as asked:
            for source in SOURCES:
                list(source(officer, MOMENT))
        return len(asked)

    def fill(number: int) -> None:
        station = build_station(street, f"DH-{number}")
        raise_alarm(door=build_door(station, last_seen_at=None), kind="held_open", at=MOMENT)
        report_fault(station=station, kind="water", token=uuid4())
        call_for_help(station=station, source="button", token=uuid4())
        MedicineItem.objects.create(station=station, name="创可贴", least=5)

    fill(1)
    one = ask()
    for number in range(2, 11):
        fill(number)
    assert ask() == one
