"""A meeting of a talk with venues of provinces and people online, as tests of meetings need it."""

from __future__ import annotations

import uuid
from datetime import timedelta

from tests.nuantu_hub.bargaining.scene import TALKING, Table

from nuantu_hub.bargaining.domain.live_votes import open_vote
from nuantu_hub.bargaining.domain.meeting_seats import seat_person
from nuantu_hub.bargaining.domain.meetings import add_venue, call_meeting, open_meeting
from nuantu_hub.bargaining.domain.roll_calls import call_in
from nuantu_hub.bargaining.models import LiveVote, MeetingSeat, TalkMeeting, Venue
from nuantu_hub.people.models import Account

#: Provinces of the venues beside the main one, in order.
CODES = ("11", "22", "42", "44", "65")


def make_meeting(table: Table, *, venues: int = 2, online: int = 2) -> TalkMeeting:
    """A meeting that was called: six delegates in the main venue, so many people online in each of so many venues."""
    meeting = call_meeting(by=table.officer, talk=table.talk, title="第一次恳谈会", token=uuid.uuid4(),
                           starts_at=TALKING + timedelta(days=1))
    for place in range(venues):
        venue = add_venue(by=table.officer, meeting=meeting, name=f"{CODES[place]} 会场", province=CODES[place],
                          token=uuid.uuid4())
        for number in range(online):
            rider = Account.objects.create_worker(f"骑手{place}{number}")
            seat_person(by=table.officer, venue=venue, account=rider, shown_name=rider.name, side="workers",
                        kind=MeetingSeat.Kind.ONLINE)
    return meeting


def main_venue(meeting: TalkMeeting) -> Venue:
    """The venue of the delegates."""
    return meeting.venues.earliest("pk")


def call_all(table: Table, meeting: TalkMeeting) -> None:
    """Find everybody present where they belong."""
    for seat in meeting.seats.select_related("venue"):
        call_in(by=table.officer, seat=seat, venue=seat.venue)


def hold_meeting(table: Table, *, venues: int = 2, online: int = 2) -> TalkMeeting:
    """A meeting that is open, with everybody present."""
    meeting = make_meeting(table, venues=venues, online=online)
    call_all(table, meeting)
    return open_meeting(by=table.officer, meeting=meeting)


def ask(table: Table, meeting: TalkMeeting, *, seconds: int = 300) -> LiveVote:
    """A live vote that is open."""
    return open_vote(by=table.officer, meeting=meeting, question="门禁等待计入超时的一半", open_s=seconds,
                     token=uuid.uuid4())
