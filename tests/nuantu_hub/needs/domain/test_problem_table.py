"""What is held back of small problems cannot be found by subtracting the others."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem

from nuantu_hub.needs.domain.problem_rates import ProblemFigures
from nuantu_hub.needs.domain.problem_table import COUNTS, OF_PEOPLE, export_problems, head_counts, hold_back
from nuantu_hub.needs.models import Problem
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_every_figure_has_a_column_and_people_are_among_them() -> None:
    assert set(COUNTS) == set(ProblemFigures.__dataclass_fields__)
    assert len(head_counts()) == len(COUNTS)
    assert set(OF_PEOPLE) < set(COUNTS)


@pytest.mark.parametrize(("people", "held"), [
    ({1: 9, 2: 12}, set()), ({1: 3, 2: 12, 3: 20}, {1, 2}), ({1: 3, 2: 4, 3: 20}, {1, 2}), ({1: 2}, {1}),
    ({1: 1, 2: 1, 3: 30, 4: 8}, {1, 2, 4})])
def test_few_are_held_back_with_enough_others(people: dict[int, int], held: set[int]) -> None:
    assert hold_back({key: ProblemFigures(people=count) for key, count in people.items()}) == held


def test_many_people_of_whom_few_judged_are_held_back_too() -> None:
    figures = {1: ProblemFigures(people=40, yes=2), 2: ProblemFigures(people=30, yes=9), 3: ProblemFigures(people=50)}
    assert hold_back(figures) == {1, 2}


def test_staff_s_table_has_a_line_a_problem(district: Unit, officer: Account) -> None:
    make_problem(district, officer)
    lines = export_problems(by=officer, problems=Problem.objects.all()).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "望和嘉园等电梯太久" in lines[1]
