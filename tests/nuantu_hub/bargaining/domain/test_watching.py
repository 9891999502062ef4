"""What everybody may see of a meeting."""

from __future__ import annotations

import uuid
from datetime import timedelta

from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table

from nuantu_hub.bargaining.domain.agenda import add_item, drop_item
from nuantu_hub.bargaining.domain.live_votes import cast_vote
from nuantu_hub.bargaining.domain.speaking import ask_to_speak, call_speaker
from nuantu_hub.bargaining.domain.watching import watch_meeting
from nuantu_hub.site.clock import set_clock


def test_agenda_speaker_and_counts(table: Table) -> None:
    meeting = hold_meeting(table)
    add_item(by=table.officer, meeting=meeting, title="一", token=uuid.uuid4())
    drop_item(by=table.officer, item=add_item(by=table.officer, meeting=meeting, title="二", token=uuid.uuid4()))
    call_speaker(by=table.officer, turn=ask_to_speak(by=table.workers[0], meeting=meeting, token=uuid.uuid4()))
    vote = ask(table, meeting)
    cast_vote(by=table.workers[0], vote=vote, choice="yes", token=uuid.uuid4())

    told = watch_meeting(meeting.sign)

    assert told is not None
    assert told.speaker is not None
    assert [item.title for item in told.agenda] == ["一"]
    assert (told.quorum.present, told.votes[0][1].yes, told.speaker.seat.account_id) == (10, 1, table.workers[0].pk)


def test_whoever_looks_first_closes_what_is_over(table: Table) -> None:
    meeting = hold_meeting(table)
    ask(table, meeting, seconds=60)
    set_clock(TALKING + timedelta(seconds=60))
    told = watch_meeting(meeting.sign)

    assert told is not None
    assert told.votes[0][0].is_closed


def test_a_sign_of_no_meeting(db: None) -> None:
    assert watch_meeting("nothing1") is None
