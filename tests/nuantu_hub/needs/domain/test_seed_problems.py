"""The demonstration's problems: told in a file that holds together; without its staff nothing is filled in."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT

from nuantu_hub.needs.domain.seed_problems import _Course, read_told, seed_problems
from nuantu_hub.needs.models import Need, Problem, ProblemReply
from nuantu_hub.people.domain.demo import MORE_SEEDS

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_thirty_problems_of_some_four_hundred_people_in_every_state() -> None:
    told = read_told()["problems"]
    assert len(told) == 30
    assert 380 <= sum(row["people"] for row in told) <= 450
    assert {row["course"] for row in told} == {
        "found", "open", "taken", "referred", "returned", "meeting", "agreed", "paused", "answered", "settled",
        "reopened", "dropped", "merged", "split"}


def test_every_row_can_be_carried_out() -> None:
    told = read_told()
    departments = {row["key"] for row in told["departments"]}
    names = {row["name"] for row in told["problems"]}
    for row in told["problems"]:
        assert row["course"] == "found" or hasattr(_Course, f"_go_{row['course']}")
        assert row["topic"] in Need.Topic.values
        assert row["urgency"] in Problem.Urgency.values
        assert row.get("department", "street") in departments
        assert row.get("into", row["name"]) in names
        assert set(row.get("verdicts", ())) <= {"yes", "partly", "no"}
        assert row.get("result", "done") in ProblemReply.Result.values


def test_nothing_is_filled_into_a_hub_that_is_no_demonstration() -> None:
    assert seed_problems in MORE_SEEDS
    assert seed_problems(MOMENT) == ""
    assert not Problem.objects.exists()
