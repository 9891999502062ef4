"""What was begun stands in the order in which it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem

from nuantu_hub.needs.models import ProblemStart
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_the_first_begun_stands_first(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    for hours, title in ((2, "后"), (1, "先")):
        ProblemStart.objects.create(problem=problem, kind="x", title=title, address="/x/", by=officer,
                                    at=MOMENT + timedelta(hours=hours))
    assert [str(one) for one in problem.starts.all()] == ["先", "后"]
    assert {one.unit for one in problem.starts.all()} == {district}
