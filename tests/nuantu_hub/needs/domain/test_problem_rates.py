"""The three rates: in time, solved, satisfied, each of its own whole, with what is left out told apart."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, make_rider, say

from nuantu_hub.needs.domain.answering import judge
from nuantu_hub.needs.domain.problem_answers import answer_problem, settle_due_problems
from nuantu_hub.needs.domain.problem_rates import ProblemFigures, Rates, Share, measure_problems, sum_rates
from nuantu_hub.needs.models import Problem, Told
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def make(unit: Unit, by: Account, name: str, people: int) -> Problem:
    first = sum(ord(sign) for sign in name) * 50
    return make_problem(unit, by, [say(unit, f"{name}{n}", make_rider(first + n)) for n in range(people)], name)


def answer(problem: Problem, by: Account, *words: str) -> None:
    reply = answer_problem(by=by, problem=problem, text="办了", result="done", token=uuid4())
    for told, helped in zip(Told.objects.filter(reply=reply.reply_id).order_by("pk"), words, strict=False):
        judge(told=told, helped=helped)


def test_a_share_of_nothing_has_no_percentage() -> None:
    assert (Share(0, 0).percent, Share(1, 3).percent) == (None, 33.3)
    assert Rates(ProblemFigures()).satisfied == Share(0, 0)


def test_each_counts_where_it_belongs(district: Unit, officer: Account) -> None:
    on_time, late = make(district, officer, "按时", 4), make(district, officer, "晚了", 3)
    silent, waiting = make(district, officer, "没人评", 2), make(district, officer, "没答", 5)
    answer(on_time, officer, "yes", "yes", "partly")
    answer(silent, officer)
    set_clock(MOMENT + timedelta(days=11))
    answer(late, officer, "no", "no", "yes")
    settle_due_problems()
    every = list(Problem.objects.order_by("pk"))
    figures = measure_problems(every, now())
    assert figures[on_time.pk] == ProblemFigures(people=4, in_time=1, solved=1, yes=2, partly=1, silent=1)
    assert figures[silent.pk] == ProblemFigures(people=2, in_time=1, unjudged=1, silent=2)
    assert figures[waiting.pk] == ProblemFigures(people=5, late=1, not_asked=5)
    assert figures[late.pk] == ProblemFigures(people=3, late=1, running=1, reopened=1, yes=1, no=2)
    rates = sum_rates(figures.values())
    assert (rates.answered, rates.solved, rates.satisfied) == (Share(2, 4), Share(1, 2), Share(3, 6))


def test_who_joined_is_a_person_too_and_a_split_counts_nobody_twice(district: Unit, officer: Account) -> None:
    problem = make(district, officer, "按时", 2)
    first = problem.members.first()
    assert first is not None
    say(district, by=make_rider(999), joins=first.need)
    assert measure_problems([problem], now())[problem.pk].people == 3


def test_as_many_questions_for_one_problem_as_for_ten(
    district: Unit, officer: Account, django_assert_num_queries: object,
) -> None:
    for number in range(10):
        answer(make(district, officer, chr(0x4e00 + number), 2), officer, "yes")
    every = list(Problem.objects.all())
    for some in (every[:1], every):
        with django_assert_num_queries(4):  # type: ignore[operator]
            measure_problems(some, now())
