"""Staff's today: elections to be prepared and boxes to be opened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.nuantu_hub.needs.election_scene import AFTER, begin_polls, call, close, prepare

from nuantu_hub.needs.election_due import list_due_boxes, list_due_elections
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_an_officer_hears_of_the_own_elections(district: Unit, officer: Account, other_officer: Account) -> None:
    scene = call(prepare(district, officer, {"food": 12}))

    assert [one.key for one in list_due_elections(officer, AFTER)] == [f"election-{scene.election.pk}"]
    assert list(list_due_elections(other_officer, AFTER)) == []


def test_holders_of_keys_hear_of_their_boxes(district: Unit, officer: Account) -> None:
    scene = close(begin_polls(district, officer, {"food": 12}))

    assert [one.key for one in list_due_boxes(scene.holders[0], AFTER)] == [f"box-{scene.election.pk}"]
    assert list(list_due_boxes(officer, AFTER)) == []
