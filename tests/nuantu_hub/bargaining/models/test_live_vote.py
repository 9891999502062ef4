"""Live votes as rows."""

from __future__ import annotations

from datetime import timedelta

from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table

from nuantu_hub.bargaining.models import LiveVote


def test_due_to_close_are_open_ones_whose_time_is_over(table: Table) -> None:
    vote = ask(table, hold_meeting(table), seconds=60)

    assert not LiveVote.objects.due_to_close(TALKING + timedelta(seconds=59)).exists()
    assert list(LiveVote.objects.due_to_close(TALKING + timedelta(seconds=60))) == [vote]
    assert (vote.is_closed, vote.yes, vote.talk, vote.unit) == (False, None, table.talk, table.talk.unit)


def test_a_vote_is_by_name_unless_it_is_opened_as_secret(table: Table) -> None:
    vote = ask(table, hold_meeting(table))

    assert (vote.is_secret, vote.boxes.count()) == (False, 0)
