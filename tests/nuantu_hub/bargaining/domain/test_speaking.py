"""The speaking queue."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import hold_meeting, make_meeting
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.speaking import (
    ask_to_speak,
    begin_speech,
    call_speaker,
    drop_turn,
    end_speech,
    order_queue,
)
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import SpeechTurn, TalkMeeting
from nuantu_hub.people.models import Account


@dataclass(frozen=True)
class _Asked:
    side: str
    number: int


@pytest.mark.parametrize(("sides", "last", "order"), [
    ("wwp", "", [1, 3, 2]), ("wwp", "w", [3, 1, 2]), ("www", "w", [1, 2, 3]),
    ("wppw", "p", [1, 2, 4, 3]), ("", "w", [])])
def test_sides_take_turns_while_both_wait(sides: str, last: str, order: list[int]) -> None:
    waiting = [_Asked(side, number) for number, side in enumerate(sides, 1)]

    assert [one.number for one in order_queue(waiting, last)] == order


def _ask(account: Account, meeting: TalkMeeting) -> SpeechTurn:
    return ask_to_speak(by=account, meeting=meeting, about="门禁", token=uuid.uuid4())


def test_from_asking_to_a_statement_in_writing(table: Table) -> None:
    turn = _ask(table.workers[0], hold_meeting(table))
    call_speaker(by=table.officer, turn=turn)
    begin_speech(by=table.officer, turn=turn)
    done = end_speech(by=table.officer, turn=turn, statement="等一次十二分钟")

    assert (done.state, done.statement) == ("done", "等一次十二分钟")
    assert end_speech(by=table.officer, turn=turn).statement == "等一次十二分钟"


def test_one_speaks_at_a_time(table: Table) -> None:
    meeting = hold_meeting(table)
    first, second = _ask(table.workers[0], meeting), _ask(table.platform[0], meeting)
    call_speaker(by=table.officer, turn=first)
    with pytest.raises(TalkRefused, match=table.workers[0].name):
        call_speaker(by=table.officer, turn=second)
    drop_turn(by=table.officer, turn=first)

    assert call_speaker(by=table.officer, turn=second).state == "called"


def test_nobody_waits_twice_speaks_uncalled_or_without_a_seat(table: Table) -> None:
    meeting = hold_meeting(table)
    turn = _ask(table.workers[0], meeting)
    for account in (table.workers[0], table.observer):
        with pytest.raises(TalkRefused):
            _ask(account, meeting)
    for verb in (begin_speech, end_speech):
        with pytest.raises(TalkRefused):
            verb(by=table.officer, turn=turn)


def test_the_floor_is_asked_for_in_session_by_who_is_present(table: Table) -> None:
    with pytest.raises(TalkRefused):
        _ask(table.workers[0], make_meeting(table))
    meeting = hold_meeting(table)
    meeting.seats.filter(account=table.workers[1]).update(present_since=None)
    with pytest.raises(TalkRefused):
        _ask(table.workers[1], meeting)
