"""The desk of deliberations: drafting, announcing, moving the end with a reason, calling off."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.talk_cast import draft_talk, enrol, fill_talk, open_talk
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.needs.models import Deliberation, DeliberationChange, OpinionVoter
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_an_officer_drafts_and_announces_once_statements_stand(
        district: Unit, officer: Account, stranger: Client, as_: As) -> None:
    client, opens = as_(officer), localtime(now())
    answer = client.post(reverse("needs:add_deliberation"), {
        "token": str(uuid.uuid4()), "unit": district.pk, "title": "夜里的单", "question": "夜里的单要不要另算？",
        "opens_at": f"{opens:%Y-%m-%dT%H:%M}", "closes_at": f"{opens + timedelta(days=7):%Y-%m-%dT%H:%M}",
        "moderation": "strict", "who": "workers"})
    made = Deliberation.objects.get()
    page = reverse("needs:deliberation", args=[made.pk])
    assert answer.headers["Location"] == reverse("needs:deliberation_statements", args=[made.pk])
    client.post(reverse("needs:announce_deliberation", args=[made.pk]))
    assert "开头的看法还不到 3 句" in client.get(page).content.decode()
    for text in ("夜里每单多两块", "夜里不派三公里以外的", "夜里自己报名"):
        client.post(reverse("needs:deliberation_statements", args=[made.pk]),
                    {"token": str(uuid.uuid4()), "text": text, "source": "问需"})
    assert client.post(reverse("needs:announce_deliberation", args=[made.pk])).headers["Location"] == page
    assert "夜里的单" in stranger.get(reverse("needs:talks")).content.decode()
    assert client.post(reverse("needs:edit_deliberation", args=[made.pk]), {
        "title": "另一个", "question": "？", "opens_at": f"{opens:%Y-%m-%dT%H:%M}",
        "closes_at": f"{opens + timedelta(days=2):%Y-%m-%dT%H:%M}", "moderation": "after",
        "who": "workers"}).status_code == 422
    made.refresh_from_db()
    assert made.title == "夜里的单"


@pytest.mark.parametrize("change", [{"title": ""}, {"question": " "}, {"closes_at": "2020-01-01T00:00"}])
def test_what_lacks_is_said_beside_the_form(district: Unit, officer: Account, as_: As, change: dict[str, str]) -> None:
    told = {"token": str(uuid.uuid4()), "unit": str(district.pk), "title": "夜里", "question": "？",
            "opens_at": "2026-12-01T10:00", "closes_at": "2026-12-08T10:00", "moderation": "strict", "who": "workers"}
    assert as_(officer).post(reverse("needs:add_deliberation"), told | change).status_code == 422
    assert not Deliberation.objects.exists()


def test_the_end_moves_with_a_reason_that_everybody_reads(
        district: Unit, officer: Account, stranger: Client, as_: As) -> None:
    one, later = open_talk(district), localtime(now() + timedelta(days=20))
    address = reverse("needs:move_deliberation", args=[one.pk])
    told = {"closes_at": f"{later:%Y-%m-%dT%H:%M}", "why": "夜班的还没轮到"}
    assert as_(officer).post(address, told | {"why": ""}).status_code == 422
    assert as_(officer).post(address, told | {"closes_at": "2020-01-01T00:00"}).status_code == 422
    assert as_(officer).post(address, told).status_code == 302
    assert DeliberationChange.objects.get().why == "夜班的还没轮到"
    assert "夜班的还没轮到" in stranger.get(reverse("needs:talk", args=[one.sign])).content.decode()


def test_calling_off_deletes_the_votes_at_once(district: Unit, officer: Account, stranger: Client, as_: As) -> None:
    one = open_talk(district)
    fill_talk(one, enrol(3))
    address = reverse("needs:call_off_deliberation", args=[one.pk])
    assert as_(officer).post(address, {"why": ""}).status_code == 422
    assert as_(officer).post(address, {"why": "和平台已经谈成"}).status_code == 302
    assert not OpinionVoter.objects.exists()
    assert "和平台已经谈成" in stranger.get(reverse("needs:talk", args=[one.sign])).content.decode()


def test_once_over_it_cannot_be_called_off(district: Unit, officer: Account, as_: As) -> None:
    """Whoever dislikes what comes out cannot make it go away."""
    one = open_talk(district)
    Deliberation.objects.filter(pk=one.pk).update(closes_at=now() - timedelta(seconds=5))
    answer = as_(officer).post(reverse("needs:call_off_deliberation", args=[one.pk]), {"why": "不想要了"})
    assert answer.status_code == 422
    one.refresh_from_db()
    assert one.called_off_at is None


def test_another_districts_officer_finds_nothing(district: Unit, other_officer: Account, as_: As) -> None:
    one = draft_talk(district)
    client = as_(other_officer)
    assert client.get(reverse("needs:deliberation", args=[one.pk])).status_code == 404
    assert client.post(reverse("needs:announce_deliberation", args=[one.pk])).status_code == 404
    assert one.title not in client.get(reverse("needs:deliberations")).content.decode()


def test_the_list_asks_as_often_for_one_as_for_many(district: Unit, officer: Account, as_: As) -> None:
    draft_talk(district)
    client = as_(officer)
    first = count_queries(client, reverse("needs:deliberations"))
    for _number in range(5):
        draft_talk(district)
    assert count_queries(client, reverse("needs:deliberations")) == first
