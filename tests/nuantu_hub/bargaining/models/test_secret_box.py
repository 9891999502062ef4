"""Boxes of secret votes as rows."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.bargaining.meeting_scene import hold_meeting
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.secret_scene import ask_in_secret

from nuantu_hub.bargaining.models import SecretBox
from nuantu_hub.bargaining.models.secret_box import FIRST_NUMBER

pytestmark = pytest.mark.django_db


def test_venues_with_few_share_one_box(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table))
    box = SecretBox.objects.get()

    assert (box.vote, box.venue, box.tally) == (vote, None, [])
    assert box.number > FIRST_NUMBER
    with pytest.raises(IntegrityError), transaction.atomic():
        SecretBox.objects.create(vote=vote, ticket_public="", box_public="")


def test_its_keys_are_stored_encrypted(table: Table) -> None:
    ask_in_secret(table, hold_meeting(table))
    box = SecretBox.objects.get()

    assert "PRIVATE" not in box.ticket_key
    assert len(box.box_public) == 44
    assert box.box_public not in box.box_key
