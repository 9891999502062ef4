"""The desk of talks: the list, asking for one, one talk and what can be done in it."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.bargaining.scene import Table, make_talk, sign_in
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.bargaining.models import Talk, TalkLetter
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db
TOLD = {"title": "门禁等待", "platform": "云送外卖", "partners": "", "procedure": "special_agreement", "base": "",
        "words": "请就门禁等待时间和超时扣款与我会协商。", "at": "2026-11-08T10:00"}


def test_an_officer_asks_and_a_repeated_form_asks_only_once(officer: Account, district: Unit) -> None:
    client, told = sign_in(officer), TOLD | {"token": str(uuid.uuid4()), "unit": district.pk}
    assert client.get(reverse("bargaining:talk_add")).status_code == 200
    answers = [client.post(reverse("bargaining:talk_add"), told) for _time in range(2)]
    made = Talk.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {reverse("bargaining:talk", args=[made.pk])}
    shown = client.get(reverse("bargaining:talk", args=[made.pk])).content.decode()
    assert "请就门禁等待时间和超时扣款与我会协商。" in shown
    assert "到2026年11月28日，还有19天" in shown


@pytest.mark.parametrize("change", [{"title": ""}, {"procedure": "none"}, {"base": "none"}, {"words": ""},
                                    {"at": "2026-11-10T10:00"}])
def test_what_is_wrong_stands_beside_the_form(officer: Account, district: Unit, change: dict[str, str]) -> None:
    told = TOLD | {"token": str(uuid.uuid4()), "unit": district.pk} | change
    assert sign_in(officer).post(reverse("bargaining:talk_add"), told).status_code == 422
    assert not Talk.objects.exists()


def test_the_reply_brings_the_talk_to_preparing(district: Unit, officer: Account) -> None:
    table = make_talk(district, officer, state="asked")
    client, page = sign_in(officer), reverse("bargaining:talk", args=[table.talk.pk])
    told = {"act": "reply", "accepted": "yes", "at": "2026-11-01T10:00"}
    assert client.post(page, told | {"words": ""}).status_code == 422
    assert client.post(page, told | {"words": "同意"}).status_code == 302
    table.talk.refresh_from_db()
    assert table.talk.state == "preparing"
    shown = client.get(page).content.decode()
    assert "2026年11月1日办了，期限2026年11月1日" in shown
    assert client.post(page, {"act": "begin"}).status_code == 302
    table.talk.refresh_from_db()
    assert table.talk.state == "talking"


def test_a_suspension_needs_both_chiefs(table: Table) -> None:
    page = reverse("bargaining:talk", args=[table.talk.pk])
    told = {"act": "suspend", "token": str(uuid.uuid4()), "until": "2026-11-20", "words": "等平台算成本"}
    assert sign_in(table.workers[1]).post(page, told).status_code == 422
    assert sign_in(table.workers[0]).post(page, told).status_code == 302
    assert sign_in(table.workers[0]).post(page, {"act": "agree"}).status_code == 422
    assert sign_in(table.platform[0]).post(page, {"act": "agree", "words": "可以"}).status_code == 302
    table.talk.refresh_from_db()
    assert table.talk.state == "suspended"
    assert sign_in(table.platform[0]).post(page, {"act": "resume", "words": "算好了"}).status_code == 302
    assert TalkLetter.objects.filter(talk=table.talk).count() == 3


def test_everybody_at_the_table_sees_it_and_nobody_else(table: Table, rider: Account, other_officer: Account,
                                                        bystander: Account, stranger: Client) -> None:
    for name in ("talk", "talk_seats", "talk_record", "talk_letters"):
        page = reverse(f"bargaining:{name}", args=[table.talk.pk])
        seen = (table.officer, *table.workers, *table.platform, table.recorder, table.observer)
        assert {sign_in(who).get(page).status_code for who in seen} == {200}
        assert {sign_in(who).get(page).status_code for who in (rider, other_officer, bystander)} == {404}
        assert stranger.get(page).status_code == 302


def test_who_sits_there_without_a_post_does_nothing_that_is_the_officers(table: Table) -> None:
    page = reverse("bargaining:talk", args=[table.talk.pk])
    for who in (table.recorder, table.observer, table.workers[2]):
        assert sign_in(who).post(page, {"act": "end", "words": "算了"}).status_code == 422
        assert sign_in(who).get(reverse("bargaining:talk_add")).status_code == 404
    assert Talk.objects.get().state == "talking"
    assert "谁做了什么" not in sign_in(table.platform[0]).get(page).content.decode()


def test_the_list_asks_as_often_for_many_as_for_one(table: Table, district: Unit) -> None:
    client = sign_in(table.officer)
    before = count_queries(client, reverse("bargaining:talks"))
    for number in range(9):
        make_talk(district, table.officer, mark=f"m{number}")
    assert count_queries(client, reverse("bargaining:talks")) == before
    assert client.get(reverse("bargaining:talks") + "?show=signed").status_code == 200


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("state", Talk.State.values)
def test_every_state_shows_in_both_languages(district: Unit, officer: Account, state: str, language: str) -> None:
    table = make_talk(district, officer, state=state)
    client = sign_in(officer)
    client.cookies["django_language"] = language
    for name in ("talk", "talk_seats"):
        assert client.get(reverse(f"bargaining:{name}", args=[table.talk.pk])).status_code == 200
    for name in ("talks", "talk_add"):
        assert client.get(reverse(f"bargaining:{name}")).status_code == 200
