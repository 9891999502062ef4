"""The published list as a file: anybody counts it again and comes to the same result."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest
from tests.nuantu_hub.needs.election_scene import begin_polls, close, list_lines, open_together, vote

from nuantu_hub.needs.domain.ballot_counting import Poll, count_ballots, read_rules
from nuantu_hub.needs.domain.published_ballots import find_ballot, name_lines, write_list
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_the_file_counts_to_the_published_result(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 16}, candidates=3, seats=2)
    lines = list_lines(scene.contest())
    for place, account in enumerate(scene.voters["food"][:13]):
        vote(scene, account, (lines[:2], lines[1:], lines[:1], [])[place % 4])
    open_together(close(scene))
    rows = list(csv.DictReader(write_list(scene.election)))
    marks = tuple(tuple(int(one) for one in row["marks"].split()) for row in rows)
    result = scene.contest().result

    again = count_ballots(read_rules()[scene.election.rule], Poll(
        result["roll"], result["papers"], 2, tuple(lines), marks), scene.election.seed, scene.election.list_sha256)

    assert {**again.write(), "lines": [dict(line) for line in again.write()["lines"]], "withheld": False} == result
    found = find_ballot(scene.election, rows[0]["code"])
    assert found is not None
    assert found.labels == name_lines(scene.contest().pk, found.marks)
