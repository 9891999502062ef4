"""Visits in the browser: planned, moved, reported; the sign on the wall, the paper sheet, who came."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.people.organising_cast import MOMENT, at, plan
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.people.domain.attendance import sign_in
from nuantu_hub.people.models import Account, Question, Reading, Unit, Visit

pytestmark = pytest.mark.django_db
READING = ("", "people/", "sign/")
WRITING = ("change/", "sheets/")


@pytest.fixture
def visit(organiser: Account, district: Unit) -> Visit:
    return plan(organiser, district)


def _read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [
    ("organiser", 200), ("officer", 200), ("steward", 404), ("reviewer", 404), ("other_officer", 404),
    ("bystander", 404), ("rider", 404)])
def test_a_visit_is_for_who_organises_there(
        visit: Visit, district: Unit, as_: As, who: str, status: int, request: pytest.FixtureRequest) -> None:
    client = as_(request.getfixturevalue(who))
    for page in (*READING, *WRITING):
        assert client.get(f"/visits/{visit.pk}/{page}").status_code == status, page
    assert client.get(f"/units/{district.pk}/visits/add/").status_code == status
    for page in ("close/", "ask/"):
        assert (client.post(f"/visits/{visit.pk}/{page}").status_code == 404) == (status == 404), page


def test_a_stranger_is_sent_to_sign_in(visit: Visit, stranger: Client) -> None:
    for page in ("/visits/", *(f"/visits/{visit.pk}/{page}" for page in (*READING, *WRITING, "close/", "ask/"))):
        assert stranger.get(page).headers["Location"].startswith("/sign-in/"), page


def test_a_plan_is_kept_once_with_who_goes_and_who_is_invited(
        district: Unit, organiser: Account, officer: Account, as_: As) -> None:
    client, address = as_(organiser), f"/units/{district.pk}/visits/add/"
    told = {"title": "市场双沟通", "place_kind": "market", "place": "北广场", "starts_at": "2026-11-23T09:00",
            "ends_at": "2026-11-23T11:00", "going": [str(organiser.pk), str(officer.pk)],
            "guests": "东门车队 30\n附近骑手", "token": str(uuid4())}
    assert client.post(address, told | {"going": []}).status_code == 422
    answers = [client.post(address, told) for _turn in range(2)]
    made = Visit.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {f"/visits/{made.pk}/"}
    page = _read(client, f"/visits/{made.pk}/")
    for words in ("市场双沟通", "11月23日 周一 09:00", "北广场", "郑干", "东门车队", "30 人", "附近骑手"):
        assert words in page


def test_only_colleagues_of_the_branch_can_go(district: Unit, organiser: Account, other_officer: Account,
                                              as_: As) -> None:
    page = _read(as_(organiser), f"/units/{district.pk}/visits/add/")
    assert (str(organiser.pk) in page, str(other_officer.pk) in page) == (True, False)


def test_a_moved_visit_shows_where_it_was(visit: Visit, organiser: Account, as_: As) -> None:
    client, address = as_(organiser), f"/visits/{visit.pk}/change/"
    told = {"what": "move", "place": "西门", "starts_at": "2026-11-24T09:00",
            "ends_at": "2026-11-24T10:00", "reason": "施工"}
    with at(MOMENT - timedelta(days=1)):
        assert client.post(address, told | {"ends_at": "2026-11-24T08:00"}).status_code == 422
        assert client.post(address, told).status_code == 302
        page = _read(client, f"/visits/{visit.pk}/")
        for words in ("西门", "东门", "施工"):
            assert words in page
        assert client.post(address, {"what": "off", "reason": "大风"}).status_code == 302
        assert "已取消" in _read(client, f"/visits/{visit.pk}/")


def test_questions_and_the_report_are_taken_down_at_the_visit(visit: Visit, organiser: Account, as_: As) -> None:
    client = as_(organiser)
    with at(MOMENT + timedelta(hours=3)):
        assert "还没有小结" in _read(client, f"/visits/{visit.pk}/")
        asked = {"topic": "pay", "text": "抽成怎么算", "token": str(uuid4())}
        assert client.post(f"/visits/{visit.pk}/ask/", asked | {"text": ""}).status_code == 422
        for _turn in range(2):
            assert client.post(f"/visits/{visit.pk}/ask/", asked).status_code == 302
        assert client.post(f"/visits/{visit.pk}/close/", {"outcome": ""}).status_code == 422
        assert client.post(f"/visits/{visit.pk}/close/", {"outcome": "来了二十人"}).status_code == 302
        page = _read(client, f"/visits/{visit.pk}/")
    assert ("抽成怎么算" in page, "来了二十人" in page, Question.objects.count()) == (True, True, 1)


def test_the_sign_carries_the_address_of_this_visit(visit: Visit, organiser: Account, as_: As) -> None:
    page = _read(as_(organiser), f"/visits/{visit.pk}/sign/")
    assert f"http://testserver/v/{visit.code}/" in page
    assert re.search(r'<svg class="qr" viewBox="0 0 (\d+) \1"', page)


def test_who_came_is_veiled_and_the_reading_written_down(visit: Visit, organiser: Account, as_: As) -> None:
    sign_in(visit=visit, name="林小满", phone="13900000001", at=MOMENT)
    page = _read(as_(organiser), f"/visits/{visit.pk}/people/")
    shown = [words in page for words in ("林＊＊", "139****0001", "林小满", "13900000001")]
    assert shown == [True, True, False, False]
    assert [(one.by, one.purpose) for one in Reading.objects.all()] == [(organiser, "visit attendances")]


def test_a_sheet_reports_its_bad_rows_by_number(visit: Visit, organiser: Account, as_: As) -> None:
    client, address = as_(organiser), f"/visits/{visit.pk}/sheets/"
    table = "姓名,手机号,主题,问题\n林小满,13900000001,,\n钱路,12345,,\n".encode()
    token = str(uuid4())
    for _turn in range(2):
        answer = client.post(address, {"file": SimpleUploadedFile("签到.csv", table), "token": token})
        assert answer.status_code == 302
    page = _read(client, address)
    assert "新增 1 人，已有 0 人，有问题 1 行" in page
    assert re.search(r'<th scope="row" class="number">3</th><td lang="zh-Hans">手机号</td>', page)
    assert client.post(address, {"file": SimpleUploadedFile("甲.csv", b"x"), "token": str(uuid4())}).status_code == 422


def test_the_list_is_ones_own_and_asks_as_often_for_one_as_for_many(
        district: Unit, organiser: Account, other_officer: Account, as_: As) -> None:
    client, counted = as_(organiser), []
    for number in range(60):
        visit = plan(organiser, district, title=f"走访{number}", starts_at=MOMENT + timedelta(hours=number))
        sign_in(visit=visit, name="林小满", phone="13900000001", at=visit.starts_at)
        if number in (0, 59):
            counted.append(count_queries(client, "/visits/"))
    assert counted[0] == counted[1]
    assert _read(client, "/visits/").count("<tr><th") == 51
    assert "走访1" not in _read(as_(other_officer), "/visits/")
    assert "走访59" in _read(client, "/visits/?state=planned")
    assert "走访59" not in _read(client, "/visits/?state=held")
