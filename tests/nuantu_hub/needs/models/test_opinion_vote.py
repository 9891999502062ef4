"""A vote stands once a participant and statement; its rows follow no order."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.needs.talk_cast import enrol, fill_talk, open_talk

from nuantu_hub.needs.models import OpinionVote, OpinionVoter
from nuantu_hub.needs.models.opinion_vote import NUMBERS, draw_number
from nuantu_hub.people.models import Unit

pytestmark = pytest.mark.django_db


def test_numbers_are_drawn_over_the_whole_range() -> None:
    drawn = {draw_number() for _time in range(200)}
    assert len(drawn) == 200
    assert max(drawn) > NUMBERS / 2 > min(drawn)


def test_one_person_is_one_participant_and_one_vote_a_statement(district: Unit) -> None:
    one = open_talk(district)
    fill_talk(one, enrol(1))
    voter, vote = OpinionVoter.objects.get(), OpinionVote.objects.first()
    for make in (lambda: OpinionVoter.objects.create(deliberation=one, key=voter.key),
                 lambda: OpinionVote.objects.create(voter=voter, statement=vote.statement, choice=0)):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()


def test_row_keys_follow_no_order_of_voting(district: Unit) -> None:
    """The key is the row's place in the file of SQLite: an ascending one would tell who came when."""
    one = open_talk(district)
    keys: list[int] = []
    for account in enrol(8):
        fill_talk(one, [account])
        keys += [voter.pk for voter in OpinionVoter.objects.exclude(pk__in=keys)]
    assert keys != sorted(keys)
