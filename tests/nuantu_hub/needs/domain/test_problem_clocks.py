"""The clocks of a problem: four from the first voice on, standing and going on, pulled and computed anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, say

from nuantu_hub.needs.domain.problem_clocks import (
    give_up_clocks,
    lock_problem,
    pause_clocks,
    pull_start,
    resume_clocks,
    set_urgency,
)
from nuantu_hub.needs.domain.problems import open_problem
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Problem
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
REVIEW = date(2026, 3, 20)


def test_four_clocks_begin_with_the_first_voice(district: Unit, rider: Account) -> None:
    set_clock(MOMENT - timedelta(hours=1))
    first = say(district, by=rider)
    set_clock(MOMENT)
    problem = open_problem(needs=[say(district, "后来的"), first], label="电梯")
    assert {(one.step, one.started_at) for one in problem.clocks.all()} == {
        (step, MOMENT - timedelta(hours=1)) for step in ("received", "sorted", "answered", "settled")}
    problem.refresh_from_db()
    assert problem.due_at == MOMENT + timedelta(hours=1)


def test_clocks_stand_and_the_time_is_added(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer, urgency=Problem.Urgency.SUPPLY)
    due = problem.clocks.get(step="answered").due_at
    pause_clocks(by=officer, problem=problem, reason="site", words="在修路", review_on=REVIEW)
    problem.refresh_from_db()
    assert problem.due_at is None
    with pytest.raises(NeedRefused):
        pause_clocks(by=officer, problem=problem, reason="site", words="又停", review_on=REVIEW)
    set_clock(MOMENT + timedelta(hours=5))
    problem = resume_clocks(by=officer, problem=problem)
    assert problem.clocks.get(step="answered").due_at == due + timedelta(hours=5)
    assert problem.due_at == due + timedelta(hours=5)
    with pytest.raises(NeedRefused):
        resume_clocks(by=officer, problem=problem)


@pytest.mark.parametrize(("reason", "words", "review_on"), [
    ("bored", "x", REVIEW), ("site", " ", REVIEW), ("site", "x", date(2026, 3, 10)), ("site", "x", date(2026, 9, 1))])
def test_no_clock_stands_without_a_lawful_reason_words_and_a_day(
    district: Unit, officer: Account, reason: str, words: str, review_on: date,
) -> None:
    problem = make_problem(district, officer)
    with pytest.raises(NeedRefused):
        pause_clocks(by=officer, problem=problem, reason=reason, words=words, review_on=review_on)
    assert not problem.pauses.exists()


def test_urgency_needs_a_reason_and_moves_the_answer_alone(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    settled = problem.clocks.get(step="settled").due_at
    with pytest.raises(NeedRefused):
        set_urgency(by=officer, problem=problem, urgency="urgent", why="")
    with pytest.raises(NeedRefused):
        set_urgency(by=officer, problem=problem, urgency="whatever", why="x")
    problem = set_urgency(by=officer, problem=problem, urgency="urgent", why="有人受伤")
    assert problem.clocks.get(step="answered").due_at == MOMENT + timedelta(hours=2)
    assert problem.clocks.get(step="settled").due_at == settled


def test_a_longer_wait_pulls_the_beginning_and_a_shorter_one_does_not(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    pull_start(problem, MOMENT + timedelta(days=1))
    assert problem.clocks.get(step="answered").started_at == MOMENT
    pull_start(problem, MOMENT - timedelta(days=7))
    assert problem.clocks.get(step="answered").started_at == MOMENT - timedelta(days=7)
    assert problem.clocks.get(step="sorted").started_at == MOMENT


def test_what_is_given_up_is_neither_reached_nor_late(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    give_up_clocks(problem, MOMENT)
    clock = problem.clocks.get(step="answered")
    assert (clock.runs, clock.is_late(MOMENT + timedelta(days=99)), problem.due_at) == (False, False, None)


def test_a_problem_that_is_not_at_work_is_not_touched(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    Problem.objects.filter(pk=problem.pk).update(state=Problem.State.SETTLED)
    with pytest.raises(NeedRefused):
        lock_problem(problem)
    assert lock_problem(problem, Problem.State.SETTLED) == problem
