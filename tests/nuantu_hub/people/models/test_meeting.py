"""The names of the elected are encrypted; the meeting is reached by the unit of its enterprise."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.nuantu_hub.people.organising_cast import TODAY, at, bring_to, enter, hold

from nuantu_hub.people.models import Account, FoundingMeeting, Stage, Unit

pytestmark = pytest.mark.django_db


def test_the_elected_are_kept_with_their_votes_and_no_readable_name(
        district: Unit, organiser: Account, officer: Account) -> None:
    with at():
        hold(organiser, bring_to(organiser, officer, enter(organiser, district), Stage.ELECTION), on=TODAY)
    meeting = FoundingMeeting.objects.get()
    assert ([one.votes for one in meeting.elected.all()], meeting.unit) == ([21, 18], district)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM people_elected")
        assert "林晓" not in str(cursor.fetchall())
