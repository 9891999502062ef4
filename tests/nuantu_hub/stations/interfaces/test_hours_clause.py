"""The clause behind opening hours: there only where the agreement of a day that one may see has it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.nuantu_hub.days.conftest import placed, run, small  # noqa: F401 (fixtures)

from nuantu_hub.days.models import Run
from nuantu_hub.people.models import Account
from nuantu_hub.stations.interfaces.hours_clause import find_hours_clause, pick_clause

pytestmark = pytest.mark.django_db


def test_a_clause_is_known_by_its_type() -> None:
    assert pick_clause({"a-1": {"type": "R02"}, "b-2": {"type": "C11"}}) == "b-2"
    assert pick_clause({"a-1": {"type": "R02"}}) is None


def test_an_agreement_without_the_clause_gives_no_chip(run: Run, officer: Account) -> None:  # noqa: F811
    assert "C11" not in {clause["type"] for clause in run.view.clauses.values()}
    assert find_hours_clause(officer, short=True) is None


@pytest.mark.usefixtures("db")
def test_strangers_and_who_sees_no_day_get_none() -> None:
    assert find_hours_clause(AnonymousUser(), short=False) is None
    assert find_hours_clause(Account.objects.create_worker("林", "+8613900000009"), short=False) is None
