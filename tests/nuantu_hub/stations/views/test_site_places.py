"""Places and gates on the desk: entered, taken over from a table, dropped, taken along."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.queries import count_queries
from tests.nuantu_hub.stations.siting_cast import LAT, LON, put_candidates, put_gate

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import CompoundGate, SiteCandidate

pytestmark = pytest.mark.django_db


def test_a_place_is_entered_dropped_and_listed(district: Unit, officer: Account, as_: As) -> None:
    client = as_(officer)
    client.post(f"/siting/units/{district.pk}/candidates/add/", {
        "what": "one", "code": "HX-1", "name": "一号网点", "kind": "bank", "lat_deg": LAT, "lon_deg": LON})
    one = SiteCandidate.objects.get()
    assert "一号网点" in client.get("/siting/candidates/?kind=bank").content.decode()
    client.post(f"/siting/candidates/{one.pk}/drop/", {"why": ""})
    assert SiteCandidate.objects.at_hand().exists()
    client.post(f"/siting/candidates/{one.pk}/drop/", {"why": "房东收回"})

    assert not SiteCandidate.objects.at_hand().exists()
    assert "一号网点" not in client.get("/siting/candidates/").content.decode()


def test_what_is_wrong_stands_beside_the_field(district: Unit, officer: Account, as_: As) -> None:
    answer = as_(officer).post(f"/siting/units/{district.pk}/candidates/add/", {
        "what": "one", "code": "F", "name": "石塘", "kind": "area", "lat_deg": LAT, "lon_deg": LON})

    assert answer.status_code == 422
    assert "服务区要写高速公路和桩号" in answer.content.decode()


def test_a_table_says_what_became_of_its_lines(district: Unit, officer: Account, as_: As) -> None:
    body = "编号,小区或楼宇,门,纬度,经度,怎么进\nXQ-1,安和里,东门,39.9,116.4,扫码进\nXQ-2,安和里,西门,39.9,116.4,翻墙\n"
    page = as_(officer).post(f"/siting/units/{district.pk}/gates/add/", {
        "what": "table", "file": SimpleUploadedFile("gates.csv", body.encode())}).content.decode()

    assert "没有“翻墙”这种进法" in page
    assert [gate.name for gate in CompoundGate.objects.all()] == ["东门"]


def test_gates_are_found_by_name_and_closed(district: Unit, officer: Account, as_: As) -> None:
    gate = put_gate(district)
    put_gate(district, "XQ-2", compound="澄园")
    client = as_(officer)
    page = client.get("/siting/gates/?q=安和").content.decode()

    assert ("安和里" in page, "澄园" in page) == (True, False)
    client.post(f"/siting/gates/{gate.pk}/close/")
    assert "没有这个小区" in client.get("/siting/gates/?q=安和").content.decode()


def test_tables_go_out_of_ones_own_branch_only(district: Unit, other_officer: Account, officer: Account,
                                               as_: As) -> None:
    put_candidates(district, 2)
    put_gate(district)

    for page in ("candidates", "gates"):
        own, other = (as_(one).get(f"/siting/{page}.csv").content.decode("utf-8-sig")
                      for one in (officer, other_officer))
        assert own.count("\r\n") > other.count("\r\n") == 1


def test_lists_ask_equally_often_however_long(district: Unit, officer: Account, as_: As) -> None:
    put_candidates(district, 1)
    put_gate(district)
    client = as_(officer)
    few = [count_queries(client, page) for page in ("/siting/candidates/", "/siting/gates/")]
    SiteCandidate.objects.bulk_create(SiteCandidate(unit=district, code=f"N-{n}", name="x", kind="shop", lat_deg=LAT,
                                                    lon_deg=LON) for n in range(40))
    for number in range(20):
        put_gate(district, f"G-{number}")

    assert [count_queries(client, page) for page in ("/siting/candidates/", "/siting/gates/")] == few
