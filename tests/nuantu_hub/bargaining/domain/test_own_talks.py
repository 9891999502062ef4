"""What somebody without a post has to do with talks."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting, make_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table
from tests.nuantu_hub.bargaining.secret_scene import YES, Browser, ask_in_secret

from nuantu_hub.bargaining.domain.live_votes import cast_vote, close_vote
from nuantu_hub.bargaining.domain.own_talks import list_open_votes, list_own_meetings, list_own_seats, takes_part
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_a_delegate_and_a_rider_in_a_meeting_take_part_and_a_stranger_does_not(table: Table) -> None:
    meeting = make_meeting(table)
    rider = meeting.seats.get(shown_name="骑手00").account

    assert [takes_part(one, TALKING) for one in (table.platform[1], rider, Account.objects.create_worker("别人"))] == [
        True, True, False]
    assert [one.talk for one in list_own_seats(table.platform[1], TALKING)] == [table.talk]
    assert list_own_seats(rider, TALKING) == []
    assert list_own_meetings(rider, TALKING) == list_own_meetings(table.recorder, TALKING) == [meeting]


def test_a_vote_waits_until_one_has_voted(table: Table) -> None:
    meeting, account = hold_meeting(table), table.platform[1]
    vote = ask(table, meeting)
    assert list(list_open_votes(account, TALKING)) == [vote]
    assert list(list_open_votes(table.recorder, TALKING)) == []
    cast_vote(by=account, vote=vote, choice="no", token=uuid.uuid4())
    assert list(list_open_votes(account, TALKING)) == []
    close_vote(by=None, vote=vote)
    secret = ask_in_secret(table, meeting)
    assert list(list_open_votes(account, TALKING)) == [secret]
    Browser(account, secret, YES).get_paper()

    assert list(list_open_votes(account, TALKING)) == []
