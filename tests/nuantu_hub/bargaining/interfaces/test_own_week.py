"""A worker's own week, from the days on record."""

from __future__ import annotations

import json

import pytest
from tests.nuantu_hub.days.conftest import link, placed, pseudonym, run, small  # noqa: F401 (fixtures)

from nuantu_hub.bargaining.interfaces.own_week import read_own_week
from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account

pytestmark = pytest.mark.django_db


def test_a_breach_of_the_own_day_is_broken_and_one_of_another_is_not(
        rider: Account, link: Link, run: Run, pseudonym: str) -> None:  # noqa: F811
    rows = [{"clause_id": "PLT-daily-stop", "verdict": "violated", "worker_id": who, "order_id": None, "units": 1}
            for who in (pseudonym, "somebody-else")]
    (run.folder / "verdicts.json").write_text(json.dumps(rows))
    week = read_own_week(rider, None)
    assert week is not None
    assert week.days == (run.date,)
    assert [(one.clause["id"], one.cases["broken"]) for one in week.clauses if one.state == "broken"] == [
        ("PLT-daily-stop", 1)]


def test_without_a_link_there_is_none(rider: Account, run: Run) -> None:  # noqa: F811
    assert read_own_week(rider, None) is None
