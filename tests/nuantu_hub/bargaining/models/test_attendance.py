"""Seats of a meeting."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.bargaining.meeting_scene import call_all, main_venue, make_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table

from nuantu_hub.bargaining.models import MeetingSeat


def test_present_until_somebody_wrote_down_that_they_left(table: Table) -> None:
    meeting = make_meeting(table, venues=0)
    assert not meeting.seats.present().exists()
    call_all(table, meeting)
    seat = meeting.seats.first()
    assert seat is not None
    assert seat.is_present
    assert meeting.seats.present().count() == 6
    meeting.seats.filter(pk=seat.pk).update(left_at=TALKING)

    assert meeting.seats.present().count() == 5


def test_one_seat_a_person_and_nobody_leaves_who_was_not_there(table: Table) -> None:
    meeting = make_meeting(table, venues=0)
    for told in ({"account": table.workers[0]}, {"account": table.recorder, "left_at": TALKING}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingSeat.objects.create(meeting=meeting, venue=main_venue(meeting), shown_name="甲", side="workers",
                                       **told)
