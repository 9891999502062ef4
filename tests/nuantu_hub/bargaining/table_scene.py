"""A topic on the table of a talk, and offers for it."""

from __future__ import annotations

from uuid import uuid4

from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.domain.offers import OfferFacts, draft_offer, put_offer
from nuantu_hub.bargaining.domain.topics import TopicFacts, raise_topic
from nuantu_hub.bargaining.models import Offer, Topic
from nuantu_hub.people.models import Account

WEATHER = "special_weather_subsidy"
#: What nobody but the own side may read before it stands on the table.
SECRET = "底稿里的话"


def weather_offer(amount: str = "1.50 CNY/order", level: str = "yellow", words: str = "预警期间每单补贴") -> OfferFacts:
    """An offer for the subsidy in special weather."""
    return OfferFacts(words, {"amount": amount, "level": level, "at": "accepted"})


def put_topic(table: Table, clause_type: str = WEATHER, clause_id: str = "") -> Topic:
    """A topic raised by the workers' chief."""
    return raise_topic(by=table.workers[0], talk=table.talk, facts=TopicFacts(clause_type, clause_id), token=uuid4())


def make_offer(by: Account, topic: Topic, facts: OfferFacts | None = None) -> Offer:
    """A draft of the side for which the account speaks."""
    return draft_offer(by=by, topic=topic, facts=facts or weather_offer(), token=uuid4())


def put_new_offer(by: Account, topic: Topic, facts: OfferFacts | None = None) -> Offer:
    """An offer that stands on the table."""
    return put_offer(by=by, offer=make_offer(by, topic, facts))
