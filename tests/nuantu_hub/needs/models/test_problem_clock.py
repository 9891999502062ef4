"""A clock runs once for each step of a round, and stands once at a time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem

from nuantu_hub.needs.models import ProblemClock, ProblemPause
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_late_is_what_ended_or_should_have_ended_after_its_time() -> None:
    clock = ProblemClock(step="answered", started_at=MOMENT, due_at=MOMENT + timedelta(hours=2))
    assert [clock.is_late(MOMENT + timedelta(hours=hours)) for hours in (2, 3)] == [False, True]
    clock.done_at = MOMENT + timedelta(hours=1)
    assert (clock.is_late(MOMENT + timedelta(hours=9)), clock.runs) == (False, False)


def test_each_step_runs_once_in_a_round_and_only_one_pause_is_open(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    told = {"problem": problem, "reason": "site", "words": "x", "since": MOMENT, "by": officer,
            "review_on": date(2026, 3, 20)}
    ProblemPause.objects.create(**told)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProblemPause.objects.create(**told)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProblemClock.objects.create(problem=problem, step="answered", urgency="normal", started_at=MOMENT,
                                    due_at=MOMENT)
