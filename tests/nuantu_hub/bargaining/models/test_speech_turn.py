"""Turns to speak."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.bargaining.meeting_scene import make_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table

from nuantu_hub.bargaining.models import SpeechTurn


def test_the_database_lets_one_speak_and_nobody_wait_twice(table: Table) -> None:
    meeting = make_meeting(table, venues=0)
    first, second = meeting.seats.all()[:2]
    SpeechTurn.objects.create(meeting=meeting, seat=first, state="speaking", asked_at=TALKING)
    for seat, state in ((second, "called"), (first, "asked")):
        with pytest.raises(IntegrityError), transaction.atomic():
            SpeechTurn.objects.create(meeting=meeting, seat=seat, state=state, asked_at=TALKING)

    assert SpeechTurn.objects.create(meeting=meeting, seat=second, asked_at=TALKING).talk == table.talk
