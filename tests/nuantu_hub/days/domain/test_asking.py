"""A request goes from a worker, who is not named, to those who owe an answer, in time."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection

from nuantu_hub.days.domain.asking import (
    MOST_WORDS,
    Ground,
    accept_answer,
    answer_request,
    appeal_request,
    claim_request,
    open_request,
    release_request,
    withdraw_request,
)
from nuantu_hub.days.errors import RequestRefused
from nuantu_hub.days.models import Link, Request, Run
from nuantu_hub.people.models import Account, Deed, Post, Unit

pytestmark = pytest.mark.django_db
GROUND = Ground("YG-piece-rate", "P21", "O1", [3, 4], [["每单 ¥6.00", "¥6.00 an order"]], 600)


@pytest.fixture
def asked(link: Link, run: Run, rider: Account) -> Request:
    """An open request of the rider."""
    return open_request(account=rider, run=run, ground=GROUND, words="少算了一公里", token=uuid.uuid4())


@pytest.fixture
def city_officer(city: Unit, officer: Account) -> Account:
    """An officer of the city, above the district."""
    account = Account.objects.create_staff("city-officer", "卫城")
    Post.objects.create(account=account, unit=city, role=Post.Role.OFFICER, since=officer.posts.get().since)
    return account


def test_a_request_carries_its_ground_and_the_clauses_own_term(asked: Request, run: Run, rider: Account,
                                                              other_rider: Account) -> None:
    assert (asked.clause_id, asked.order_id, asked.event_ids, asked.arithmetic, asked.amount_minor) == (
        "YG-piece-rate", "O1", [3, 4], [["每单 ¥6.00", "¥6.00 an order"]], 600)
    clause_id, seconds = run.view.facts["answer_within"]
    assert (asked.due_clause, asked.due_at - asked.opened_at) == (clause_id, timedelta(seconds=seconds))
    assert list(Request.objects.visible_to(rider)) == [asked]
    assert not Request.objects.visible_to(other_rider).exists()


def test_neither_the_request_nor_its_deeds_name_the_worker(asked: Request, rider: Account, officer: Account) -> None:
    assert [deed.by for deed in Deed.objects.filter(thing="days.request")] == [None]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM days_request")
        stored = " ".join(str(value) for value in cursor.fetchone())
    assert rider.pk.hex not in stored.replace("-", "")
    assert "少算了" not in stored
    assert Request.objects.visible_to(officer).get().words == "少算了一公里"


def test_the_same_token_gives_the_same_request(asked: Request, run: Run, rider: Account) -> None:
    again = open_request(account=rider, run=run, ground=GROUND, words="另一句", token=asked.token)
    assert (again, again.words, Request.objects.count()) == (asked, "少算了一公里", 1)


def test_a_request_is_claimed_answered_and_accepted(asked: Request, officer: Account) -> None:
    assert claim_request(by=officer, request=asked).claimed_by == officer
    assert claim_request(by=officer, request=asked).state == "claimed"
    answered = answer_request(by=officer, request=asked, outcome="right", words="补 ¥1.50")
    assert answered.state == "answered"
    assert accept_answer(request=asked).state == "closed"
    steps = [(step.kind, step.by, step.outcome, step.words) for step in asked.steps.all()]
    assert steps == [("opened", None, "", "少算了一公里"), ("claimed", officer, "", ""),
                     ("answered", officer, "right", "补 ¥1.50"), ("accepted", None, "", "")]


def test_an_appeal_goes_to_the_unit_above_and_to_another_head(asked: Request, officer: Account, city: Unit,
                                                             city_officer: Account) -> None:
    claim_request(by=city_officer, request=asked)
    answer_request(by=city_officer, request=asked, outcome="stands", words="核对无误")
    appealed = appeal_request(request=asked, words="没有看等餐")
    assert (appealed.unit, appealed.stage, appealed.state, appealed.claimed_by) == (city, 2, "open", None)
    assert not Request.objects.visible_to(officer).exists()
    claim_request(by=city_officer, request=asked)
    with pytest.raises(RequestRefused):
        answer_request(by=city_officer, request=asked, outcome="right", words="再看一次")
    release_request(by=city_officer, request=asked)
    second = Account.objects.create_staff("second", "褚二")
    Post.objects.create(account=second, unit=city, role=Post.Role.OFFICER, since=city_officer.posts.get().since)
    claim_request(by=second, request=asked)
    assert answer_request(by=second, request=asked, outcome="partly", words="补一半").state == "closed"


def test_an_appeal_from_the_root_is_refused_with_what_is_open_by_law(asked: Request, city: Unit,
                                                                   city_officer: Account) -> None:
    Request.objects.update(unit=city)
    claim_request(by=city_officer, request=asked)
    answer_request(by=city_officer, request=asked, outcome="stands", words="核对无误")
    with pytest.raises(RequestRefused) as caught:
        appeal_request(request=asked, words="不服")
    assert "仲裁" in str(caught.value.fix)


def test_what_is_not_on_ones_desk_is_neither_answered_nor_put_back(asked: Request, officer: Account,
                                                                  city_officer: Account) -> None:
    for verb in (lambda: release_request(by=city_officer, request=asked),
                 lambda: answer_request(by=city_officer, request=asked, outcome="right", words="是"),
                 lambda: accept_answer(request=asked), lambda: appeal_request(request=asked, words="不服")):
        with pytest.raises(RequestRefused):
            verb()
    claim_request(by=officer, request=asked)
    with pytest.raises(RequestRefused, match=officer.name):
        claim_request(by=city_officer, request=asked)
    with pytest.raises(RequestRefused):
        answer_request(by=city_officer, request=asked, outcome="right", words="是")


def test_a_request_is_withdrawn_before_its_answer_and_not_after(asked: Request, officer: Account) -> None:
    claim_request(by=officer, request=asked)
    assert withdraw_request(request=asked).state == "withdrawn"
    with pytest.raises(RequestRefused):
        withdraw_request(request=asked)


@pytest.mark.parametrize("words", ["", "  ", "字" * (MOST_WORDS + 1)])
def test_words_are_needed_and_limited(link: Link, run: Run, rider: Account, words: str) -> None:
    with pytest.raises(RequestRefused) as caught:
        open_request(account=rider, run=run, ground=GROUND, words=words, token=uuid.uuid4())
    assert caught.value.field == "words"
    assert not Request.objects.exists()


def test_an_answer_without_a_finding_is_refused(asked: Request, officer: Account) -> None:
    claim_request(by=officer, request=asked)
    with pytest.raises(RequestRefused) as caught:
        answer_request(by=officer, request=asked, outcome="perhaps", words="是")
    assert caught.value.field == "outcome"
