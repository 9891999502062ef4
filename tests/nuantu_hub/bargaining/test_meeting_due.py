"""What is due of meetings."""

from __future__ import annotations

import uuid
from datetime import timedelta

from tests.nuantu_hub.bargaining.meeting_scene import hold_meeting, make_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table

from nuantu_hub.bargaining.domain.answers import ask_answer, give_answer
from nuantu_hub.bargaining.domain.meetings import close_meeting
from nuantu_hub.bargaining.domain.minutes import approve_minutes, write_minutes
from nuantu_hub.bargaining.meeting_due import list_coming, list_minutes, list_owed
from nuantu_hub.people.models import Account


def test_a_meeting_that_comes_is_told_to_those_of_the_talk(table: Table, other_officer: Account) -> None:
    make_meeting(table)

    assert len(list(list_coming(table.officer, TALKING))) == 1
    assert len(list(list_coming(table.observer, TALKING))) == 1
    assert list(list_coming(other_officer, TALKING)) == []
    assert list(list_coming(table.officer, TALKING - timedelta(days=5))) == []


def test_an_answer_is_owed_by_the_owners_side_until_it_is_given(table: Table) -> None:
    asked = ask_answer(by=table.recorder, meeting=hold_meeting(table), question="吗", due_on=TALKING.date(),
                       owner=table.seat_of(table.platform[1]), token=uuid.uuid4())

    assert [len(list(list_owed(one, TALKING))) for one in (table.platform[0], table.workers[0], table.recorder)] == [
        1, 0, 0]
    give_answer(by=table.platform[0], answer=asked, words="是")
    assert list(list_owed(table.platform[0], TALKING)) == []


def test_minutes_wait_for_each_chief(table: Table) -> None:
    meeting = hold_meeting(table)
    close_meeting(by=table.officer, meeting=meeting)
    write_minutes(by=table.recorder, meeting=meeting, text="一", version=0)
    approve_minutes(by=table.workers[0], meeting=meeting, version=1)

    assert [len(list(list_minutes(one, TALKING))) for one in (
        table.workers[0], table.platform[0], table.platform[1], table.recorder)] == [0, 1, 0, 0]
