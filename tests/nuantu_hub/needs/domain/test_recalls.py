"""Recalls: a fifth signs, a secret vote decides, and the seat is vacant at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.nuantu_hub.needs.election_scene import (
    AFTER,
    Scene,
    begin_polls,
    call,
    close,
    list_lines,
    name_holders,
    open_together,
    vote,
)

from nuantu_hub.needs.domain.elections import Dates, close_polls, open_polls
from nuantu_hub.needs.domain.recalls import lapse_petitions, open_petition, prepare_recall_vote, sign_petition
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Candidacy, RecallPetition, Representative, Vacancy
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import now, set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def elect(district: Unit, officer: Account) -> tuple[Scene, Representative]:
    """One seat of a constituency of fourteen."""
    scene = begin_polls(district, officer, {"food": 14})
    for account in scene.voters["food"][:12]:
        vote(scene, account, list_lines(scene.contest())[:1])
    return open_together(close(scene)), Representative.objects.get()


def ask(scene: Scene, seat: Representative) -> RecallPetition:
    """A petition of one name."""
    return open_petition(account=scene.voters["food"][5], representative=seat, reason="三次会都没来",
                         token=uuid.uuid4())


def test_a_fifth_of_the_constituency_signs_each_once(district: Unit, officer: Account, rider: Account) -> None:
    scene, seat = elect(district, officer)
    petition = ask(scene, seat)
    sign_petition(account=scene.voters["food"][5], petition=petition)
    assert (petition.needed, petition.names.count()) == (3, 1)
    with pytest.raises(NeedRefused, match="不属于这个选区"):
        sign_petition(account=rider, petition=petition)
    with pytest.raises(NeedRefused, match="已经有人提出"):
        ask(scene, seat)
    for account in scene.voters["food"][6:8]:
        sign_petition(account=account, petition=petition)

    petition.refresh_from_db()
    assert petition.state == RecallPetition.State.REACHED
    assert set(Deed.objects.filter(verb__startswith="recall").values_list("by", flat=True)) == {None}


@pytest.mark.parametrize(("agreeing", "state"), [(8, "recalled"), (5, "kept")])
def test_the_vote_takes_effect_by_itself(district: Unit, officer: Account, agreeing: int, state: str) -> None:
    scene, seat = elect(district, officer)
    petition = ask(scene, seat)
    for account in scene.voters["food"][6:8]:
        sign_petition(account=account, petition=petition)
    opens = AFTER + timedelta(days=3)
    made = prepare_recall_vote(by=officer, petition=petition, token=uuid.uuid4(),
                               dates=Dates(now(), opens, opens + timedelta(days=2)))
    again = call(name_holders(Scene(district, officer, made, scene.voters)))
    open_polls(by=officer, election=again.election)
    again.refresh()
    set_clock(opens + timedelta(hours=1))
    lines = dict(Candidacy.objects.filter(contest__election=made).values_list("option", "number"))
    assert sorted(lines.values()) == [1, 2]
    for place, account in enumerate(scene.voters["food"][:12]):
        vote(again, account, [lines["recall" if place < agreeing else "keep"] or 0])
    set_clock(opens + timedelta(days=2, minutes=11))
    close_polls(by=None, election=again.election)
    open_together(again.refresh())

    petition.refresh_from_db()
    seat.refresh_from_db()
    assert (petition.state, Vacancy.objects.count()) == (state, int(state == "recalled"))
    assert seat.ended == ("recalled" if state == "recalled" else "")


def test_a_petition_without_enough_names_lapses(district: Unit, officer: Account) -> None:
    scene, seat = elect(district, officer)
    petition = ask(scene, seat)
    set_clock(AFTER + timedelta(days=31))

    assert lapse_petitions() == 1
    with pytest.raises(NeedRefused, match="不再征集"):
        sign_petition(account=scene.voters["food"][6], petition=petition)
    set_clock(AFTER + timedelta(days=400))
    lapse_petitions()
    assert petition.names.count() == 0
