"""Pages about suspensions: the officer's, the steward's and the worker's own."""

from __future__ import annotations

import base64
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.passes.domain.test_suspensions import stop
from tests.nuantu_hub.passes.pass_cast import confirm, let_carry

from nuantu_hub.passes.models import PhoneLoss, ShareHolder, Suspension
from nuantu_hub.passes.suspension_due import list_due_appeals
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def carrier(rider: Account, street: Unit) -> Account:
    return confirm(let_carry(rider), street)


def test_an_officer_suspends_by_card_number_and_the_worker_is_told(
        carrier: Account, officer: Account, as_: As) -> None:
    answer = as_(officer).post(reverse("passes:add_suspension"), {
        "token": str(uuid.uuid4()), "card": carrier.person.card_number, "cause": "lent", "words": "查明借码",
        "days": 7})
    made = Suspension.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("passes:suspension", args=[made.pk]))
    page = as_(carrier).get(reverse("passes:own_suspension")).content.decode()
    assert "查明借码" in page
    assert "驿站的门照常开" in page


@pytest.mark.parametrize("change", [{"card": "123"}, {"words": ""}, {"days": 400}])
def test_what_is_refused_stands_beside_the_form(carrier: Account, officer: Account, as_: As,
                                                change: dict[str, object]) -> None:
    told = {"token": str(uuid.uuid4()), "card": carrier.person.card_number, "cause": "lent", "words": "查明", "days": 7}
    assert as_(officer).post(reverse("passes:add_suspension"), told | change).status_code == 422
    assert not Suspension.objects.exists()


def test_an_appeal_goes_to_another_officer_with_a_clock(
        carrier: Account, officer: Account, district: Unit, as_: As) -> None:
    made = stop(officer, carrier, district)
    as_(carrier).post(reverse("passes:own_suspension"), {"token": str(uuid.uuid4()), "text": "那天我休息"})
    address = reverse("passes:suspension", args=[made.pk])
    assert list(list_due_appeals(officer, now())) == []
    second = Account.objects.create_staff("second", "另一位")
    second.posts.create(unit=district, role="officer", since=now())
    due = list(list_due_appeals(second, now()))
    assert [(one.url, one.due == made.appeal.due_at) for one in due] == [(address, True)]
    told = {"act": "answer", "upheld": "yes", "answer": "确实不是你"}
    assert as_(officer).post(address, told).status_code == 422
    assert as_(second).post(address, told).status_code == 302
    assert "确实不是你" in as_(carrier).get(reverse("passes:own_suspension")).content.decode()


def test_an_officer_ends_it_with_a_reason(carrier: Account, officer: Account, district: Unit, as_: As) -> None:
    address = reverse("passes:suspension", args=[stop(officer, carrier, district).pk])
    assert as_(officer).post(address, {"act": "end", "why": ""}).status_code == 422
    assert as_(officer).post(address, {"act": "end", "why": "查错了"}).status_code == 302
    assert "查错了" in as_(carrier).get(reverse("passes:own_suspension")).content.decode()


def test_others_see_nothing(carrier: Account, officer: Account, other_officer: Account, other_rider: Account,
                            stranger: Client, district: Unit, as_: As) -> None:
    address = reverse("passes:suspension", args=[stop(officer, carrier, district).pk])
    assert [as_(who).get(address).status_code for who in (other_officer, other_rider)] == [404, 404]
    assert stranger.get(address).status_code == 302
    assert "没有停过谁的码" in as_(other_officer).get(reverse("passes:suspensions")).content.decode()
    assert "你的码没有停" in as_(other_rider).get(reverse("passes:own_suspension")).content.decode()


def test_the_list_asks_as_often_for_many_rows_as_for_one(
        carrier: Account, officer: Account, district: Unit, as_: As) -> None:
    client, counts = as_(officer), []
    stop(officer, carrier, district)
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("passes:suspensions")).status_code == 200
        counts.append(len(asked))
        for one in range(30 if not number else 0):
            stop(officer, Account.objects.create_worker(f"工{one}", f"+86137{one:08d}"), district)
    assert counts[0] == counts[1]


def test_a_lost_phone_is_reported_and_the_reporting_one_goes_on(carrier: Account, as_: As) -> None:
    client = as_(carrier)
    assert client.get(reverse("passes:lost")).status_code == 200
    assert client.post(reverse("passes:lost")).status_code == 302
    assert PhoneLoss.objects.get().account == carrier
    assert client.session["passes_since"] >= PhoneLoss.objects.get().at.timestamp()


def test_staff_reports_for_who_calls(carrier: Account, officer: Account, as_: As) -> None:
    address = reverse("passes:withdraw")
    assert as_(officer).get(address).status_code == 200
    assert as_(officer).post(address, {"card": "1", "why": "x"}).status_code == 422
    assert as_(officer).post(address, {"card": carrier.person.card_number, "why": "回拨"}).status_code == 302


def test_the_steward_says_who_holds_shares(steward: Account, officer: Account, as_: As) -> None:
    address, key = reverse("passes:holders"), base64.b64encode(bytes(range(32))).decode()
    assert as_(officer).get(address).status_code == 404
    client = as_(steward)
    assert "还没有人保管" in client.get(address).content.decode()
    assert client.post(address, {"seat": 1, "name": "市总工会", "public_key": "x"}).status_code == 422
    assert client.post(address, {"seat": 1, "name": "市总工会", "public_key": key}).status_code == 302
    held = ShareHolder.objects.get()
    assert client.post(reverse("passes:release_holder", args=[held.pk])).status_code == 302
    held.refresh_from_db()
    assert held.until is not None
