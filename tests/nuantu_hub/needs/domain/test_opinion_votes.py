"""One vote a person and statement, the last one counts, and no row says who or when."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from django.core import serializers
from tests.nuantu_hub.needs.talk_cast import enrol, fill_talk, open_talk
from tests.nuantu_hub.racing import RACE, race

from nuantu_hub.needs.domain.opinion_votes import cast_opinions, count_turn_out, find_voter, list_own, may_vote
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import OpinionVote, OpinionVoter
from nuantu_hub.people.domain.erasing import ask_erasure, confirm_erasure, erase_person
from nuantu_hub.people.domain.own_export import gather_person
from nuantu_hub.people.models import Account, Deed, Unit

pytestmark = pytest.mark.django_db


def test_the_last_word_replaces_the_earlier_one(district: Unit, rider: Account) -> None:
    one = open_talk(district)
    assert cast_opinions(account=rider, deliberation=one, choices={0: 1, 1: 0, 77: 1}).gone == (77,)
    assert cast_opinions(account=rider, deliberation=one, choices={0: -1}).count == 1
    assert [(row.number, row.choice) for row in list_own(rider, one)] == [(0, -1), (1, 0)]
    assert (OpinionVoter.objects.count(), count_turn_out(one).votes) == (1, 2)


def test_rows_hold_neither_account_nor_time_and_no_deed_is_written(district: Unit, rider: Account) -> None:
    one = open_talk(district)
    deeds = Deed.objects.count()
    cast_opinions(account=rider, deliberation=one, choices={0: 1})
    kept = serializers.serialize("json", [*OpinionVoter.objects.all(), *OpinionVote.objects.all()])
    assert str(rider.pk) not in kept
    assert rider.login not in kept
    assert Deed.objects.count() == deeds
    kinds = {field.get_internal_type() for model in (OpinionVoter, OpinionVote) for field in model._meta.fields}
    assert kinds & {"DateTimeField", "DateField", "TimeField", "AutoField", "BigAutoField"} == set()


def test_numbers_follow_neither_the_order_of_coming_nor_the_account(district: Unit) -> None:
    one, people = open_talk(district), enrol(12)
    fill_talk(one, people)
    numbers = [find_voter(account, one).number for account in people]  # type: ignore[union-attr]
    assert numbers != sorted(numbers)
    other = open_talk(district)
    fill_talk(other, people)
    assert not set(numbers) & {find_voter(account, other).number for account in people}  # type: ignore[union-attr]


def test_who_is_not_asked_is_refused(district: Unit, officer: Account, rider: Account) -> None:
    one = open_talk(district)
    assert (may_vote(rider, one), may_vote(officer, one)) == (True, False)
    with pytest.raises(NeedRefused):
        cast_opinions(account=officer, deliberation=one, choices={0: 1})
    with pytest.raises(NeedRefused, match="看不懂"):
        cast_opinions(account=rider, deliberation=one, choices={0: 2})


def test_votes_are_taken_along_and_erased_with_the_person_while_it_is_open(district: Unit, rider: Account) -> None:
    one = open_talk(district)
    cast_opinions(account=rider, deliberation=one, choices={0: 1, 1: -1})
    tables = gather_person(rider)["tables"]
    assert [row["choice"] for row in tables["needs.opinionvote"]["rows"]] in ([1, -1], [-1, 1])
    ask_erasure(account=rider)
    erase_person(confirm_erasure(account=rider).pk)
    assert (OpinionVoter.objects.count(), OpinionVote.objects.count()) == (0, 0)


@RACE
def test_eight_phones_of_one_person_at_once_are_one_participant(
        district: Unit, rider: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = open_talk(district)

    def vote(choice: int) -> int:
        return cast_opinions(account=rider, deliberation=one, choices={0: choice, 1: choice}).count

    def count() -> tuple[int, int, int]:
        choices = set(OpinionVote.objects.values_list("choice", flat=True))
        return OpinionVoter.objects.count(), OpinionVote.objects.count(), len(choices)

    said, found = race([partial(vote, 1 if number % 2 else -1) for number in range(8)], count, tmp_path, monkeypatch)

    assert [one for one in said if isinstance(one, Exception)] == []
    assert found == (1, 2, 1)
