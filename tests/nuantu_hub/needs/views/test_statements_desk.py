"""Moderating: by a rule, with a reason that everybody reads, without knowing the writer."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.talk_cast import WORDS, end_talk, open_talk

from nuantu_hub.needs.domain.deliberation_runs import close_deliberation
from nuantu_hub.needs.domain.statements import write_statement
from nuantu_hub.needs.models import Deliberation, ModerationStep, Statement
from nuantu_hub.needs.vote_due import list_due_statements
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(district: Unit) -> Deliberation:
    return open_talk(district)


def say(rider: Account, one: Deliberation, text: str) -> Statement:
    """A participant's sentence."""
    return write_statement(account=rider, deliberation=one, text=text, token=uuid.uuid4())[0]


def test_a_sentence_waits_for_a_moderator_then_everybody_votes_on_it(
        one: Deliberation, rider: Account, officer: Account, stranger: Client, as_: As) -> None:
    made = say(rider, one, "电梯里没信号，点不了送达")
    assert [due.people for due in list_due_statements(officer, now())] == [1]
    assert made.text not in as_(rider).get(reverse("needs:talk", args=[one.sign])).content.decode()
    address = reverse("needs:statement", args=[made.pk])
    page = as_(officer).get(address).content.decode()
    assert made.text in page
    assert "林小满" not in page
    assert as_(officer).post(address, {"rule": "fits"}).status_code == 302
    assert list(list_due_statements(officer, now())) == []
    log = stranger.get(reverse("needs:talk_log", args=[one.sign])).content.decode()
    assert made.text in log
    assert "郑干" not in log
    step = ModerationStep.objects.get()
    assert (step.role, step.verdict, step.by) == ("officer", "shown", officer)


@pytest.mark.parametrize("told", [{"rule": "topic"}, {"rule": "same", "reason": "一样"},
                                  {"rule": "same", "reason": "一样", "same_as": "99"}, {"rule": "x", "reason": "一"}])
def test_leaving_out_needs_rule_reason_and_twin(
        one: Deliberation, rider: Account, officer: Account, as_: As, told: dict[str, str]) -> None:
    made = say(rider, one, "这里的饭不好吃")
    assert as_(officer).post(reverse("needs:statement", args=[made.pk]), told).status_code == 422
    made.refresh_from_db()
    assert (made.state, ModerationStep.objects.count()) == ("waiting", 0)


def test_words_about_a_person_are_kept_back_others_are_public(
        one: Deliberation, rider: Account, officer: Account, stranger: Client, as_: As) -> None:
    person, topic = say(rider, one, "三号楼姓周的保安最坏"), say(rider, one, "这里的饭不好吃")
    as_(officer).post(reverse("needs:statement", args=[person.pk]), {"rule": "person", "reason": "说到了某个人"})
    as_(officer).post(reverse("needs:statement", args=[topic.pk]), {"rule": "topic", "reason": "与电梯无关"})
    log = stranger.get(reverse("needs:talk_log", args=[one.sign])).content.decode()
    table = stranger.get(reverse("needs:talk_log_file", args=[one.sign])).content.decode()
    assert "姓周的保安" not in log + table
    assert "说到了某个人" in log
    assert "这里的饭不好吃" in log
    assert "topic,与电梯无关,,officer" in table


def test_a_twin_is_shown_to_the_moderator(one: Deliberation, rider: Account, officer: Account, as_: As) -> None:
    made = say(rider, one, "等电梯的时间应算进送达的时间")
    page = as_(officer).get(reverse("needs:statement", args=[made.pk])).content.decode()
    assert "意思可能相同的" in page
    assert WORDS[0] in page


def test_after_the_end_nothing_is_moderated_any_more(
        one: Deliberation, rider: Account, officer: Account, as_: As) -> None:
    """What was counted stays counted."""
    made = say(rider, one, "电梯里没信号，点不了送达")
    assert close_deliberation(end_talk(one)) is not None
    assert as_(officer).post(reverse("needs:statement", args=[made.pk]), {"rule": "fits"}).status_code == 422
    assert not ModerationStep.objects.exists()


def test_what_is_shown_first_can_be_taken_out_later(district: Unit, rider: Account, officer: Account, as_: As) -> None:
    one = open_talk(district, moderation="after")
    made = say(rider, one, "加我微信一起刷单")
    assert made.state == "shown"
    as_(officer).post(reverse("needs:statement", args=[made.pk]), {"rule": "advert", "reason": "广告"})
    made.refresh_from_db()
    assert made.state == "out"
    assert made.text not in as_(rider).get(reverse("needs:talk", args=[one.sign])).content.decode()
