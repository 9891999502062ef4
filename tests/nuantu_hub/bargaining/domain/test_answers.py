"""Official answers."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import hold_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table

from nuantu_hub.bargaining.domain.answers import ask_answer, give_answer
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, OfficialAnswer

DUE = TALKING.date() + timedelta(days=7)


def _ask(table: Table, owner: Delegate | None = None) -> OfficialAnswer:
    return ask_answer(by=table.recorder, meeting=hold_meeting(table), question="等待计入超时吗", due_on=DUE,
                      owner=owner or table.seat_of(table.platform[1]), token=uuid.uuid4())


def test_anybody_who_speaks_for_the_side_answers_and_the_answer_stands(table: Table) -> None:
    asked = _ask(table)
    done = give_answer(by=table.platform[0], answer=asked, words="计入一半")

    assert (done.words, done.done_by) == ("计入一半", table.platform[0])
    assert give_answer(by=table.platform[0], answer=asked, words="计入一半") == done
    with pytest.raises(TalkRefused):
        give_answer(by=table.platform[0], answer=asked, words="不计")


def test_no_other_side_recorder_or_observer_answers(table: Table) -> None:
    asked = _ask(table)
    for account in (table.workers[0], table.recorder, table.observer, table.officer):
        with pytest.raises(TalkRefused):
            give_answer(by=account, answer=asked, words="计入一半")
    with pytest.raises(TalkRefused):
        give_answer(by=table.platform[0], answer=asked, words=" ")


def test_the_owner_speaks_in_the_talk(table: Table) -> None:
    for account in (table.recorder, table.observer):
        with pytest.raises(TalkRefused) as refusal:
            _ask(table, table.seat_of(account))
        assert refusal.value.field == "owner"


def test_a_day_that_is_past_and_an_empty_question_are_refused(table: Table) -> None:
    told = {"by": table.recorder, "meeting": hold_meeting(table), "question": "吗", "due_on": DUE,
            "owner": table.seat_of(table.platform[1]), "token": uuid.uuid4()}
    for change, field in (({"question": " "}, "question"), ({"due_on": DUE - timedelta(days=8)}, "due_on")):
        with pytest.raises(TalkRefused) as refusal:
            ask_answer(**{**told, **change})
        assert refusal.value.field == field
    assert ask_answer(**told) == ask_answer(**told)
