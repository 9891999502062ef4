"""Meetings as they are kept: sides, outcomes, and whose union they are."""

from __future__ import annotations

from datetime import date

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem

from nuantu_hub.needs.models import CoordinationMeeting, MeetingOutcome, MeetingParty
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_what_belongs_to_a_meeting_is_its_union_s(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    meeting = CoordinationMeeting.objects.create(unit=district, title="电梯", place="街道", starts_at=MOMENT,
                                                 chair=officer, called_at=MOMENT)
    party = MeetingParty.objects.create(meeting=meeting, name="物业", side="other")
    outcome = MeetingOutcome.objects.create(meeting=meeting, problem=problem, words="留一部", owner="物业",
                                            due_on=date(2026, 3, 20))
    assert (party.unit, outcome.unit, str(party), str(outcome), str(meeting)) == (
        district, district, "物业", "留一部", "电梯")
    assert [outcome.is_late(date(2026, 3, day)) for day in (20, 21)] == [False, True]
    outcome.state = MeetingOutcome.State.FAILED
    assert not outcome.is_late(date(2026, 3, 21))
