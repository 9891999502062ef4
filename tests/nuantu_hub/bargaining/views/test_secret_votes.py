"""A secret vote through its pages: the paper in the own name, the ballot from nobody, the list once it is closed."""

from __future__ import annotations

import base64
import json

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.bargaining.meeting_scene import ask, hold_meeting
from tests.nuantu_hub.bargaining.scene import Table, sign_in
from tests.nuantu_hub.bargaining.secret_scene import YES, Browser, ask_in_secret, vote_all

from nuantu_hub.bargaining.domain.live_votes import close_vote
from nuantu_hub.bargaining.models import SecretBallot

pytestmark = pytest.mark.django_db


def _send(client: Client, address: str, **parts: bytes) -> tuple[int, dict[str, str]]:
    answer = client.post(address, content_type="application/json", data=json.dumps(
        {name: base64.b64encode(part).decode() for name, part in parts.items()}))
    assert not answer.cookies.get("sessionid")
    return answer.status_code, answer.json()


def test_a_vote_from_the_page_to_the_list(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table))
    browser, client = Browser(table.workers[0], vote, YES), sign_in(table.workers[0])
    page = client.get(reverse("bargaining:live_vote", args=[vote.pk])).content.decode()
    assert "ballot-told" in page
    assert "data-ballot" in page
    status, told = _send(client, reverse("bargaining:secret_paper", args=[vote.pk]), blinded=browser.blinded)
    browser.keep_paper(base64.b64decode(told["signed"]))
    box = reverse("bargaining:secret_box", args=[browser.box.pk])
    taken = _send(Client(enforce_csrf_checks=True), box, ticket=browser.ticket, signature=browser.signature,
                  body=browser.body)

    assert (status, taken, SecretBallot.objects.count()) == (200, (200, {"taken": True}), 1)
    page = client.get(reverse("bargaining:live_vote", args=[vote.pk])).content.decode()
    assert "你已经领过选票" in page
    listed = reverse("bargaining:secret_ballots", args=[vote.pk])
    assert client.get(listed).status_code == 404
    close_vote(by=table.officer, vote=vote)
    answer = client.get(listed)
    assert answer.status_code == 200
    assert browser.code.encode() not in answer.content  # one voted: no choice and no code is told
    assert "不到十人" in client.get(reverse("bargaining:live_vote", args=[vote.pk])).content.decode()


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"{}", b'{"ticket": 1e309}', b'{"blinded": "!"}', b"x" * 5_000,
                                  b'{"ticket": NaN, "signature": null, "body": []}'])
def test_what_is_no_ballot_is_refused_in_words(table: Table, body: bytes) -> None:
    vote = ask_in_secret(table, hold_meeting(table))
    for client, address in ((Client(), reverse("bargaining:secret_box", args=[vote.boxes.get().pk])),
                            (sign_in(table.workers[0]), reverse("bargaining:secret_paper", args=[vote.pk]))):
        answer = client.post(address, body, content_type="application/json")
        assert 400 <= answer.status_code < 500
        assert answer.json()["what"]
    assert not SecretBallot.objects.exists()


def test_no_paper_for_strangers_nor_in_a_vote_by_name(table: Table) -> None:
    meeting = hold_meeting(table)
    vote = ask(table, meeting)
    assert sign_in(table.workers[0]).post(reverse("bargaining:secret_paper", args=[vote.pk])).status_code == 404
    close_vote(by=table.officer, vote=vote)
    secret = ask_in_secret(table, meeting)
    assert Client().post(reverse("bargaining:secret_paper", args=[secret.pk])).status_code in (302, 404)
    assert _send(sign_in(table.recorder), reverse("bargaining:secret_paper", args=[secret.pk]),
                 blinded=bytes(255) + b"\7")[0] == 422


def test_a_page_shows_who_voted_and_the_small_answer_how_many(table: Table) -> None:
    vote = ask_in_secret(table, hold_meeting(table))
    vote_all(vote, [YES] * 3)
    chair = sign_in(table.workers[0])
    told = chair.get(reverse("bargaining:live_vote_result", args=[vote.pk])).json()
    page = chair.get(reverse("bargaining:live_vote", args=[vote.pk])).content.decode()

    assert (told["yes"], told["untold"], told["not_cast"]) == (0, 3, 7)
    assert "谁投了" in page
    assert "已经投了" in page
    assert 'name="choice"' not in page
