"""Papers: one a person, whichever way; the same request gets the same answer; races end in one paper."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.nuantu_hub.needs.election_scene import AFTER, POLLING, begin_polls, call, prepare
from tests.nuantu_hub.racing import RACE, race

from nuantu_hub.needs.domain.ballot_papers import blind_ticket
from nuantu_hub.needs.domain.giving_papers import (
    admit_to_booth,
    give_booth_paper,
    give_own_paper,
    hand_out_paper,
    list_own_contests,
)
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Contest, Turnout
from nuantu_hub.people.models import Account, Person, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def ask(contest: Contest) -> bytes:
    """A fresh blinded request."""
    return blind_ticket(contest.ticket_public, secrets.token_bytes(32))[0]


def test_the_same_request_gets_the_same_paper_and_another_none(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    contest, voter = scene.contest(), scene.voters["food"][0]
    asked = ask(contest)

    assert give_own_paper(account=voter, contest=contest, blinded=asked) == give_own_paper(
        account=voter, contest=contest, blinded=asked)
    with pytest.raises(NeedRefused, match="每人一张"):
        give_own_paper(account=voter, contest=contest, blinded=ask(contest))
    assert Turnout.objects.count() == 1
    assert [one.voted for one in list_own_contests(voter)] == [True]


def test_phone_booth_and_paper_are_one_paper(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    contest = scene.contest()
    cards = list(Person.objects.filter(account__in=scene.voters["food"]).values_list("card_number", "account"))
    (booth, booth_key), (paper, paper_key) = cards[:2]
    admitted = admit_to_booth(contest=contest, card_number=booth)
    give_booth_paper(contest=contest, admitted=admitted, blinded=ask(contest))
    hand_out_paper(contest=contest, card_number=paper)

    for key in (booth_key, paper_key):
        with pytest.raises(NeedRefused, match="每人一张"):
            give_own_paper(account=Account.objects.get(pk=key), contest=contest, blinded=ask(contest))
    with pytest.raises(NeedRefused):
        admit_to_booth(contest=contest, card_number=paper)
    with pytest.raises(NeedRefused):
        hand_out_paper(contest=contest, card_number=paper)
    with pytest.raises(NeedRefused):
        give_booth_paper(contest=contest, admitted="made-up", blinded=ask(contest))
    assert Turnout.objects.count() == 2


def test_no_paper_outside_the_polls_or_off_the_roll(district: Unit, officer: Account, rider: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    contest = scene.contest()
    with pytest.raises(NeedRefused, match="不在这个选区"):
        give_own_paper(account=rider, contest=contest, blinded=ask(contest))
    set_clock(AFTER)
    with pytest.raises(NeedRefused, match="不是投票时间"):
        give_own_paper(account=scene.voters["food"][0], contest=contest, blinded=ask(contest))


def test_what_is_no_request_leaves_the_voter_their_vote(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})

    with pytest.raises(NeedRefused, match="没有领成"):
        give_own_paper(account=scene.voters["food"][0], contest=scene.contest(), blinded=bytes(256))
    assert not Turnout.objects.exists()


def test_a_draft_gives_no_paper(district: Unit, officer: Account) -> None:
    scene = call(prepare(district, officer, {"food": 12}))

    with pytest.raises(NeedRefused, match="不是投票时间"):
        give_own_paper(account=scene.voters["food"][0], contest=scene.contest(), blinded=bytes(256))


@RACE
def test_eight_at_one_moment_get_one_paper(
        district: Unit, officer: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    contest, voter = scene.contest(), scene.voters["food"][0]

    def attempt(asked: bytes) -> str:
        set_clock(POLLING)
        give_own_paper(account=voter, contest=contest, blinded=asked)
        return "given"

    said, given = race([partial(attempt, ask(contest)) for _time in range(8)], Turnout.objects.count, tmp_path,
                       monkeypatch)

    came = sorted("refused" if isinstance(one, NeedRefused) else str(one) for one in said)
    assert came == ["given"] + ["refused"] * 7
    assert given == 1
