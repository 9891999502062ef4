"""A common problem as it is kept: who sees it, what it is called, which stand."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, make_rider, say

from nuantu_hub.needs.domain.problems import give_problem, open_problem
from nuantu_hub.needs.models import Problem
from nuantu_hub.needs.models.problem import draw_cluster
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_before_it_has_a_name_the_words_that_stand_for_it_are_its_title(district: Unit) -> None:
    found = open_problem(needs=[say(district)], label="望和嘉园的电梯要等八分钟")
    assert (str(found), found.name, found.is_at_work) == ("望和嘉园的电梯要等八分钟", "", True)
    assert list(Problem.objects.public()) == []


def test_the_owner_sees_it_wherever_it_goes(district: Unit, other_district: Unit, officer: Account,
                                            organiser: Account) -> None:
    problem = give_problem(by=officer, problem=make_problem(district, officer), owner=organiser)
    Problem.objects.filter(pk=problem.pk).update(unit=other_district)
    assert [list(Problem.objects.visible_to(one)) for one in (organiser, officer)] == [[problem], []]


def test_lists_leave_out_what_was_folded_or_ended(district: Unit, officer: Account) -> None:
    made = [make_problem(district, officer, [say(district, name, make_rider(ord(name)))], name) for name in "甲乙丙"]
    Problem.objects.filter(pk=made[0].pk).update(state="merged")
    Problem.objects.filter(pk=made[1].pk).update(state="settled")
    assert [one.name for one in Problem.objects.standing().order_by("pk")] == ["乙", "丙"]
    assert [one.name for one in Problem.objects.at_work()] == ["丙"]


def test_no_two_problems_have_one_identity() -> None:
    assert len({draw_cluster() for _turn in range(100)}) == 100
