"""Handing a register in, watching it, taking it over and getting the bad rows back; for the own branch only."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As

from nuantu_hub.people.domain.register_import import take_register, try_register
from nuantu_hub.people.models import Account, BulkImport, Person, Reading, Unit

pytestmark = pytest.mark.django_db
LIST = "/members/registers/"
BODY = "姓名,手机号,从业类型\n林小满,13900000001,外卖配送员\n赵大河,12,货车司机\n".encode()


def _hand_in(client: Client, unit: Unit, body: bytes = BODY) -> str:
    answer = client.post(LIST, {"unit": unit.pk, "token": str(uuid.uuid4()),
                                "file": SimpleUploadedFile("名册.csv", body)})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def _page(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_register_is_tried_shown_and_taken(street: Unit, reviewer: Account, as_: As) -> None:
    client = as_(reviewer)
    address = _hand_in(client, street)
    running = _page(client, address)
    assert "正在试算" in running
    assert "every 1s" in running
    register = try_register(BulkImport.objects.get())
    page = _page(client, address)
    for words in ("已试算", "赵＊＊", "手机号", "这不是一个能收短信的手机号", "写 1 开头的 11 位手机号", "写入 1 行"):
        assert words in page, words
    assert "林＊＊" in _page(client, address, fate="new")
    assert Person.objects.count() == 0
    client.post(reverse("people:take_register", args=[register.pk]))
    take_register(BulkImport.objects.get())
    assert "已写入" in _page(client, address)
    assert "名册.csv" in _page(client, LIST)
    assert Person.objects.get().name == "林小满"


def test_the_progress_asks_for_the_page_anew_when_it_is_done(street: Unit, reviewer: Account, as_: As) -> None:
    client = as_(reviewer)
    progress = f"{_hand_in(client, street)}progress/"
    assert "HX-Refresh" not in client.get(progress).headers
    try_register(BulkImport.objects.get())
    assert client.get(progress).headers["HX-Refresh"] == "true"


def test_bad_rows_and_the_template_come_as_files(street: Unit, reviewer: Account, as_: As) -> None:
    client = as_(reviewer)
    address = _hand_in(client, street)
    try_register(BulkImport.objects.get())
    answer = client.post(f"{address}bad/")
    assert "3,手机号,这不是一个能收短信的手机号" in answer.content.decode("utf-8-sig")
    assert (answer["Content-Type"], Reading.objects.get().purpose) == ("text/csv; charset=utf-8", "bad rows")
    assert client.get(reverse("people:register_template")).content.decode("utf-8-sig").startswith("姓名,手机号")


def test_what_is_no_register_is_refused_beside_the_field(street: Unit, reviewer: Account, as_: As) -> None:
    answer = as_(reviewer).post(LIST, {"unit": street.pk, "token": str(uuid.uuid4()),
                                       "file": SimpleUploadedFile("x.csv", b"%PDF\0")})
    assert (answer.status_code, "这不是 CSV 或 XLSX 文件" in answer.content.decode()) == (422, True)
    assert BulkImport.objects.count() == 0


def test_a_register_for_a_unit_elsewhere_is_refused(other_district: Unit, reviewer: Account, as_: As) -> None:
    answer = as_(reviewer).post(LIST, {"unit": other_district.pk, "token": str(uuid.uuid4()),
                                       "file": SimpleUploadedFile("x.csv", BODY)})
    assert (answer.status_code, BulkImport.objects.count()) == (422, 0)


def test_the_lists_take_as_many_questions_for_one_as_for_many(street: Unit, reviewer: Account, as_: As) -> None:
    client, counts = as_(reviewer), []
    for serial in range(12):
        if serial in (1, 11):
            with CaptureQueriesContext(connection) as asked:
                client.get(LIST)
            counts.append(len(asked))
        _hand_in(client, street)
    assert counts[0] == counts[1]


def test_others_reach_none(street: Unit, reviewer: Account, officer: Account, other_officer: Account,
                           organiser: Account, steward: Account, rider: Account, bystander: Account,
                           stranger: Client, as_: As) -> None:
    address = _hand_in(as_(reviewer), street)
    try_register(BulkImport.objects.get())
    assert as_(officer).get(address).status_code == 200
    for account in (other_officer, organiser, steward, rider, bystander):
        client = as_(account)
        assert [client.get(address).status_code, client.get(f"{address}progress/").status_code,
                client.post(f"{address}take/").status_code, client.post(f"{address}bad/").status_code] == [404] * 4
    for account in (organiser, steward, rider, bystander):
        assert as_(account).get(LIST).status_code == 404
    assert "名册.csv" not in as_(other_officer).get(LIST).content.decode()
    for page in (LIST, address):
        assert stranger.get(page)["Location"].startswith("/sign-in/")
    assert BulkImport.objects.get().state == "tried"
