"""Calling goods back: everybody who holds one is told."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.conf import settings
from tests.nuantu_hub.needs.trial_cast import build_station, enrol_rider, give, keeper_of, receive, stock_station

from nuantu_hub.needs.domain.trial_handouts import take_back
from nuantu_hub.needs.domain.trial_recalls import (
    call_back,
    list_notices,
    see_notices,
    tell_later,
    tell_waiting,
    write_message,
)
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import RecallNotice, Trial, TrialHandout
from nuantu_hub.people.interfaces.sms import DevelopmentGateway
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(officer: Account, district: Unit, street: Unit) -> list[TrialHandout]:
    """Three riders hold one; a fourth gave it back."""
    trial, station = receive(officer, district), build_station(street)
    stock_station(officer, trial, station)
    made = [give(trial, station, enrol_rider(900 + number, street)) for number in range(4)]
    take_back(by=keeper_of(station), handout=made.pop(), station=station, usable=True, why="不要了")
    return made


def call(by: Account, trial: Trial, **change: object) -> object:
    told: dict[str, object] = {"lot": None, "what": "扣子会卡进车轮", "do": "马上别用，退到驿站", "token": uuid4()}
    return call_back(by=by, trial=trial, **(told | change))  # type: ignore[arg-type]


def test_everybody_who_holds_one_is_told_in_the_hub_and_by_phone(
        officer: Account, held: list[TrialHandout], django_capture_on_commit_callbacks: object) -> None:
    recall = call(officer, held[0].trial)
    assert {notice.handout for notice in RecallNotice.objects.all()} == set(held)
    assert tell_later.func(recall.pk) == 3  # type: ignore[attr-defined]
    assert tell_waiting() == 0
    sent = DevelopmentGateway(settings.DATA.root / "outbox").list_messages()[:3]
    assert {message.phone for message in sent} == {one.person.phone for one in held}
    assert all("扣子会卡进车轮" in message.text for message in sent)


def test_said_twice_it_is_called_back_once(officer: Account, held: list[TrialHandout]) -> None:
    token = uuid4()
    assert call(officer, held[0].trial, token=token) == call(officer, held[0].trial, token=token)
    assert RecallNotice.objects.count() == 3


def test_words_are_needed(officer: Account, held: list[TrialHandout]) -> None:
    for change in ({"what": ""}, {"do": " "}):
        with pytest.raises(NeedRefused):
            call(officer, held[0].trial, **change)


def test_the_holder_sees_it_until_the_piece_is_brought_back(officer: Account, held: list[TrialHandout]) -> None:
    call(officer, held[0].trial, lot=held[0].lot)
    holder = held[0].person.account
    assert [notice.handout for notice in see_notices(holder)] == [held[0]]
    assert RecallNotice.objects.exclude(seen_at=None).count() == 1
    assert held[0].station is not None
    take_back(by=keeper_of(held[0].station), handout=held[0], station=held[0].station, usable=False, why="召回")
    assert not list_notices(holder).exists()


def test_whoever_has_no_phone_is_told_in_the_hub_alone(officer: Account, held: list[TrialHandout]) -> None:
    person = held[0].person
    person.set_phone("")
    person.save()
    call(officer, held[0].trial)
    assert tell_waiting() == 2
    assert RecallNotice.objects.get(handout=held[0]).tries == 0


def test_a_message_that_does_not_go_out_is_tried_five_times(
        officer: Account, held: list[TrialHandout], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NUANTU_HUB_DEV_SMS")
    call(officer, held[0].trial)
    assert [tell_waiting() for _time in range(7)] == [0] * 7
    assert set(RecallNotice.objects.values_list("tries", flat=True)) == {5}


def test_the_message_says_what_and_what_to_do(officer: Account, held: list[TrialHandout]) -> None:
    recall = call(officer, held[0].trial)
    assert write_message(recall) == (  # type: ignore[arg-type]
        "【暖途】你领的防风被要召回：扣子会卡进车轮。马上别用，退到驿站。退到任何一座驿站都可以，会换一件或说明怎么办。")
