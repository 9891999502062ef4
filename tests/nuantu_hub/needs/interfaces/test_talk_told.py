"""What the page of votes gets: nothing for whoever is not asked, the next statements for whoever is."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.nuantu_hub.needs.talk_cast import WORDS, end_talk, open_talk

from nuantu_hub.needs.domain.opinion_votes import cast_opinions
from nuantu_hub.needs.interfaces.talk_told import tell_statement, tell_talk, tell_words
from nuantu_hub.needs.models import Statement
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_done_and_left_add_up_and_what_was_taken_out_counts_for_neither(district: Unit, rider: Account) -> None:
    one = open_talk(district)
    cast_opinions(account=rider, deliberation=one, choices={0: 1, 1: 1, 2: 1})
    Statement.objects.filter(deliberation=one, number__in=(2, 3)).update(state="out")
    told = tell_talk(rider, one)
    assert told is not None
    assert (told.done, told.total, told.left, len(told.ahead)) == (2, len(WORDS) - 2, len(WORDS) - 4, len(WORDS) - 4)


def test_nobody_is_asked_who_is_not_signed_in_is_staff_or_comes_late(
        district: Unit, rider: Account, officer: Account) -> None:
    one = open_talk(district)
    assert [tell_talk(who, one) for who in (AnonymousUser(), officer)] == [None, None]
    assert tell_talk(rider, end_talk(one)) is None


def test_a_participants_sentence_shows_no_source(district: Unit) -> None:
    statement = Statement(number=4, text="一句话", source="某某", is_seed=False)
    assert tell_statement(statement) == {"number": 4, "text": "一句话", "source": "", "seed": False}


def test_the_outbox_of_two_people_on_one_phone_is_not_the_same(
        district: Unit, rider: Account, other_rider: Account) -> None:
    one = open_talk(district)
    marks = {tell_talk(who, one).mark for who in (rider, other_rider)}  # type: ignore[union-attr]
    assert len(marks) == 2
    assert not any(str(rider.pk)[:8] in mark for mark in marks)


def test_every_word_with_a_gap_has_its_sign() -> None:
    assert {name for name, words in tell_words().items() if "~" in words} == {"from", "waits", "refused"}
