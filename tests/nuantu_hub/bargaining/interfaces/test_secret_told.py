"""What the page of a secret vote shows."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import hold_meeting, main_venue
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.secret_scene import YES, Browser, ask_in_secret, vote_all

from nuantu_hub.bargaining.domain.live_votes import close_vote
from nuantu_hub.bargaining.domain.roll_calls import let_go
from nuantu_hub.bargaining.interfaces.secret_told import tell_lines, tell_secret
from nuantu_hub.bargaining.models import LiveVote, VoteCast
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def _own(vote: LiveVote, account: Account) -> VoteCast:
    return VoteCast.objects.select_related("seat").get(vote=vote, seat__account=account)


def test_the_paper_has_three_lines() -> None:
    assert [line.number for line in tell_lines()] == [1, 2, 3]


def test_a_ballot_is_shown_to_who_may_cast_one(table: Table) -> None:
    meeting = hold_meeting(table)
    vote, account = ask_in_secret(table, meeting), table.workers[0]
    told = tell_secret(vote, _own(vote, account))
    assert (told["ballot"]["voted"], told["ballot"]["seats"]) == (False, 1)
    assert tell_secret(vote, None)["ballot"] is None
    let_go(by=table.officer, seat=meeting.seats.get(account=account), venue=main_venue(meeting))
    assert tell_secret(vote, _own(vote, account))["ballot"] is None


def test_who_dropped_off_with_a_paper_may_still_cast_it(table: Table) -> None:
    meeting = hold_meeting(table)
    vote, account = ask_in_secret(table, meeting), table.workers[0]
    Browser(account, vote, YES).get_paper()
    let_go(by=table.officer, seat=meeting.seats.get(account=account), venue=main_venue(meeting))

    assert tell_secret(vote, _own(vote, account))["ballot"]["voted"]


def test_venues_are_told_once_it_is_closed(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table, venues=2, online=10))
    vote_all(vote, [YES] * 26)
    closed = close_vote(by=table.officer, vote=vote)

    assert tell_secret(closed, None)["ballot"] is None
    assert [(one["yes"], one["no"]) for one in tell_secret(closed, None)["venues"]] == [(10, 0)]
