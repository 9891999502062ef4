"""What a phone opens at a visit: signing in without an account, asking, joining; and no word on who is a member."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.people.membership_cast import make_member
from tests.nuantu_hub.people.organising_cast import MOMENT, at, plan

from nuantu_hub.people.domain.visits import call_off_visit
from nuantu_hub.people.models import Account, Attendance, Question, Unit, Visit

pytestmark = pytest.mark.django_db
WHO = {"name": "林小满", "phone": "13900000001"}


@pytest.fixture
def visit(organiser: Account, district: Unit) -> Visit:
    return plan(organiser, district)


def test_anybody_signs_in_asks_and_finds_the_way_to_join(visit: Visit, stranger: Client) -> None:
    address = f"/v/{visit.code}/"
    with at():
        assert "手机号" in stranger.get(address).content.decode()
        assert stranger.post(address, WHO).headers["Location"] == address
        page = stranger.get(address).content.decode()
        assert visit.poster is not None
        assert f"/join/{visit.poster.code}/" in page
        asked = {"topic": "pay", "text": "抽成怎么算", "token": str(uuid4())}
        assert stranger.post(f"{address}ask/", asked).status_code == 302
        assert stranger.post(f"{address}ask/", asked | {"hear_back": "on", "token": str(uuid4())}).status_code == 302
    came = Attendance.objects.get()
    assert [question.asker for question in Question.objects.order_by("pk")] == [None, came]
    assert (came.source, came.member, came.account) == ("scan", False, None)


def test_members_and_others_see_the_very_same_page(visit: Visit, district: Unit, street: Unit) -> None:
    make_member("林小满", street, "+8613900000001")
    pages = []
    for phone in ("13900000001", "13900000002"):
        client = Client()
        with at():
            client.post(f"/v/{visit.code}/", WHO | {"phone": phone})
            page = client.get(f"/v/{visit.code}/").content.decode()
        pages.append([line for line in page.splitlines() if "csrf" not in line and "token" not in line])
    assert pages[0] == pages[1]
    assert sorted(Attendance.objects.values_list("member", flat=True)) == [False, True]


def test_a_signed_in_worker_finds_the_form_filled_in(visit: Visit, rider: Account, as_: As) -> None:
    client = as_(rider)
    with at():
        page = client.get(f"/v/{visit.code}/").content.decode()
        assert ('value="林小满"' in page, 'value="13900000001"' in page) == (True, True)
        client.post(f"/v/{visit.code}/", WHO)
    assert Attendance.objects.get().account == rider


@pytest.mark.parametrize("told", [WHO | {"phone": "12345"}, WHO | {"name": ""}, {"name": " "}])
def test_what_is_no_name_or_phone_is_refused_beside_its_field(visit: Visit, stranger: Client,
                                                              told: dict[str, str]) -> None:
    with at():
        answer = stranger.post(f"/v/{visit.code}/", told)
    assert (answer.status_code, "errors" in answer.content.decode(), Attendance.objects.count()) == (422, True, 0)


def test_before_after_and_when_called_off_nobody_signs_in(visit: Visit, organiser: Account, stranger: Client) -> None:
    for hours in (-3, 8):
        with at(MOMENT + timedelta(hours=hours)):
            assert "现在不能签到" in stranger.get(f"/v/{visit.code}/").content.decode()
            assert stranger.post(f"/v/{visit.code}/", WHO).status_code == 422
    call_off_visit(by=organiser, visit=visit, reason="大风")
    with at():
        assert "取消了" in stranger.get(f"/v/{visit.code}/").content.decode()
    assert not Attendance.objects.exists()


def test_a_question_needs_a_sign_in_and_words(visit: Visit, stranger: Client) -> None:
    asked = {"topic": "pay", "text": "抽成怎么算", "token": str(uuid4())}
    with at():
        assert stranger.post(f"/v/{visit.code}/ask/", asked).headers["Location"] == f"/v/{visit.code}/"
        stranger.post(f"/v/{visit.code}/", WHO)
        assert stranger.post(f"/v/{visit.code}/ask/", asked | {"text": " "}).status_code == 422
        assert stranger.get(f"/v/{visit.code}/ask/").status_code == 405
    assert not Question.objects.exists()


def test_a_code_that_is_none_opens_nothing(stranger: Client) -> None:
    assert stranger.get("/v/none-such/").status_code == 404
