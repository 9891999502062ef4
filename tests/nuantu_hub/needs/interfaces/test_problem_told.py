"""Problems in the desk's words: what is next, where it stands on the board, the four clocks."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, say

from nuantu_hub.needs.domain.problem_answers import answer_problem
from nuantu_hub.needs.domain.problem_clocks import note, pause_clocks
from nuantu_hub.needs.domain.problems import open_problem, take_problem
from nuantu_hub.needs.interfaces.problem_told import COLUMNS, fold_joined, say_due, tell_clocks, tell_columns, tell_rows
from nuantu_hub.needs.models import Problem
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def row(problem: Problem) -> tuple[str, str, int]:
    problem.refresh_from_db()
    told = tell_rows([problem], MOMENT)[0]
    return told.column, told.detail, told.people


def test_each_problem_stands_in_one_column_with_what_is_next(district: Unit, officer: Account) -> None:
    found = open_problem(needs=[say(district)], label="电梯")
    assert row(found) == ("found", "3月10日 周二 12:00 前要有人认领", 1)
    problem = make_problem(district, officer)
    assert row(problem) == ("free", "3月19日 周四 前要答复", 3)
    take_problem(by=officer, problem=problem)
    assert row(problem)[0] == "open"
    pause_clocks(by=officer, problem=problem, reason="site", words="修路", review_on=date(2026, 3, 20))
    assert row(problem)[:2] == ("paused", "停钟：现场不能施工，3月20日 再看")
    columns = tell_columns(tell_rows(list(Problem.objects.all()), MOMENT))
    assert [len(cards) for _title, cards in columns] == [1, 0, 0, 1, 0]
    assert len(columns) == len(COLUMNS)


def test_the_clocks_say_what_was_used_what_is_left_and_what_is_late(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    later = MOMENT + timedelta(days=30)
    told = tell_clocks(list(problem.clocks.all()), None, later)
    assert [one.tone for one in told] == ["done", "done", "late now", "late now"]
    assert tell_clocks(list(problem.clocks.all()), None, MOMENT)[2].tone == "now"
    answer_problem(by=officer, problem=problem, text="好了", result="done", token=uuid4())
    tones = [one.tone for one in tell_clocks(list(problem.clocks.all()), None, MOMENT)]
    assert tones == ["done", "done", "done", "now"]
    assert tell_clocks([], None, MOMENT)[0].tone == ""


def test_the_end_of_a_day_is_told_as_that_day() -> None:
    assert say_due(MOMENT.replace(hour=16)) == "3月10日 周二"
    assert say_due(MOMENT) == "3月10日 周二 10:00"


def test_steps_that_only_say_that_more_joined_are_drawn_together(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    for count in (1, 2):
        note(problem, "joined", count=count)
    steps = fold_joined(problem.steps.order_by("pk"))
    assert [(one.kind, one.count) for one in steps] == [("found", 3), ("sorted", None), ("joined", 3)]
