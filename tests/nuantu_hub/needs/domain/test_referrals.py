"""Departments are asked, answer within a clock of their own, or send it back."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem

from nuantu_hub.needs.domain.referrals import (
    enter_department,
    recall_referral,
    refer_problem,
    take_department_answer,
    take_return,
)
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Department, Problem, Referral
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def department(district: Unit, officer: Account) -> Department:
    """A property manager."""
    return enter_department(by=officer, unit=district, kind="property", name="望和物业", contact="", token=uuid4())


@pytest.fixture
def problem(district: Unit, officer: Account) -> Problem:
    """A problem at work."""
    return make_problem(district, officer)


def refer(problem: Problem, department: Department, by: Account, days: int | None = None) -> Referral:
    return refer_problem(by=by, problem=problem, department=department, asked="留一部电梯", token=uuid4(), days=days)


def test_a_department_stands_once_by_name(department: Department, district: Unit, officer: Account) -> None:
    again = enter_department(by=officer, unit=district, kind="property", name="望和物业 ", contact="", token=uuid4())
    assert again == department
    for kind, name in (("property", " "), ("pigeon", "x")):
        with pytest.raises(NeedRefused):
            enter_department(by=officer, unit=district, kind=kind, name=name, contact="", token=uuid4())


def test_it_has_as_long_as_the_answer_or_as_it_was_given(
    problem: Problem, department: Department, officer: Account,
) -> None:
    referral = refer(problem, department, officer)
    assert referral.due_at == problem.clocks.get(step="answered").due_at
    take_return(by=officer, referral=referral, reason="不归我们")
    short = refer(problem, department, officer, days=1)
    assert short.due_at - MOMENT < timedelta(days=2)
    assert not short.is_late(MOMENT)
    assert short.is_late(MOMENT + timedelta(days=2))


def test_it_is_asked_once_until_it_has_answered(problem: Problem, department: Department, officer: Account) -> None:
    referral = refer(problem, department, officer)
    with pytest.raises(NeedRefused):
        refer(problem, department, officer)
    take_department_answer(by=officer, referral=referral, answer="周五前留出来")
    assert refer(problem, department, officer).state == "sent"
    assert [one.kind for one in problem.steps.filter(kind__in=("referred", "heard"))] == [
        "referred", "heard", "referred"]


def test_the_problem_s_clocks_do_not_stop_for_a_department(
    problem: Problem, department: Department, officer: Account,
) -> None:
    due = problem.due_at
    referral = refer(problem, department, officer)
    set_clock(MOMENT + timedelta(days=1))
    take_return(by=officer, referral=referral, reason="不归我们")
    problem.refresh_from_db()
    assert problem.due_at == due


def test_what_is_over_is_not_answered_again(problem: Problem, department: Department, officer: Account) -> None:
    referral = recall_referral(by=officer, referral=refer(problem, department, officer), reason="已经办好")
    assert (referral.state, referral.is_late(MOMENT + timedelta(days=90))) == ("recalled", False)
    with pytest.raises(NeedRefused):
        take_department_answer(by=officer, referral=referral, answer="x")


@pytest.mark.parametrize(("asked", "days"), [("", None), ("x", 0), ("x", 31)])
def test_words_and_a_sane_number_of_days_are_needed(
    problem: Problem, department: Department, officer: Account, asked: str, days: int | None,
) -> None:
    with pytest.raises(NeedRefused):
        refer_problem(by=officer, problem=problem, department=department, asked=asked, token=uuid4(), days=days)


def test_an_answer_needs_words_and_the_same_token_is_the_same_referral(
    problem: Problem, department: Department, officer: Account,
) -> None:
    token = uuid4()
    first, again = (refer_problem(by=officer, problem=problem, department=department, asked="x", token=token)
                    for _turn in range(2))
    assert first == again
    with pytest.raises(NeedRefused):
        take_department_answer(by=officer, referral=first, answer=" ")


def test_only_who_sees_the_problem_sees_the_referral(
    problem: Problem, department: Department, officer: Account, other_officer: Account,
) -> None:
    referral = refer(problem, department, officer)
    assert [list(Referral.objects.visible_to(one)) for one in (officer, other_officer)] == [[referral], []]
