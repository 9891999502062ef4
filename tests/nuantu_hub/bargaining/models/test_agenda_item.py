"""Items of an agenda."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.bargaining.meeting_scene import make_meeting
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.models import AgendaItem


def test_a_number_once_in_a_meeting(table: Table) -> None:
    meeting = make_meeting(table, venues=0)
    item = AgendaItem.objects.create(meeting=meeting, number=1, title="一")
    assert (item.state, item.talk, item.unit) == ("ahead", table.talk, table.talk.unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.create(meeting=meeting, number=1, title="二")
