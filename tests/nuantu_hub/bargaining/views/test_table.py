"""The table in a browser: offers put, accepted and refused, and pages that tell no side what is not its own."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.bargaining.scene import Table, sign_in
from tests.nuantu_hub.bargaining.table_scene import SECRET, make_offer, put_new_offer, put_topic, weather_offer

from nuantu_hub.bargaining.domain.caucus import write_note
from nuantu_hub.bargaining.models import Topic

pytestmark = pytest.mark.django_db


def post(client: Client, topic: Topic, act: str, **words: object) -> int:
    """The status of an act at a topic."""
    return client.post(reverse("bargaining:topic_act", args=[topic.pk, act]), words).status_code


def offer(amount: str = "1.50 CNY/order", **more: object) -> dict[str, object]:
    """What the form of an offer sends."""
    return {"token": str(uuid4()), "words": "预警期间每单补贴", "amount": amount, "level": "yellow", "at": "accepted",
            "note": "", **more}


def test_a_topic_is_raised_offered_countered_and_agreed(table: Table) -> None:
    workers, platform = sign_in(table.workers[0]), sign_in(table.platform[0])
    added = workers.post(reverse("bargaining:topic_add", args=[table.talk.pk]), {
        "token": str(uuid4()), "clause_type": "special_weather_subsidy", "clause_id": "", "title": "", "why": ""})
    topic = Topic.objects.get()

    assert added.status_code == 302
    assert post(workers, topic, "offer", **offer(put="1")) == 302
    assert post(platform, topic, "offer", **offer("0.80 CNY/order", put="1")) == 302
    page = workers.get(reverse("bargaining:topic", args=[topic.pk])).content.decode()
    assert "接受对方第 2 版" in page
    assert post(workers, topic, "accept", version="1") == 409
    assert post(workers, topic, "accept", version="2") == 302
    topic.refresh_from_db()
    assert topic.state == "agreed"
    listed = platform.get(reverse("bargaining:table", args=[table.talk.pk])).content.decode()
    assert "特殊天气补贴" in listed
    assert post(workers, topic, "reopen", why="算错了") == 302
    assert post(platform, topic, "reopen", why="同意") == 302


def test_what_cannot_be_read_is_said_beside_its_field(table: Table) -> None:
    topic, workers = put_topic(table), sign_in(table.workers[0])
    answer = workers.post(reverse("bargaining:topic_act", args=[topic.pk, "offer"]), offer("很多钱"))

    assert answer.status_code == 422
    assert "每单补贴写得不对" in answer.content.decode()
    assert not topic.offers.exists()


def test_readings_parking_and_withdrawing_have_their_buttons(table: Table) -> None:
    topic, workers, platform = put_topic(table), sign_in(table.workers[0]), sign_in(table.platform[0])
    entry = {"token": str(uuid4()), "printed": "特殊天气", "reading_a": "气象预警", "reading_b": "平台认定"}
    assert post(workers, topic, "ambiguity", **entry) == 302
    assert post(workers, topic, "ambiguity", **{**entry, "token": str(uuid4()), "reading_b": ""}) == 422
    one = topic.ambiguities.get()
    assert post(workers, topic, "hold", ambiguity=one.pk, reading="A") == 302
    assert post(workers, topic, "hold", ambiguity="x", reading="A") == 404
    assert post(platform, topic, "hold", ambiguity=one.pk, reading="A") == 302
    assert post(platform, topic, "park", why="") == 409
    assert post(platform, topic, "park", why="等数据") == 302
    assert post(workers, topic, "take-up") == 302
    assert post(workers, topic, "drop", why="以后") == 302
    assert post(workers, topic, "no-such-act") == 404


def test_a_draft_is_put_or_thrown_away_by_its_side(table: Table) -> None:
    topic, workers, platform = put_topic(table), sign_in(table.workers[0]), sign_in(table.platform[0])
    assert post(workers, topic, "offer", **offer()) == 302
    assert post(platform, topic, "put", version="1") == 404
    assert post(workers, topic, "put", version="1") == 302
    assert post(workers, topic, "withdraw", version="1") == 302


def test_no_page_of_the_table_tells_a_caucus_secret_to_anybody_else(table: Table) -> None:
    topic = put_topic(table)
    make_offer(table.workers[0], topic, weather_offer(words=SECRET))
    write_note(by=table.workers[0], talk=table.talk, words=SECRET, token=uuid4(), topic=topic)
    put_new_offer(table.platform[0], topic)
    addresses = [reverse(f"bargaining:{name}", args=[table.talk.pk]) for name in (
        "table", "caucus", "draft", "table_record", "talk", "talk_record", "talk_letters", "talk_seats")]
    addresses += [reverse("bargaining:topic", args=[topic.pk]), "/", reverse("bargaining:talks")]
    told = {account.login: [address for address in addresses
                            if SECRET in sign_in(account).get(address, follow=True).content.decode()]
            for account in (table.workers[1], table.platform[0], table.recorder, table.observer, table.officer)}

    assert told.pop(table.workers[1].login) == [reverse("bargaining:caucus", args=[table.talk.pk]),
                                                reverse("bargaining:topic", args=[topic.pk])]
    assert set(map(tuple, told.values())) == {()}


def test_who_speaks_for_no_side_sees_no_buttons_and_does_nothing(table: Table) -> None:
    topic = put_topic(table)
    put_new_offer(table.platform[0], topic)
    for account in (table.recorder, table.observer):
        client = sign_in(account)
        page = client.get(reverse("bargaining:topic", args=[topic.pk]))
        assert page.status_code == 200
        assert "接受对方" not in page.content.decode()
        assert post(client, topic, "accept", version="1") == 404
