"""Every step has words for the page, and nothing in it names a writer."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem

from nuantu_hub.needs.models import ProblemStep
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_steps_stand_in_their_order_and_by_staff_alone(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    assert list(problem.steps.values_list("kind", flat=True)) == ["found", "sorted"]
    assert set(problem.steps.values_list("by__kind", flat=True)) == {None, Account.STAFF}


def test_no_kind_lacks_words_or_is_longer_than_its_column() -> None:
    longest = ProblemStep._meta.get_field("kind").max_length
    assert longest is not None
    assert all(kind.label and len(kind.value) <= longest for kind in ProblemStep.Kind)
