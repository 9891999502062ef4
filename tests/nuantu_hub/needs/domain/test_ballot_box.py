"""The box: sealed while the polls are open, opened by two of three, counted once, published by its codes."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator

import pytest
from tests.nuantu_hub.needs.election_scene import (
    begin_polls,
    close,
    list_lines,
    open_together,
    vote,
)

from nuantu_hub.needs.domain.ballot_box import (
    BODY_BYTES,
    digest_list,
    list_merged,
    mix_contest,
    open_box,
    take_ballot,
)
from nuantu_hub.needs.domain.ballot_counting import draw_lot
from nuantu_hub.needs.domain.giving_papers import give_own_paper
from nuantu_hub.needs.domain.published_ballots import find_ballot, list_published
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Election, OpenedBallot, Representative, SealedBallot, Turnout
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """The clock goes on after a test that set it."""
    yield
    set_clock(None)


def test_an_election_runs_from_the_polls_to_a_seat(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 14})
    first, second = list_lines(scene.contest())
    codes = [vote(scene, account, (first,) if place < 8 else (second,))
             for place, account in enumerate(scene.voters["food"][:12])]

    open_together(close(scene))

    result = scene.contest().result
    assert [(line["number"], line["votes"], line["elected"]) for line in result["lines"]] == [
        (first, 8, True), (second, 4, False)]
    assert (result["roll"], result["papers"], result["ballots"], result["unreadable"]) == (14, 12, 12, 0)
    rows = list(list_published(scene.election))
    assert [row.code for row in rows] == sorted(codes)
    assert scene.election.list_sha256 == digest_list(rows)
    assert Representative.objects.count() == 1
    assert SealedBallot.objects.count() == 0
    assert (scene.election.state, scene.election.box_shares) == (Election.State.COUNTED, [])


def test_each_voter_finds_the_own_ballot_as_it_was_marked(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 14})
    lines = list_lines(scene.contest())
    for place, account in enumerate(scene.voters["food"][:11]):
        vote(scene, account, (lines[place % 2],))
    open_together(close(scene), 2, 0)

    for account, code in scene.codes.items():
        found = find_ballot(scene.election, code.lower().replace("-", " "))
        assert found is not None
        assert found.marks == scene.marks[account]
    assert find_ballot(scene.election, "2222-2222-2222-2222") is None


def test_few_ballots_are_published_merged_and_only_their_voters_read_them(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 24, "parcel": 12, "ride": 12})
    for occupation, count in (("food", 14), ("parcel", 5), ("ride", 6)):
        lines = list_lines(scene.contest(occupation))
        for account in scene.voters[occupation][:count]:
            vote(scene, account, lines[:1], occupation)
    open_together(close(scene))

    rows = list(OpenedBallot.objects.filter(election=scene.election))
    merged = [row for row in rows if row.contest_id is None]
    assert (len(rows), len(merged)) == (25, 11)
    assert {(len(row.code), tuple(row.marks), len(bytes(row.body))) for row in merged} == {(4, (), 284)}
    assert {line["votes"] for line in scene.contest("parcel").result["lines"]} == {None}
    assert scene.contest("parcel").result["valid"] is None
    for account in scene.voters["ride"][:6]:
        found = find_ballot(scene.election, scene.codes[account.pk])
        assert found is not None
        assert (found.contest, found.marks) == (None, scene.marks[account.pk])


def test_merging_takes_the_next_smallest_until_ten_are_together() -> None:
    assert list_merged({1: 40, 2: 3, 3: 12, 4: 11}) == {2, 4}
    assert list_merged({1: 40, 2: 6, 3: 7}) == {2, 3}
    assert list_merged({1: 40, 2: 10}) == set()
    assert list_merged({1: 0, 2: 30}) == {1, 2}


def test_one_holder_alone_opens_nothing(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    for account in scene.voters["food"][:10]:
        vote(scene, account, list_lines(scene.contest())[:1])
    close(scene)

    with pytest.raises(NeedRefused, match="还差一位保管人"):
        open_box(by=scene.holders[0], election=scene.election, secret=scene.keys[0].private_bytes_raw())


def test_a_ballot_put_into_the_box_past_the_hub_stops_the_count(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    for account in scene.voters["food"][:10]:
        vote(scene, account, list_lines(scene.contest())[:1])
    close(scene)
    SealedBallot.objects.create(key=secrets.token_hex(32), contest=scene.contest(), body=bytes(BODY_BYTES))

    with pytest.raises(NeedRefused, match="和封箱时不一样"):
        open_together(scene)
    assert scene.refresh().election.state == Election.State.CLOSED


def test_more_ballots_than_papers_stop_the_count(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    for account in scene.voters["food"][:10]:
        vote(scene, account, list_lines(scene.contest())[:1])
    Turnout.objects.filter(person__account=scene.voters["food"][0]).delete()
    close(scene)

    with pytest.raises(NeedRefused, match="票比领票的人多"):
        open_together(scene)


def test_what_does_not_open_is_counted_as_unreadable(district: Unit, officer: Account) -> None:
    from nuantu_hub.needs.domain.ballot_papers import blind_ticket, unblind

    scene = begin_polls(district, officer, {"food": 14})
    for account in scene.voters["food"][:11]:
        vote(scene, account, list_lines(scene.contest())[:1])
    contest, ticket = scene.contest(), secrets.token_bytes(32)
    blinded, factor = blind_ticket(contest.ticket_public, ticket)
    signed = give_own_paper(account=scene.voters["food"][11], contest=contest, blinded=blinded)
    take_ballot(contest=contest, ticket=ticket, body=secrets.token_bytes(BODY_BYTES),
                signature=unblind(contest.ticket_public, ticket, signed, factor))

    open_together(close(scene))

    assert (scene.contest().result["ballots"], scene.contest().result["unreadable"]) == (12, 1)


def test_a_paper_is_good_for_one_ballot(district: Unit, officer: Account) -> None:
    from nuantu_hub.needs.domain.ballot_papers import blind_ticket, unblind

    scene = begin_polls(district, officer, {"food": 12})
    contest, ticket = scene.contest(), secrets.token_bytes(32)
    blinded, factor = blind_ticket(contest.ticket_public, ticket)
    signature = unblind(contest.ticket_public, ticket, give_own_paper(
        account=scene.voters["food"][0], contest=contest, blinded=blinded), factor)
    body = secrets.token_bytes(BODY_BYTES)

    take_ballot(contest=contest, ticket=ticket, signature=signature, body=body)
    take_ballot(contest=contest, ticket=ticket, signature=signature, body=body)
    with pytest.raises(NeedRefused, match="已经投过"):
        take_ballot(contest=contest, ticket=ticket, signature=signature, body=secrets.token_bytes(BODY_BYTES))
    with pytest.raises(NeedRefused, match="不是有效的选票"):
        take_ballot(contest=contest, ticket=secrets.token_bytes(32), signature=signature, body=body)
    assert SealedBallot.objects.count() == 1


def test_mixing_keeps_every_ballot_and_every_turnout(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 12})
    for account in scene.voters["food"][:10]:
        vote(scene, account, list_lines(scene.contest())[:1])
    ballots = sorted((row.key, bytes(row.body)) for row in SealedBallot.objects.all())
    turnout = sorted(Turnout.objects.values_list("pk", "person"))

    assert mix_contest(scene.contest()) == 10

    assert sorted((row.key, bytes(row.body)) for row in SealedBallot.objects.all()) == ballots
    assert sorted(Turnout.objects.values_list("pk", "person")) == turnout


def test_a_lot_decides_between_equal_votes_and_can_be_drawn_again(district: Unit, officer: Account) -> None:
    scene = begin_polls(district, officer, {"food": 14}, seats=2, candidates=3)
    lines = list_lines(scene.contest())
    for place, account in enumerate(scene.voters["food"][:10]):
        vote(scene, account, (lines[0], lines[1 + place % 2]) if place < 6 else tuple(lines[1:]))
    open_together(close(scene))

    result = scene.contest().result
    equal = [line["number"] for line in result["lines"] if line["by_lot"]]
    seed, digest = scene.election.seed, scene.election.list_sha256
    assert [line["votes"] for line in result["lines"]] == [7, 7, 6]
    assert equal == []
    assert [line["number"] for line in result["lines"]][:2] == sorted(
        lines[1:], key=lambda number: draw_lot(seed, digest, number))


def test_the_database_refuses_to_change_an_opened_ballot(district: Unit, officer: Account) -> None:
    from django.db import DatabaseError, transaction

    scene = begin_polls(district, officer, {"food": 12})
    for account in scene.voters["food"][:10]:
        vote(scene, account, list_lines(scene.contest())[:1])
    open_together(close(scene))

    for change in (lambda: OpenedBallot.objects.update(marks=[2]), lambda: OpenedBallot.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_key_of_the_box_is_checked(district: Unit, officer: Account) -> None:
    from nuantu_hub.needs.domain.ballot_box import hand_share

    scene = begin_polls(district, officer, {"food": 12})
    close(scene)
    hand_share(by=scene.holders[0], election=scene.election, handed=base64.b64encode(b"x").decode(), to_seat=2)

    with pytest.raises(NeedRefused, match="不是这个票箱的钥匙"):
        open_box(by=scene.holders[1], election=scene.election, secret=secrets.token_bytes(32))
