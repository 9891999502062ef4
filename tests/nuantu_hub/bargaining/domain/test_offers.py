"""Offers: drafts of one side, versions on the table, and one acceptance of what the page showed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.table_scene import SECRET, make_offer, put_new_offer, put_topic, weather_offer

from nuantu_hub.bargaining.domain.offers import (
    OfferFacts,
    accept_offer,
    draft_offer,
    list_seen,
    put_offer,
    withdraw_offer,
)
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.people.models import Deed

pytestmark = pytest.mark.django_db


def test_a_draft_is_read_by_the_engine_before_it_is_kept(table: Table) -> None:
    topic, token = put_topic(table), uuid4()
    made = draft_offer(by=table.workers[0], topic=topic, facts=weather_offer(), token=token)

    assert draft_offer(by=table.workers[0], topic=topic, facts=weather_offer(), token=token).pk == made.pk
    assert made.clause["params"] == {"amount": "1.50 CNY/order", "level": "yellow", "at": "accepted"}
    assert (made.version, made.side, made.state) == (1, "workers", "draft")


@pytest.mark.parametrize(("facts", "field"), [
    (weather_offer(amount="1.50 CNY"), "amount"), (weather_offer(amount="¥1.5"), "amount"),
    (weather_offer(level="purple"), "level"), (OfferFacts(" ", {}), "words"),
    (OfferFacts("补贴", {"amount": "[1"}), "amount")])
def test_what_the_engine_cannot_read_is_refused_beside_its_field(table: Table, facts: OfferFacts, field: str) -> None:
    topic = put_topic(table)
    with pytest.raises(TalkRefused) as refused:
        make_offer(table.workers[0], topic, facts)
    assert refused.value.field == field
    assert not topic.offers.exists()


def test_only_delegates_of_the_two_sides_offer(table: Table) -> None:
    topic = put_topic(table)
    for account in (table.recorder, table.observer, table.officer):
        with pytest.raises(TalkRefused, match="协商代表"):
            make_offer(account, topic)


def test_a_new_offer_takes_the_place_of_the_own_standing_one(table: Table) -> None:
    topic = put_topic(table)
    first = put_new_offer(table.workers[0], topic)
    other = put_new_offer(table.platform[0], topic, weather_offer("0.80 CNY/order", "orange"))
    second = put_new_offer(table.workers[1], topic, weather_offer("1.30 CNY/order"))

    assert put_offer(by=table.workers[0], offer=second).pk == second.pk
    states = dict(topic.offers.values_list("pk", "state"))
    assert states == {first.pk: "superseded", other.pk: "standing", second.pk: "standing"}


def test_what_is_accepted_is_what_the_page_showed(table: Table) -> None:
    topic = put_topic(table)
    old = put_new_offer(table.platform[0], topic, weather_offer("1.00 CNY/order"))
    new = put_new_offer(table.platform[0], topic, weather_offer("0.80 CNY/order"))
    with pytest.raises(TalkRefused, match="已经不在桌上"):
        accept_offer(by=table.workers[0], topic=topic, version=old.version)
    with pytest.raises(TalkRefused, match="已经不在桌上"):
        accept_offer(by=table.platform[0], topic=topic, version=new.version)
    accepted = accept_offer(by=table.workers[0], topic=topic, version=new.version)
    again = accept_offer(by=table.workers[1], topic=topic, version=new.version)
    topic.refresh_from_db()

    assert (accepted.pk, again.pk, topic.state) == (new.pk, new.pk, "agreed")
    assert Deed.objects.filter(verb="offer accepted").count() == 1


def test_withdrawing_is_for_the_own_side_and_opens_the_topic(table: Table) -> None:
    topic = put_topic(table)
    offer = put_new_offer(table.platform[0], topic)
    with pytest.raises(TalkRefused, match="不是本方"):
        withdraw_offer(by=table.workers[0], offer=offer)
    assert withdraw_offer(by=table.platform[0], offer=offer).state == "withdrawn"
    topic.refresh_from_db()
    assert topic.state == "open"


def test_drafts_are_seen_by_their_side_alone(table: Table) -> None:
    topic = put_topic(table)
    make_offer(table.workers[0], topic, weather_offer(words=SECRET))
    seen = {account.login: list_seen(account, topic).count() for account in (
        table.workers[0], table.workers[2], table.platform[0], table.recorder, table.observer, table.officer)}

    assert list(seen.values()) == [1, 1, 0, 0, 0, 0]
    assert SECRET not in str(list(Deed.objects.values_list("detail", flat=True)))
