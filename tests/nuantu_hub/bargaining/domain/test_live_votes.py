"""Live votes: the frozen roll, casting, closing, and several at one moment."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import ask, call_all, hold_meeting, main_venue, make_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table
from tests.nuantu_hub.racing import RACE, race

from nuantu_hub.bargaining.domain.live_votes import cast_vote, close_due_votes, close_if_due, close_vote, open_vote
from nuantu_hub.bargaining.domain.meeting_seats import seat_person
from nuantu_hub.bargaining.domain.meetings import open_meeting
from nuantu_hub.bargaining.domain.roll_calls import call_in, let_go
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import LiveVote, VoteCast
from nuantu_hub.people.models import Account, Deed
from nuantu_hub.site.clock import set_clock


def _cast(account: Account, vote: LiveVote, choice: str) -> VoteCast:
    return cast_vote(by=account, vote=vote, choice=choice, token=uuid.uuid4())


def test_all_with_a_vote_are_frozen_whether_there_or_not(table: Table) -> None:
    meeting = hold_meeting(table)
    let_go(by=table.officer, seat=meeting.seats.get(account=table.platform[2]), venue=main_venue(meeting))
    vote = ask(table, meeting)
    late = seat_person(by=table.officer, venue=main_venue(meeting), account=table.recorder, shown_name="后来",
                       side="workers")
    call_in(by=table.officer, seat=late, venue=main_venue(meeting))

    assert (vote.entitled, vote.present, vote.casts.count()) == (10, 9, 10)
    with pytest.raises(TalkRefused):
        _cast(table.recorder, vote, "yes")


def test_no_vote_without_the_quorum(table: Table) -> None:
    meeting = make_meeting(table)
    for account in table.workers + table.platform:
        call_in(by=table.officer, seat=meeting.seats.get(account=account), venue=main_venue(meeting))
    open_meeting(by=table.officer, meeting=meeting)
    with pytest.raises(TalkRefused, match="7"):
        ask(table, meeting)
    call_all(table, meeting)

    assert ask(table, meeting).entitled == 10


def test_one_vote_at_a_time_and_the_same_token_is_the_same_vote(table: Table) -> None:
    meeting = hold_meeting(table)
    told = {"by": table.officer, "meeting": meeting, "question": "一", "open_s": 60, "token": uuid.uuid4()}

    assert open_vote(**told) == open_vote(**told)
    for change in ({"question": " "}, {"open_s": 1}, {}):
        with pytest.raises(TalkRefused):
            open_vote(**{**told, "token": uuid.uuid4(), **change})


def test_the_last_word_counts_until_it_closes(table: Table) -> None:
    vote = ask(table, hold_meeting(table))
    _cast(table.workers[0], vote, "no")
    _cast(table.workers[0], vote, "yes")
    for account in (*table.workers[1:], *table.platform[:2]):
        _cast(account, vote, "yes")
    _cast(table.platform[2], vote, "abstain")

    closed = close_vote(by=table.officer, vote=vote)

    assert (closed.yes, closed.no, closed.abstain, closed.entitled, closed.is_carried) == (5, 0, 1, 10, True)
    with pytest.raises(TalkRefused):
        _cast(table.workers[0], vote, "no")


def test_a_token_that_comes_again_changes_nothing_also_after_the_closing(table: Table) -> None:
    vote, token = ask(table, hold_meeting(table)), uuid.uuid4()
    cast_vote(by=table.workers[0], vote=vote, choice="yes", token=token)
    _cast(table.workers[0], vote, "no")
    assert cast_vote(by=table.workers[0], vote=vote, choice="yes", token=token).choice == "no"
    closed = close_vote(by=table.officer, vote=vote)

    assert cast_vote(by=table.workers[0], vote=vote, choice="yes", token=token).choice == "no"
    assert (closed.yes, closed.no, closed.is_carried) == (0, 1, False)


def test_who_dropped_off_casts_nothing_until_found_again(table: Table) -> None:
    meeting = hold_meeting(table)
    vote, seat = ask(table, meeting), meeting.seats.get(account=table.workers[2])
    let_go(by=table.officer, seat=seat, venue=main_venue(meeting))
    with pytest.raises(TalkRefused):
        _cast(table.workers[2], vote, "yes")
    call_in(by=table.officer, seat=seat, venue=main_venue(meeting))

    assert _cast(table.workers[2], vote, "yes").choice == "yes"


@pytest.mark.parametrize("choice", ["", "perhaps"])
def test_what_is_no_choice_is_refused(table: Table, choice: str) -> None:
    with pytest.raises(TalkRefused):
        _cast(table.workers[0], ask(table, hold_meeting(table)), choice)


def test_it_closes_by_itself_at_its_time_and_counts_nothing_later(table: Table) -> None:
    vote = ask(table, hold_meeting(table), seconds=60)
    _cast(table.workers[0], vote, "yes")
    assert close_due_votes() == 0
    set_clock(TALKING + timedelta(seconds=61))
    with pytest.raises(TalkRefused):
        _cast(table.workers[1], vote, "yes")

    assert close_due_votes() == 1
    closed = close_if_due(LiveVote.objects.get())
    assert (closed.yes, closed.closed_at) == (1, vote.closes_at)
    assert close_due_votes() == 0


def test_closing_twice_is_closing_once(table: Table) -> None:
    vote = ask(table, hold_meeting(table))

    assert close_vote(by=table.officer, vote=vote).closed_at == close_vote(by=None, vote=vote).closed_at
    assert Deed.objects.filter(verb="live vote closed").count() == 1


@RACE
def test_votes_at_one_moment_are_each_counted_once(table: Table, tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    vote = ask(table, hold_meeting(table))
    tokens = {account: uuid.uuid4() for account in table.workers + table.platform}
    deeds = [lambda account=account: _standing_cast(account, vote, tokens[account])
             for account in (*tokens, *tokens)]  # each of them sent twice

    said, found = race(deeds, lambda: list(vote.casts.exclude(choice="").values_list("tokens", flat=True)), tmp_path,
                       monkeypatch)

    assert not [one for one in said if isinstance(one, Exception)]
    assert sorted(found) == sorted([[str(token)] for token in tokens.values()])


@RACE
def test_a_vote_against_the_closing_is_counted_or_refused_never_both(table: Table, tmp_path: Path,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    vote = ask(table, hold_meeting(table))
    people = table.workers + table.platform
    deeds = [lambda account=account: _standing_cast(account, vote, uuid.uuid4()) for account in people]
    deeds += [lambda: _standing_close(vote), lambda: _standing_close(vote)]

    said, closed = race(deeds, lambda: LiveVote.objects.get(pk=vote.pk), tmp_path, monkeypatch)

    refused = [one for one in said if isinstance(one, Exception)]
    assert all(isinstance(one, TalkRefused) for one in refused)
    assert closed.yes == len(people) - len(refused)


def _standing_cast(account: Account, vote: LiveVote, token: uuid.UUID) -> str:
    set_clock(TALKING)  # the clock of a thread is its own
    return cast_vote(by=account, vote=vote, choice="yes", token=token).choice


def _standing_close(vote: LiveVote) -> str:
    set_clock(TALKING)
    return close_vote(by=None, vote=vote).state
