"""The archive is the public format: last votes by drawn numbers, one moment for all rows, moderated columns marked."""

from __future__ import annotations

import csv
import io
import uuid

import pytest
from tests.nuantu_hub.needs.talk_cast import WORDS, enrol, fill_talk, open_talk

from nuantu_hub.needs.domain.moderating import moderate
from nuantu_hub.needs.domain.opinion_votes import cast_opinions, find_voter
from nuantu_hub.needs.domain.statements import write_statement
from nuantu_hub.needs.domain.vote_export import COMMENTS, HELD_BACK, VOTES, freeze, unpack
from nuantu_hub.needs.domain.vote_routing import take_round
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def read(archive: bytes, name: str) -> list[dict[str, str]]:
    """The rows of a table in an archive."""
    return list(csv.DictReader(io.StringIO(unpack(archive)[name].decode())))


def test_votes_stand_by_number_with_the_moment_of_opening(district: Unit, rider: Account, other_rider: Account) -> None:
    one = open_talk(district)
    for account, choice in ((rider, 1), (other_rider, 0), (rider, -1)):
        cast_opinions(account=account, deliberation=one, choices={0: choice, 5: 1})
    frozen = freeze(one)
    rows = read(frozen.archive, "votes.csv")
    numbers = sorted((find_voter(rider, one).number, -1) for _once in "x")  # type: ignore[union-attr]
    assert (frozen.voters, frozen.votes, tuple(rows[0])) == (2, 4, VOTES)
    assert {row["timestamp"] for row in rows} == {str(int(one.opens_at.timestamp()) * 1_000)}
    assert [(int(row["voter-id"]), int(row["vote"])) for row in rows
            if row["comment-id"] == "0" and int(row["voter-id"]) == numbers[0][0]] == numbers
    assert rows == sorted(rows, key=lambda row: (int(row["voter-id"]), int(row["comment-id"])))


def test_statements_carry_their_counts_their_state_and_no_author(district: Unit, rider: Account,
                                                                 officer: Account) -> None:
    one = open_talk(district)
    cast_opinions(account=rider, deliberation=one, choices={0: 1, 1: -1, 2: 0})
    insult, _code = write_statement(account=rider, deliberation=one, text="骂人的一句话", token=uuid.uuid4())
    moderate(by=officer, statement=insult, verdict="out", rule="insult", reason="骂人")
    write_statement(account=rider, deliberation=one, text="没人看过的一句", token=uuid.uuid4())
    rows = read(freeze(one).archive, "comments.csv")
    assert tuple(rows[0]) == COMMENTS
    assert [(row["agrees"], row["disagrees"]) for row in rows[:3]] == [("1", "0"), ("0", "1"), ("0", "0")]
    assert [(row["moderated"], row["comment-body"], row["is-seed"]) for row in rows[-3:]] == [
        ("1", WORDS[-1], "1"), ("-1", HELD_BACK, "0"), ("0", HELD_BACK, "0")]
    assert {row["author-id"] for row in rows} == {"0"}


def test_rounds_and_log_go_along_without_names(district: Unit, officer: Account) -> None:
    """A round after which fewer than ten came stays behind: subtraction would tell what those said."""
    one, people = open_talk(district), enrol(11)
    fill_talk(one, people)
    take_round(one)
    fill_talk(one, enrol(9, first=300))
    assert read(freeze(one).archive, "routing.csv") == []
    fill_talk(one, enrol(1, first=400))
    moderate(by=officer, statement=one.statements.first(), verdict="out", rule="topic", reason="无关")
    archive = freeze(one).archive
    assert len(read(archive, "routing.csv")) == len(WORDS)
    assert read(archive, "moderation.csv")[0]["role"] == "officer"
    everything = b"".join(unpack(archive).values()).decode()
    assert [account.name for account in (*people, officer) if account.name in everything] == []
    assert f"--seed {one.seed}" in unpack(archive)["README.txt"].decode()


def test_the_same_rows_give_the_same_bytes(district: Unit) -> None:
    one = open_talk(district)
    fill_talk(one, enrol(3))
    assert freeze(one) == freeze(one)
