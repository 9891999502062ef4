"""The roll call of venues."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting, main_venue, make_meeting
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.live_votes import cast_vote
from nuantu_hub.bargaining.domain.meetings import cancel_meeting
from nuantu_hub.bargaining.domain.roll_calls import call_in, check_in, let_go
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import MeetingSeat, VoteCast


def _two_venues(table: Table) -> tuple[MeetingSeat, list[object]]:
    meeting = make_meeting(table)
    seat = meeting.seats.filter(kind="online").select_related("venue").earliest("pk")
    return seat, list(meeting.venues.all())


def test_found_present_once_from_the_first_time_on(table: Table) -> None:
    seat, _venues = _two_venues(table)
    first = call_in(by=table.officer, seat=seat, venue=seat.venue)

    assert first.is_present
    assert call_in(by=table.officer, seat=seat, venue=seat.venue).present_since == first.present_since


def test_a_second_venue_moves_nobody_and_the_chair_sees_it(table: Table) -> None:
    seat, venues = _two_venues(table)
    call_in(by=table.officer, seat=seat, venue=seat.venue)

    with pytest.raises(TalkRefused, match=seat.venue.name):
        call_in(by=table.officer, seat=seat, venue=venues[-1])  # type: ignore[arg-type]

    seat.refresh_from_db()
    assert (seat.venue, seat.asked_by, seat.is_present) == (venues[1], venues[-1], True)


def test_once_the_first_venue_lets_go_the_second_may_call(table: Table) -> None:
    seat, venues = _two_venues(table)
    home, other = seat.venue, venues[-1]
    call_in(by=table.officer, seat=seat, venue=home)
    with pytest.raises(TalkRefused):
        call_in(by=table.officer, seat=seat, venue=other)  # type: ignore[arg-type]
    let_go(by=table.officer, seat=seat, venue=home)

    moved = call_in(by=table.officer, seat=seat, venue=other)  # type: ignore[arg-type]

    assert (moved.venue, moved.asked_by, moved.is_present) == (other, None, True)
    with pytest.raises(TalkRefused):
        let_go(by=table.officer, seat=seat, venue=home)


def test_whoever_left_keeps_what_they_cast(table: Table) -> None:
    meeting = hold_meeting(table)
    vote = ask(table, meeting)
    cast = cast_vote(by=table.workers[1], vote=vote, choice="yes", token=vote.token)
    let_go(by=table.officer, seat=cast.seat, venue=main_venue(meeting))

    assert VoteCast.objects.get(pk=cast.pk).choice == "yes"
    assert vote.casts.count() == meeting.seats.count()


def test_only_who_takes_part_online_says_that_they_are_there(table: Table) -> None:
    seat, _venues = _two_venues(table)

    assert check_in(by=seat.account, meeting=seat.meeting).is_present
    for other in (table.workers[0], table.observer):
        with pytest.raises(TalkRefused):
            check_in(by=other, meeting=seat.meeting)


def test_no_roll_call_in_another_meeting_or_one_that_is_over(table: Table) -> None:
    seat, _venues = _two_venues(table)
    other = make_meeting(table)
    with pytest.raises(TalkRefused):
        call_in(by=table.officer, seat=seat, venue=main_venue(other))
    cancel_meeting(by=table.officer, meeting=seat.meeting, why="台风")
    with pytest.raises(TalkRefused):
        call_in(by=table.officer, seat=seat, venue=seat.venue)
