"""Venues of a meeting."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.bargaining.meeting_scene import main_venue, make_meeting
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.models import Venue


def test_a_name_once_in_a_meeting(table: Table) -> None:
    meeting = make_meeting(table, venues=0)
    assert (main_venue(meeting).talk, main_venue(meeting).unit) == (table.talk, table.talk.unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        Venue.objects.create(meeting=meeting, name=main_venue(meeting).name)
