"""What an election wants of a worker stands on the worker's home, until it is done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.nuantu_hub.needs.election_scene import CALLED, POLLING, begin_polls, call, list_lines, prepare, vote

from nuantu_hub.needs.interfaces.election_tile import ElectionTold, make_election_tile
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_open_polls_are_shown_until_the_paper_is_given_out(district: Unit, officer: Account, rider: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    voter = scene.voters["food"][3]
    shown = make_election_tile(voter, POLLING, None)

    assert shown is not None
    assert shown.told == ElectionTold(scene.contest(), "vote")
    assert make_election_tile(rider, POLLING, None) is None
    vote(scene, voter, list_lines(scene.contest())[:1])
    assert make_election_tile(voter, POLLING, None) is None


def test_nominations_are_shown_while_they_run(district: Unit, officer: Account) -> None:
    scene = call(prepare(district, officer, {"food": 12}))
    shown = make_election_tile(scene.voters["food"][0], CALLED, None)

    assert shown is not None
    assert shown.told.wants == "nominate"
