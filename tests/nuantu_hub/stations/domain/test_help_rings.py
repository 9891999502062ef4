"""A call for help reaches phones: the keeper's at once, the officer's after three minutes, those above after ten."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.nuantu_hub.stations.equipment_cast import MOMENT, appoint, build_door

from nuantu_hub.people.interfaces.sms import DEVELOPMENT, open_outbox
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import set_clock
from nuantu_hub.site.jobs import BEATS, make_worker
from nuantu_hub.stations.domain.door_told import take_events
from nuantu_hub.stations.domain.help_calls import answer_call, call_for_help
from nuantu_hub.stations.domain.help_rings import MOST_TRIES, list_hearers, ring_phones, ring_waiting, write_message
from nuantu_hub.stations.models import DoorEvent, HelpCall, HelpRing, OnCallPhone, Station

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
KEEPER, OFFICER, STEWARD = "+8613900000061", "+8613900000062", "+8613900000063"


def leave(account: Account, phone: str) -> Account:
    OnCallPhone.objects.create(account=account, phone=phone, since=MOMENT)
    return account


def press(station: Station) -> HelpCall:
    return call_for_help(station=station, source="button", token=uuid4())


def list_told() -> list[str]:
    """Phones that were told since the outbox was emptied, the first one first."""
    outbox = open_outbox()
    assert outbox is not None
    return [one.phone for one in reversed(outbox.list_messages()) if "有人求助" in one.text]


@pytest.fixture(autouse=True)
def _empty_outbox() -> None:
    outbox = open_outbox()
    assert outbox is not None
    (outbox.folder / "outbox.json").unlink(missing_ok=True)


def test_each_step_of_the_clock_tells_the_next_ones_and_nobody_twice(
    station: Station, officer: Account, steward: Account, other_officer: Account,
) -> None:
    leave(appoint(station), KEEPER)
    for account, phone in ((officer, OFFICER), (steward, STEWARD), (other_officer, "+8613900000069")):
        leave(account, phone)
    call = press(station)
    for minutes, told in ((0, [KEEPER]), (1, [KEEPER]), (3, [KEEPER, OFFICER]), (10, [KEEPER, OFFICER, STEWARD]),
                          (20, [KEEPER, OFFICER, STEWARD])):
        set_clock(MOMENT + timedelta(minutes=minutes))
        ring_waiting()
        assert list_told() == told
    assert list(call.rings.values_list("step", "state")) == [(1, "sent"), (2, "sent"), (3, "sent")]


def test_where_nobody_keeps_the_station_the_officers_phone_rings_at_once(station: Station, officer: Account) -> None:
    leave(officer, OFFICER)
    press(station)
    assert (ring_waiting(), list_told()) == (1, [OFFICER])


def test_an_answered_call_and_an_old_one_tell_nobody_more(station: Station, officer: Account) -> None:
    keeper, call = leave(appoint(station), KEEPER), press(station)
    leave(officer, OFFICER)
    ring_waiting()
    answer_call(by=keeper, call=call)
    set_clock(MOMENT + timedelta(minutes=5))
    assert (ring_waiting(), list_told()) == (0, [KEEPER])
    HelpCall.objects.update(answered_at=None, answered_by=None)
    call.refresh_from_db()
    assert ring_phones(call, MOMENT + timedelta(hours=2)) == 0


def test_who_left_no_phone_is_named_and_told_once_one_is_left(station: Station) -> None:
    keeper, call = appoint(station), press(station)
    assert ring_waiting() == 0
    assert list(call.rings.values_list("account__login", "state")) == [("keeper", "no_phone")]
    leave(keeper, KEEPER)
    assert (ring_waiting(), list_told()) == (1, [KEEPER])


def test_a_message_that_did_not_go_out_is_tried_again_and_not_for_ever(
    station: Station, monkeypatch: pytest.MonkeyPatch,
) -> None:
    leave(appoint(station), KEEPER)
    call = press(station)
    with monkeypatch.context() as silent:
        silent.delenv(DEVELOPMENT)
        assert ring_waiting() == 0
        assert call.rings.get().state == HelpRing.State.FAILED
    assert (ring_waiting(), list_told()) == (1, [KEEPER])
    HelpRing.objects.update(state=HelpRing.State.FAILED, tries=MOST_TRIES)
    assert ring_waiting() == 0


def test_a_closed_account_is_not_told(station: Station, officer: Account) -> None:
    keeper = appoint(station)
    Account.objects.filter(pk=keeper.pk).update(is_active=False)
    assert {account.login: step for account, step in list_hearers(press(station), MOMENT).items()} == {
        officer.login: 2}


def test_the_message_says_where_and_what_to_do_and_nothing_of_who_pressed(station: Station) -> None:
    assert write_message(press(station)) == (
        "【暖途】10:30 DH-1驿站 有人求助（柳岸路1号）。打开“今天”应答；没人应答会再叫上面的人。")


def test_the_button_in_the_room_reaches_the_keepers_phone_with_the_next_job(
    station: Station, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """From the door's event to the message, by the job that a press puts in line."""
    leave(appoint(station), KEEPER)
    door = build_door(station)
    with django_capture_on_commit_callbacks(execute=True):
        take_events(door, [DoorEvent.objects.create(door=door, seq=1, event=uuid4().hex, at=MOMENT,
                                                    received_at=MOMENT, kind="help", detail={})])
    assert list_told() == []
    make_worker(batch=True).run_task(DBTaskResult.objects.get())
    assert list_told() == [KEEPER]
    assert "nuantu_hub.stations.domain.help_rings.ring_waiting" in BEATS
