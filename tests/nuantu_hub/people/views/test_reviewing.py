"""The reviewer's queue and one application: decided in the own branch only, every reading written down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.people.membership_cast import apply, make_member, make_person

from nuantu_hub.people.models import Account, Application, Membership, Merge, PhoneRelease, Reading, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
PHONE = "+8613900000001"
QUEUE = "/members/"


@pytest.fixture
def waiting(street: Unit, rider: Account) -> Application:
    return apply(street, "林小满", PHONE, account=rider)


def _one(application: Application) -> str:
    return reverse("people:review_one", args=[application.pk])


def test_the_queue_shows_veiled_names_clocks_and_rules(waiting: Application, reviewer: Account, as_: As) -> None:
    page = as_(reviewer).get(QUEUE).content.decode()
    for words in ("林＊＊", "柳岸街道总工会", "你居住或工作的街道有工会", "没有重复", "14天"):
        assert words in page, words
    for secret in ("林小满", "13900000001"):
        assert secret not in page
    assert Reading.objects.count() == 0


def test_the_queue_takes_as_many_questions_for_one_as_for_many(street: Unit, reviewer: Account, as_: As) -> None:
    client, counts = as_(reviewer), []
    for serial in range(30):
        if serial in (1, 29):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(QUEUE).status_code == 200
            counts.append(len(asked))
        apply(street, "林小满", f"+86139000003{serial:02d}")
    assert counts[0] == counts[1]


def test_fifty_stand_on_a_page_and_each_state_has_its_list(street: Unit, reviewer: Account, as_: As) -> None:
    for serial in range(51):
        apply(street, "林小满", f"+86139000003{serial:02d}")
    Application.objects.filter(pk=Application.objects.order_by("pk").values("pk")[:1]).update(
        state="rejected", decided_at=now())
    client = as_(reviewer)
    assert client.get(QUEUE).content.decode().count('type="checkbox"') == 50
    assert "林＊＊" in client.get(QUEUE, {"state": "rejected"}).content.decode()
    assert "这里没有申请" in client.get(QUEUE, {"state": "withdrawn"}).content.decode()
    assert client.get(QUEUE, {"state": "nonsense", "page": "99"}).status_code == 200


def test_a_late_one_is_counted(waiting: Application, reviewer: Account, as_: As) -> None:
    Application.objects.update(due_at=now() - timedelta(days=1))
    page = as_(reviewer).get(QUEUE).content.decode()
    assert "1 份已逾期" in page
    assert "逾期" in page


def test_opening_one_shows_all_and_is_written_down(waiting: Application, reviewer: Account, as_: As) -> None:
    page = as_(reviewer).get(_one(waiting)).content.decode()
    for words in ("林小满", "13900000001", "外卖配送员", "没有填"):
        assert words in page
    reading = Reading.objects.get()
    assert (reading.by, reading.thing, reading.thing_id, reading.purpose) == (
        reviewer, "people.application", str(waiting.pk), "review")


def test_it_is_approved_from_its_page(waiting: Application, reviewer: Account, as_: As) -> None:
    answer = as_(reviewer).post(_one(waiting), {"what": "approve"})
    assert answer["Location"] == reverse("people:review_queue")
    assert Membership.objects.get().unit == waiting.unit


@pytest.mark.parametrize(("told", "words"), [
    ({"what": "reject"}, "还没有写原因"), ({"what": "pass_on", "reason": "x"}, "这个字段是必填项"),
    ({"what": "release"}, "没有被另一份记录占用"), ({"what": "merge"}, "没有这个选择"), ({"what": "x"}, "没有这个选择"),
])
def test_what_cannot_be_done_is_said_on_the_page(
        waiting: Application, reviewer: Account, as_: As, told: dict[str, str], words: str) -> None:
    answer = as_(reviewer).post(_one(waiting), told)
    waiting.refresh_from_db()
    assert (answer.status_code, words in answer.content.decode(), waiting.state) == (422, True, "waiting")


def test_it_is_sent_back_or_passed_on_with_a_reason(
        waiting: Application, district: Unit, reviewer: Account, officer: Account, as_: As) -> None:
    client = as_(reviewer)
    client.post(_one(waiting), {"what": "pass_on", "unit": district.pk, "reason": "住处不在本街道"})
    waiting.refresh_from_db()
    assert (waiting.unit, waiting.standing) == (district, "pool")
    assert client.get(_one(waiting)).status_code == 404
    as_(officer).post(_one(waiting), {"what": "reject", "reason": "请补证件号码"})
    waiting.refresh_from_db()
    assert waiting.state == "rejected"
    assert "请补证件号码" in as_(officer).get(_one(waiting)).content.decode()


def test_a_held_number_is_shown_and_released_or_the_records_are_merged(
        street: Unit, rider: Account, reviewer: Account, as_: As) -> None:
    holder = make_member("孙旧主", street, PHONE, account=rider).person
    claim = apply(street, "林小满", PHONE, account=rider)
    client = as_(reviewer)
    page = client.get(_one(claim)).content.decode()
    assert "手机号由另一份记录占用" in page
    assert holder.card_number in page
    assert "孙旧主" not in page
    client.post(_one(claim), {"what": "merge", "holder": str(holder.pk)})
    assert (Merge.objects.get().kept, Merge.objects.get().state) == (holder, "waiting")
    client.post(_one(claim), {"what": "ask_release"})
    assert PhoneRelease.objects.get().state == "waiting"
    assert "已请原持有人确认" in client.get(_one(claim)).content.decode()
    assert client.post(_one(claim), {"what": "approve"}).status_code == 422
    client.post(_one(claim), {"what": "release"})
    assert PhoneRelease.objects.get().way == "identity"
    client.post(_one(claim), {"what": "approve"})
    assert Membership.objects.filter(person=claim.person).exists()


def test_ticked_ones_are_approved_together_and_the_doubtful_are_named(
        street: Unit, reviewer: Account, as_: As) -> None:
    make_person("孙旧主", PHONE)
    doubtful = apply(street, "林小满", PHONE)
    clean = [apply(street, "钱小雨", f"+86139000004{serial:02d}") for serial in range(2)]
    client = as_(reviewer)
    page = client.post(reverse("people:approve_many"), {
        "application": [doubtful.pk, *(one.pk for one in clean)]}, follow=True).content.decode()
    assert "通过了 2 份" in page
    assert "手机号由另一份记录占用" in page
    assert Membership.objects.count() == 2
    assert "还没有勾选申请" in client.post(reverse("people:approve_many"), follow=True).content.decode()


def test_others_reach_neither_the_queue_nor_one(
        waiting: Application, reviewer: Account, officer: Account, other_officer: Account, organiser: Account,
        steward: Account, rider: Account, bystander: Account, stranger: Client, as_: As) -> None:
    assert as_(officer).get(_one(waiting)).status_code == 200
    for account in (other_officer, organiser, steward, rider, bystander):
        client = as_(account)
        told: Any = {"what": "approve"}
        assert [client.get(_one(waiting)).status_code, client.post(_one(waiting), told).status_code] == [404, 404]
        client.post(reverse("people:approve_many"), {"application": [waiting.pk]})
    for account in (organiser, steward, rider, bystander):
        assert as_(account).get(QUEUE).status_code == 404
    assert "林＊＊" not in as_(other_officer).get(QUEUE).content.decode()
    assert stranger.get(QUEUE)["Location"].startswith("/sign-in/")
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    Application.objects.update(state="unconfirmed")
    assert as_(reviewer).get(_one(waiting)).status_code == 404
