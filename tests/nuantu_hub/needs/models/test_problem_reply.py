"""An answer belongs to one problem and one round."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem

from nuantu_hub.needs.domain.problem_answers import JUDGE_DAYS, answer_problem
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_it_says_its_round_its_union_and_until_when_it_may_be_judged(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    reply = answer_problem(by=officer, problem=problem, text="好了", result="done", token=uuid4())
    assert (reply.round, reply.unit, reply.judge_until) == (0, district, MOMENT + timedelta(days=JUDGE_DAYS))
    assert str(reply) == f"{problem.pk} done"
