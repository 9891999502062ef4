"""Rolls: one place a person, corrected with a reason until the polls open, forgotten a year after the count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.nuantu_hub.needs.election_scene import begin_polls, call, enrol, prepare

from nuantu_hub.needs.domain.voter_rolls import add_voter, forget_rolls, strike_voter
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import RollEntry
from nuantu_hub.people.models import Account, Person, Unit
from nuantu_hub.site.clock import now, set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_a_correction_needs_a_reason_and_a_place_is_one(district: Unit, officer: Account) -> None:
    scene = call(prepare(district, officer, {"food": 12, "ride": 10}))
    card = Person.objects.get(account=enrol(district, "新来的")).card_number

    with pytest.raises(NeedRefused, match="为什么补录"):
        add_voter(by=officer, contest=scene.contest(), card_number=card, why="")
    add_voter(by=officer, contest=scene.contest(), card_number=card, why="公布后才转入")
    with pytest.raises(NeedRefused, match="已经在这次选举的名单上"):
        add_voter(by=officer, contest=scene.contest("ride"), card_number=card, why="也开网约车")
    strike_voter(by=officer, contest=scene.contest(), card_number=card, why="转走了")
    assert scene.contest().roll.count() == 12


def test_the_roll_stands_once_the_polls_are_open(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    card = Person.objects.get(account=enrol(district, "新来的")).card_number

    with pytest.raises(NeedRefused, match="名单现在不能改"):
        add_voter(by=officer, contest=scene.contest(), card_number=card, why="公布后才转入")


def test_rolls_are_forgotten_a_year_after_the_count(district: Unit, officer: Account) -> None:
    scene = call(prepare(district, officer, {"food": 12}))
    assert forget_rolls() == 0
    scene.election.counted_at = now() - timedelta(days=366)
    scene.election.save()

    assert (forget_rolls(), RollEntry.objects.count()) == (12, 0)
