"""What pages of a meeting show."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting, main_venue, make_meeting
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.live_votes import cast_vote, close_vote
from nuantu_hub.bargaining.domain.quorum import Count
from nuantu_hub.bargaining.domain.roll_calls import call_in
from nuantu_hub.bargaining.domain.speaking import ask_to_speak, begin_speech, call_speaker, end_speech
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.interfaces.meeting_told import say_quorum, tell_queue, tell_result, tell_room, tell_vote
from nuantu_hub.needs.domain.constituencies import PROVINCES


def test_venues_with_their_state_clashes_and_silent_provinces(table: Table) -> None:
    meeting = make_meeting(table, venues=2)
    seat = meeting.seats.filter(kind="online").select_related("venue").earliest("pk")
    call_in(by=table.officer, seat=seat, venue=seat.venue)
    with pytest.raises(TalkRefused):
        call_in(by=table.officer, seat=seat, venue=main_venue(meeting))

    room = tell_room(meeting)

    assert [one.tone for one in room.venues] == ["broken", "watch", "broken"]
    assert [one.asked_by for one in room.clashes] == [main_venue(meeting)]
    assert len(room.silent) == 30
    assert PROVINCES["11"] not in room.silent
    assert (room.whole.present, room.whole.entitled, room.whole.least) == (1, 10, 7)


@pytest.mark.parametrize(("count", "words"), [
    (Count(180, 120, 120), "可以表决"), (Count(180, 119, 120), "还差 1 人"), (Count(0, 0, 0), "还没有人")])
def test_the_quorum_in_words(count: Count, words: str) -> None:
    assert words in say_quorum(count)


def test_the_queue_begins_with_the_side_that_did_not_speak_last(table: Table) -> None:
    meeting = hold_meeting(table)
    for account in (*table.workers[:2], table.platform[0]):
        ask_to_speak(by=account, meeting=meeting, token=uuid.uuid4())
    first = tell_queue(meeting).waiting[0]
    for verb in (call_speaker, begin_speech, end_speech):
        verb(by=table.officer, turn=first)

    queue = tell_queue(meeting)

    assert [turn.seat.side for turn in queue.waiting] == ["platform", "workers"]
    assert (queue.speaker, len(queue.spoken)) == (None, 1)


def test_a_vote_is_told_the_same_open_and_closed(table: Table) -> None:
    vote = ask(table, hold_meeting(table))
    cast_vote(by=table.workers[0], vote=vote, choice="yes", token=uuid.uuid4())
    before, after = tell_vote(vote), tell_vote(close_vote(by=table.officer, vote=vote))

    assert (before.count, before.needed) == (after.count, 5)
    assert {**tell_result(after), "state": "", "is_carried": None} == {**tell_result(before), "state": ""}
    assert sum(count for _words, count, _tone in after.bars) == 10
