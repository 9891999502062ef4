"""The card of the own talks on a worker's home."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting
from tests.nuantu_hub.bargaining.scene import TALKING, Table

from nuantu_hub.bargaining.interfaces.own_talks_tile import make_own_talks_tile
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_it_is_shown_to_riders_in_a_meeting_alone(table: Table) -> None:
    meeting = hold_meeting(table)
    rider = meeting.seats.get(shown_name="骑手00").account
    told = make_own_talks_tile(rider, TALKING, None)
    assert told is not None
    assert told.told == {"votes": False}
    ask(table, meeting)
    told = make_own_talks_tile(rider, TALKING, None)
    assert told is not None
    assert told.told == {"votes": True}
    assert make_own_talks_tile(Account.objects.create_worker("别人"), TALKING, None) is None
    assert make_own_talks_tile(table.platform[0], TALKING, None) is None
