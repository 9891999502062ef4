"""Sums of a week by clause."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.nuantu_hub.days.conftest import PLATFORM, placed, run, small  # noqa: F401 (fixtures)

from nuantu_hub.bargaining.domain.weekly_verdicts import VERDICTS, WEEKS, find_monday, find_state, sum_weeks
from nuantu_hub.days.models import Run

pytestmark = pytest.mark.django_db


def test_a_week_is_the_sum_of_its_days_and_others_have_none(run: Run) -> None:  # noqa: F811
    table = sum_weeks(PLATFORM, run.date)
    assert [week.days for week in table.weeks] == [0] * (WEEKS - 1) + [1]
    assert table.weeks[-1].begins == find_monday(run.date)
    told = run.view.clauses
    for clause in table.clauses:
        assert clause.weeks[:-1] == [None] * (WEEKS - 1)
        assert clause.weeks[-1] == {name: told[clause.id]["verdicts"]["units"].get(name, 0) for name in VERDICTS}


def test_another_platform_has_no_data(run: Run) -> None:  # noqa: F811
    table = sum_weeks("别的平台", run.date + timedelta(days=1))
    assert table.clauses == ()
    assert not any(week.known for week in table.weeks)


def test_the_gravest_verdict_is_the_state() -> None:
    assert find_state({"violated": 0, "disputed": 0, "departed": 1, "insufficient_evidence": 2, "complied": 9,
                       "not_applicable": 0}) == "departed"
    assert find_state(None) == ""
    assert find_monday(date(2026, 11, 22)) == date(2026, 11, 16)
