"""What a door tells leads to alarms, calls, orders that were done, and readings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.nuantu_hub.stations.equipment_cast import MOMENT, build_door, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.door_told import take_events, take_state
from nuantu_hub.stations.domain.intake import EVENT_TAKERS, STATE_TAKERS
from nuantu_hub.stations.domain.unlocking import list_orders, order_unlock
from nuantu_hub.stations.models import Alarm, Door, DoorEvent, Equipment, HelpCall

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def door(street: Unit) -> Door:
    """A door."""
    return build_door(build_station(street))


def tell(door: Door, kind: str, minutes: float = 0, **detail: Any) -> DoorEvent:
    return DoorEvent(door=door, seq=1, event=uuid4().hex, at=MOMENT + timedelta(minutes=minutes),
                     received_at=MOMENT, kind=kind, detail=detail)


def test_the_intake_hands_on_what_doors_tell() -> None:
    assert take_events in EVENT_TAKERS
    assert take_state in STATE_TAKERS


def test_what_should_not_be_rings(door: Door) -> None:
    take_events(door, [tell(door, "held_open", for_s=80), tell(door, "tailgating", over=1), tell(door, "tamper"),
                       tell(door, "lockout"), tell(door, "clock_jump", by_s=9), tell(door, "opened", by="fire"),
                       tell(door, "held_open", 2), tell(door, "opened", by="once"), tell(door, "entered")])
    assert dict(Alarm.objects.values_list("kind", "count")) == {
        "held_open": 2, "tailgating": 1, "tamper": 1, "locked_out": 1, "clock_jump": 1, "fire": 1}


def test_the_button_calls_for_help_and_the_same_press_calls_once(door: Door) -> None:
    press = tell(door, "help")
    take_events(door, [press])
    take_events(door, [press])
    call = HelpCall.objects.get()
    assert (call.source, call.at, call.presses) == ("button", MOMENT, 1)


def test_an_order_is_done_when_the_door_says_so(door: Door, officer: Account) -> None:
    order = order_unlock(by=officer, door=door, why="有人按铃", token=uuid4())
    list_orders(door, MOMENT)
    take_events(door, [tell(door, "opened", 0.05, by="order", order=str(order.pk))])
    order.refresh_from_db()
    assert order.done_at == MOMENT + timedelta(seconds=3)


def test_equipment_is_heard_in_the_state_and_in_events(door: Door) -> None:
    heater = Equipment.objects.create(station=door.station, facility="heating", name="取暖器", measure="celsius",
                                      mark="heater-1")
    take_state(door, {"equipment": [{"mark": "heater-1", "value": 21.5, "at": MOMENT.timestamp()}, "odd"]}, MOMENT)
    heater.refresh_from_db()
    assert heater.value == 21.5
    take_events(door, [tell(door, "telemetry", 1, mark="heater-1", value=19.0)])
    take_state(door, {"equipment": {"heater-1": 18.0}}, MOMENT + timedelta(minutes=2))
    heater.refresh_from_db()
    assert (heater.value, heater.measured_at) == (18.0, MOMENT + timedelta(minutes=2))
