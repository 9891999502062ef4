"""The help button and its answer clock."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.stations.equipment_cast import CALLER, MOMENT, appoint, build_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.stations.domain.help_calls import answer_call, call_for_help, close_call, list_ringing
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import HelpCall, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def rings(account: Account, minutes: float) -> bool:
    return list_ringing(account, MOMENT + timedelta(minutes=minutes)).exists()


def test_a_call_rings_for_the_keeper_then_the_officer_then_above(
    station: Station, officer: Account, steward: Account, other_officer: Account, rider: Account,
) -> None:
    keeper = appoint(station)
    call = call_for_help(station=station, source="button", token=uuid4())
    assert [rings(one, 1) for one in (keeper, officer, steward)] == [True, False, False]
    assert [rings(one, 3) for one in (keeper, officer, steward)] == [True, True, False]
    assert [rings(one, 10) for one in (keeper, officer, steward)] == [True, True, True]
    assert [rings(one, 10) for one in (other_officer, rider)] == [False, False]
    assert [call.step_at(MOMENT + timedelta(minutes=minutes)) for minutes in (0, 2.9, 3, 10)] == [1, 1, 2, 3]


def test_where_nobody_keeps_a_station_the_officer_is_called_at_once(station: Station, officer: Account) -> None:
    call_for_help(station=station, source="button", token=uuid4())
    assert rings(officer, 0)


def test_an_answered_call_leaves_those_above_alone_and_stays_with_whoever_answered(
    station: Station, officer: Account, steward: Account,
) -> None:
    keeper = appoint(station)
    call = call_for_help(station=station, source="button", token=uuid4())
    set_clock(MOMENT + timedelta(minutes=1))
    answered = answer_call(by=keeper, call=call)
    assert (answered.answered_by, answered.answer_s) == (keeper, 60.0)
    assert answer_call(by=officer, call=answered).answered_by == keeper
    assert [rings(one, 11) for one in (keeper, steward)] == [True, False]
    with pytest.raises(StationRefused):
        close_call(by=keeper, call=call, outcome="")
    close_call(by=keeper, call=call, outcome="低血糖，给了糖水")
    assert not rings(keeper, 11)
    assert answered.step_at(MOMENT + timedelta(hours=1)) == 1


def test_presses_while_a_call_is_open_are_the_same_call(station: Station) -> None:
    first = call_for_help(station=station, source="button", token=uuid4())
    token = uuid4()
    assert call_for_help(station=station, source="phone", token=token) == first
    first.refresh_from_db()
    assert first.presses == 2
    assert call_for_help(station=station, source="button", token=first.token) == first


def test_a_phone_that_calls_again_and_again_is_told_to_ring_the_police_and_the_button_never_is(
    station: Station, street: Unit,
) -> None:
    for number in range(3):
        call_for_help(station=build_station(street, f"DH-{number + 5}"), source="phone", token=uuid4(), caller=CALLER)
    with pytest.raises(StationRefused):
        call_for_help(station=station, source="phone", token=uuid4(), caller=CALLER)
    assert not HelpCall.objects.filter(station=station).exists()
    assert call_for_help(station=station, source="button", token=uuid4()).pk
