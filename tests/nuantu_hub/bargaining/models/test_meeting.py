"""What a meeting says of itself."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.bargaining.meeting_scene import make_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table

from nuantu_hub.bargaining.models import TalkMeeting


@pytest.mark.parametrize(("state", "is_open", "is_ahead"), [
    ("called", False, True), ("open", True, True), ("closed", False, False), ("cancelled", False, False)])
def test_open_and_ahead(state: str, is_open: bool, is_ahead: bool) -> None:
    assert (TalkMeeting(state=state).is_open, TalkMeeting(state=state).is_ahead) == (is_open, is_ahead)


def test_approved_by_both_or_not_at_all() -> None:
    assert not TalkMeeting(workers_approved_at=TALKING).is_approved
    assert TalkMeeting(workers_approved_at=TALKING, platform_approved_at=TALKING).is_approved


def test_a_number_once_in_a_talk(table: Table) -> None:
    first = make_meeting(table, venues=0)
    assert first.unit == table.talk.unit
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkMeeting.objects.create(talk=table.talk, number=1, title="二", starts_at=TALKING, called_at=TALKING,
                                   chair_side="workers")
