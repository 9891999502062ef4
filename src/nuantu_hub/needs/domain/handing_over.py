"""Questions of a visit become needs: what was asked there goes the same way, and whoever asked hears of it."""

from __future__ import annotations

import uuid

from django.db import transaction

from nuantu_hub.needs.domain.saying import Channel, Said, Taken, Topic, Way, say_need
from nuantu_hub.people.models import Account, Question
from nuantu_hub.people.models.question import Topic as Asked

#: What visits call it, and what it is here.
TOPICS = {Asked.PAY: Topic.PAY, Asked.ORDERS: Topic.DISPATCH, Asked.REST: Topic.DISPATCH, Asked.ROADS: Topic.GATE,
          Asked.STATIONS: Topic.STATION}


@transaction.atomic
def hand_over(*, by: Account, question: Question) -> Taken:
    """Make a need of a question; handing it over again is the same need.

    Who asked and wished to hear back, and has an account, is its writer by name. Everybody else is nobody: the
    question says no more of them than it did.
    """
    asker = question.asker.account if question.asker is not None else None
    return say_need(
        unit=question.visit.unit, token=uuid.uuid5(question.token, "need"), by=asker, at=question.at,
        said=Said(TOPICS.get(Asked(question.topic), Topic.OTHER), question.text, question.visit.place[:60]),
        way=Way(Channel.VISIT, visit=question.visit, typed_by=by))
