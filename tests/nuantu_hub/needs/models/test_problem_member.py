"""A need belongs to one problem at a time; the row says nothing of who or exactly when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, make_rider, say

from nuantu_hub.needs.models import ProblemMember
from nuantu_hub.needs.models.problem_member import list_said
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_everybody_who_said_it_or_joined_is_one_person(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    first = problem.members.first()
    assert first is not None
    say(district, by=make_rider(9), joins=first.need)
    assert list_said(problem).count() == 4


def test_it_has_no_number_of_its_own_and_the_hour_alone(district: Unit, officer: Account) -> None:
    set_clock(MOMENT + timedelta(minutes=37, seconds=11))
    problem = make_problem(district, officer)
    assert ProblemMember._meta.pk.name == "need"
    assert set(problem.members.values_list("since", flat=True)) == {MOMENT}
    assert {field.name for field in ProblemMember._meta.fields} == {"need", "problem", "since", "by_hand"}


def test_a_need_cannot_be_in_two(district: Unit, officer: Account) -> None:
    one = make_problem(district, officer)
    other = make_problem(district, officer, [say(district, "别的", make_rider(7))], "别的")
    need = one.members.first()
    assert need is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        ProblemMember.objects.create(need=need.need, problem=other, since=MOMENT)
