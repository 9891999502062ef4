"""What pages tell of an election: its course, and contests in an equal number of queries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.needs.election_scene import begin_polls, list_lines, vote

from nuantu_hub.needs.interfaces.election_told import name_rule, tell_contests, tell_course
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_contests_are_told_in_an_equal_number_of_queries(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12, "ride": 10, "truck": 10})
    vote(scene, scene.voters["food"][0], list_lines(scene.contest())[:1])
    with CaptureQueriesContext(connection, ) as queries:
        told = tell_contests(scene.election)

    assert len(queries) == 4
    assert [(one.roll, one.papers, one.sealed, len(one.lines)) for one in told] == [
        (12, 1, 1, 2), (10, 0, 0, 2), (10, 0, 0, 2)]
    assert [(step.done, step.now) for step in tell_course(scene.election)] == [
        (True, False), (False, True), (False, False), (False, False)]
    assert name_rule(scene.election).startswith("参加投票的人过半数")
