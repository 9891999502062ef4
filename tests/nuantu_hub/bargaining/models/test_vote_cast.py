"""Seats of a vote."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.models import VoteCast


def test_one_row_a_seat_made_without_a_choice(table: Table) -> None:
    vote = ask(table, hold_meeting(table))
    one = vote.casts.first()
    assert one is not None
    assert (one.choice, one.at, one.tokens, one.talk) == ("", None, [], table.talk)
    with pytest.raises(IntegrityError), transaction.atomic():
        VoteCast.objects.create(vote=vote, seat=one.seat, venue=one.venue)
