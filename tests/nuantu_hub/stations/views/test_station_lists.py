"""Handing a list of stations in, trying it and taking it over, as an officer does."""

from __future__ import annotations

import csv
import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.stations.domain.test_station_import import hand_in, tell, write_file
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import Station, StationImport

pytestmark = pytest.mark.django_db
LISTS = "/stations/lists/"


def hand_over(client: Client, unit: Unit, body: bytes) -> str:
    """Where the form leads."""
    answer = client.post(LISTS, {"unit": unit.pk, "token": str(uuid4()), "file": SimpleUploadedFile("名单.csv", body)})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_an_officer_tries_a_list_and_takes_it_over(as_: As, officer: Account, district: Unit) -> None:
    client = as_(officer)
    where = hand_over(client, district, write_file(tell("A", 0), tell("B", 500, hours="早八晚八")))
    page = client.get(where).content.decode()
    assert "这是试算，还没有写进任何东西。" in page
    assert "开放时间从第 1 个字符起读不懂" in page
    assert not Station.objects.exists()

    answer = client.post(f"{where}take/", follow=True)
    assert "写入了 1 行；没有写入的 1 行列在下面" in answer.content.decode()
    assert [one.code for one in Station.objects.all()] == ["A"]
    assert reverse("stations:manage", args=[Station.objects.get().pk]) in client.get(
        f"{where}?fate=new").content.decode()
    report = list(csv.reader(io.StringIO(client.get(f"{where}report.csv").content.decode("utf-8-sig"))))
    assert [row[3] for row in report] == ["结果", "新增", "有问题"]


def test_a_file_that_is_no_list_is_told_beside_the_form(as_: As, officer: Account, district: Unit) -> None:
    answer = as_(officer).post(LISTS, {"unit": district.pk, "token": str(uuid4()),
                                       "file": SimpleUploadedFile("a.csv", "编号\nA\n".encode())})
    assert answer.status_code == 422
    assert "第 1 行缺少列" in answer.content.decode()
    assert not StationImport.objects.exists()


def test_the_template_comes_back_as_a_list(as_: As, officer: Account, district: Unit) -> None:
    client = as_(officer)
    body = client.get(f"{LISTS}template.csv").content
    assert "新增 <b>1</b>" in client.get(hand_over(client, district, body)).content.decode()


def test_nobody_else_sees_a_list(
    as_: As, stranger: Client, officer: Account, other_officer: Account, rider: Account, district: Unit,
) -> None:
    made = hand_in(officer, district, tell("A", 0))
    where = f"{LISTS}{made.pk}/"
    for account in (other_officer, rider):
        assert as_(account).get(where).status_code == 404
        assert as_(account).post(f"{where}take/").status_code == 404
    assert stranger.get(where).headers["Location"].startswith("/sign-in/")
    assert "名单.csv" in as_(officer).get(LISTS).content.decode()
    assert "名单.csv" not in as_(other_officer).get(LISTS).content.decode()
    assert not Station.objects.exists()


def test_lists_ask_as_often_for_one_as_for_many(
    as_: As, officer: Account, district: Unit,
) -> None:
    client, counts = as_(officer), []
    put_station(district, "S-0")
    for size in (1, 20):
        made = [hand_in(officer, district, *(tell(f"S-{number}", 500 * number) for number in range(1, size + 1)))
                for _time in range(size)][-1]
        with CaptureQueriesContext(connection) as asked:
            client.get(LISTS)
            client.get(f"{LISTS}{made.pk}/?fate=new")
        counts.append(len(asked))
    assert counts[0] == counts[1]
