"""Deliberations on the phone: one statement at a time, with or without script, one's own sentence, nobody's name."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.talk_cast import WORDS, draft_talk, end_talk, open_talk

from nuantu_hub.needs.domain.quiet_limits import QuietLimit
from nuantu_hub.needs.models import Deliberation, OpinionVote, Statement
from nuantu_hub.needs.views import talks
from nuantu_hub.people.models import Account, Deed, Reading, Unit

pytestmark = pytest.mark.django_db
CODE = re.compile(r'id="code">([A-Z0-9-]+)<')


@pytest.fixture
def one(district: Unit) -> Deliberation:
    return open_talk(district)


def send(client: Client, one: Deliberation, votes: dict[int, Any]) -> Any:
    """What a phone's script sends."""
    return client.post(reverse("needs:talk_vote", args=[one.sign]), json.dumps({"votes": votes}),
                       content_type="application/json", headers={"Accept": "application/json"})


def test_a_rider_votes_one_by_one_without_script_until_none_is_left(one: Deliberation, rider: Account, as_: As) -> None:
    client = as_(rider)
    page = reverse("needs:talk", args=[one.sign])
    for _number in range(len(WORDS)):
        number = re.search(r'name="number" value="(\d+)"', client.get(page).content.decode())
        assert number is not None
        answer = client.post(reverse("needs:talk_vote", args=[one.sign]), {"number": number[1], "choice": "1"})
        assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert OpinionVote.objects.filter(choice=1).count() == len(WORDS)
    assert "眼下的都表完了" in client.get(page).content.decode()


def test_a_phone_hands_in_what_it_gathered_and_gets_what_is_next(one: Deliberation, rider: Account, as_: As) -> None:
    told = send(as_(rider), one, {0: 1, 1: -1, 99: 0}).json()
    assert (told["ok"], told["taken"], told["gone"], told["done"], told["total"]) == (True, 2, [99], 2, len(WORDS))
    assert {row["number"] for row in told["ahead"]} == set(range(2, len(WORDS)))
    assert send(as_(rider), one, {0: -1}).json()["done"] == 2
    assert OpinionVote.objects.get(statement__number=0).choice == -1


@pytest.mark.parametrize("body", ['{"votes": {"0": 7}}', '{"votes": [1]}', "{}", "x", '{"votes": {"a": 1}}'])
def test_what_is_no_vote_is_refused(one: Deliberation, rider: Account, as_: As, body: str) -> None:
    answer = as_(rider).post(reverse("needs:talk_vote", args=[one.sign]), body, content_type="application/json",
                             headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["ok"]) == (422, False)
    assert not OpinionVote.objects.exists()


def test_after_the_end_no_vote_is_taken(one: Deliberation, rider: Account, as_: As) -> None:
    end_talk(one)
    assert send(as_(rider), one, {0: 1}).status_code == 422
    assert as_(rider).get(reverse("needs:talk_write", args=[one.sign])).status_code == 404
    assert not OpinionVote.objects.exists()


def test_a_sentence_is_followed_by_its_code_and_nothing_tells_whose_it_is(
        one: Deliberation, rider: Account, other_rider: Account, stranger: Client, as_: As) -> None:
    """The code stands on one answer alone; no table of the hub has both the account and the sentence."""
    deeds = Deed.objects.count()
    client, token = as_(rider), str(uuid.uuid4())
    told = {"token": token, "text": "高峰应留一部电梯给送货的"}
    answer = client.post(reverse("needs:talk_write", args=[one.sign]), told)
    found = CODE.search(answer.content.decode())
    assert answer.status_code == 200
    assert found is not None
    again = CODE.search(client.post(reverse("needs:talk_write", args=[one.sign]), told).content.decode())
    assert again is not None
    assert (again[1], Statement.objects.count()) == (found[1], len(WORDS) + 1)
    page = stranger.post(reverse("needs:talk_followed"), {"code": found[1].lower().replace("-", " ")}).content.decode()
    assert "高峰应留一部电梯给送货的" in page
    assert (Deed.objects.count(), Reading.objects.count()) == (deeds, 0)
    row = serializers.serialize("json", Statement.objects.filter(is_seed=False))
    assert [mark for mark in (str(rider.pk), token, found[1], found[1].replace("-", ""), "林小满") if mark in row] == []
    kept = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    assert found[1] not in kept
    assert "来自另一位参加者" not in as_(other_rider).get(reverse("needs:talk_own", args=[one.sign])).content.decode()


@pytest.mark.parametrize("text", [
    "短", "字" * 141, "找我 13800000000 聊", "看 https://example.org/x", "先通知再改规则。"])
def test_a_sentence_that_cannot_stand_is_refused_with_a_reason(
        one: Deliberation, rider: Account, as_: As, text: str) -> None:
    answer = as_(rider).post(reverse("needs:talk_write", args=[one.sign]), {"token": str(uuid.uuid4()), "text": text})
    assert answer.status_code == 422
    assert Statement.objects.count() == len(WORDS)


def test_a_wrong_code_finds_nothing_and_guessing_ends(
        stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talks, "TRIES", QuietLimit(2))
    page = reverse("needs:talk_followed")
    said = [stranger.post(page, {"code": "ABCD-EFGH-JKMN"}).content.decode() for _try in range(3)]
    assert ["没有这个编号" in words for words in said] == [True, True, False]
    assert "试得太多了" in said[2]


def test_own_votes_can_be_changed_and_are_nobody_elses(
        one: Deliberation, rider: Account, other_rider: Account, as_: As) -> None:
    send(as_(rider), one, {3: 1})
    own = reverse("needs:talk_own", args=[one.sign])
    assert WORDS[3] in as_(rider).get(own).content.decode()
    assert WORDS[3] not in as_(other_rider).get(own).content.decode()
    answer = as_(rider).post(reverse("needs:talk_vote", args=[one.sign]), {"number": 3, "choice": 0, "back": 1})
    assert answer.headers["Location"] == own
    assert OpinionVote.objects.get().choice == 0


def test_members_alone_vote_where_members_are_asked(district: Unit, rider: Account, as_: As) -> None:
    one = open_talk(district, who="members")
    assert "这一场只问本工会的会员" in as_(rider).get(reverse("needs:talk", args=[one.sign])).content.decode()
    assert send(as_(rider), one, {0: 1}).status_code == 422


def test_a_stranger_reads_and_is_asked_to_sign_in_and_sees_no_draft(
        one: Deliberation, district: Unit, stranger: Client) -> None:
    draft = draft_talk(district, title="还没公布的")
    listed = stranger.get(reverse("needs:talks")).content.decode()
    assert one.title in listed
    assert draft.title not in listed
    assert "登录后表态" in stranger.get(reverse("needs:talk", args=[one.sign])).content.decode()
    assert stranger.get(reverse("needs:talk", args=[draft.sign])).status_code == 404
    assert stranger.post(reverse("needs:talk_vote", args=[one.sign])).status_code == 302


def test_the_list_asks_the_database_as_often_for_one_as_for_many(district: Unit, stranger: Client) -> None:
    counts = []
    for _round in range(2):
        open_talk(district)
        with CaptureQueriesContext(connection) as asked:
            stranger.get(reverse("needs:talks"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_voting_asks_the_database_as_often_for_three_statements_as_for_twelve(
        district: Unit, rider: Account, as_: As) -> None:
    counts = []
    for words in (WORDS[:3], WORDS):
        one = open_talk(district, words=words)
        client = as_(rider)
        client.get(reverse("needs:talk", args=[one.sign]))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("needs:talk", args=[one.sign]))
        counts.append(len(asked))
    assert counts[0] == counts[1]
