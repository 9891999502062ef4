"""The form that calls a meeting: lines become seats, problems are those that one sees and that have a name."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, make_rider, say

from nuantu_hub.needs.domain.coordination import Seat
from nuantu_hub.needs.domain.problems import open_problem
from nuantu_hub.needs.interfaces.meeting_forms import CallForm
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_a_line_is_a_seat(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    open_problem(needs=[say(district, "没名字", make_rider(9))], label="没名字")
    form = CallForm({"problems": [problem.pk], "title": "电梯", "place": "街道", "starts_at": "2026-03-12T14:00",
                     "riders": "代表甲\n\n 代表乙 ", "others": "物业", "offices": "", "token": uuid4()},
                    account=officer)
    assert form.is_valid(), form.errors
    assert form.list_seats() == [Seat("代表甲", "riders"), Seat("代表乙", "riders"), Seat("物业", "other")]
    assert list(form.fields["problems"].queryset) == [problem]  # type: ignore[attr-defined]
