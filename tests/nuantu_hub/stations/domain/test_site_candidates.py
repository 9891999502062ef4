"""Places are entered once by their code, from a form or a table, and dropped with a reason."""

from __future__ import annotations

from typing import Any

import pytest

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.stations.domain.site_candidates import (
    Line,
    drop_candidate,
    enter_candidate,
    read_table,
    take_candidates,
    write_candidates,
)
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import SiteCandidate

pytestmark = pytest.mark.django_db
HEAD = "编号,名称,类型,纬度,经度,面积,每天货车数,数车日期,高速公路,桩号,来源\n"


def facts(**more: Any) -> dict[str, Any]:
    return {"name": "网点", "kind": "bank", "lat_deg": 39.9, "lon_deg": 116.4, **more}


def test_a_code_is_one_place_and_a_known_one_is_brought_up_to_date(district: Unit, officer: Account) -> None:
    made = enter_candidate(by=officer, unit=district, code=" hx-1 ", **facts())
    again = enter_candidate(by=officer, unit=district, code="HX-1", **facts(name="新网点"))

    assert (made.pk, made.code, again.name) == (again.pk, "HX-1", "新网点")
    assert Deed.objects.filter(verb="site candidate entered").count() == 2


@pytest.mark.parametrize(("code", "more", "field"), [
    ("", {}, "code"), ("X", {"name": " "}, "name"), ("X", {"kind": "area"}, "road"),
    ("X", {"kind": "park", "trucks_per_day": 300}, "counted_on")])
def test_what_cannot_be_is_named(district: Unit, officer: Account, code: str, more: dict[str, Any], field: str) -> None:
    with pytest.raises(StationRefused) as refused:
        enter_candidate(by=officer, unit=district, code=code, **facts(**more))

    assert refused.value.field == field


def test_another_unions_code_is_not_taken(district: Unit, other_district: Unit, officer: Account) -> None:
    enter_candidate(by=None, unit=other_district, code="HX-1", **facts())

    with pytest.raises(StationRefused):
        enter_candidate(by=officer, unit=district, code="HX-1", **facts())


def test_a_table_is_taken_line_by_line_and_twice_changes_nothing(district: Unit, officer: Account) -> None:
    body = (HEAD + "HX-1,一号网点,银行网点,39.9,116.4,20,,,,,摸底\n"
            "WL-1,北园,物流园区,39.95,116.5,,420,2026-11-01,,,人工\n"
            "X,坏,车站,39.9,116.4,,,,,,\nY,坏,银行网点,东经,116.4,,,,,,\nZ,坏,物流园区,39.9,116.4,,5,昨天,,,\n").encode()
    first = take_candidates(by=officer, unit=district, body=body)
    second = take_candidates(by=officer, unit=district, body=body.decode().encode("gb18030"))

    assert [(line.line, line.fate, line.column) for line in first] == [
        (2, "new", ""), (3, "new", ""), (4, "bad", "类型"), (5, "bad", "纬度"), (6, "bad", "数车日期")]
    assert [line.fate for line in second] == ["same", "same", "bad", "bad", "bad"]
    assert SiteCandidate.objects.get(code="WL-1").trucks_per_day == 420


def test_what_was_written_is_taken_back_the_same(district: Unit, officer: Account) -> None:
    enter_candidate(by=officer, unit=district, code="HX-1", **facts(area_m2=20.0))
    lines = take_candidates(by=officer, unit=district, body=write_candidates(SiteCandidate.objects.all()))

    assert lines == [Line(2, "same")]


@pytest.mark.parametrize("body", [b"\xff\xff\xff", "名称\n一".encode(), b"x" * 1_000_001, b'a,"b\n'])
def test_a_file_that_is_no_such_table_is_refused(body: bytes) -> None:
    with pytest.raises(StationRefused) as refused:
        read_table(body, ("编号",))

    assert refused.value.field == "file"


def test_a_place_is_dropped_with_its_reason_and_comes_back_when_entered(district: Unit, officer: Account) -> None:
    made = enter_candidate(by=officer, unit=district, code="HX-1", **facts())
    with pytest.raises(StationRefused):
        drop_candidate(by=officer, candidate=made, why=" ")
    drop_candidate(by=officer, candidate=made, why="房东收回")

    assert not SiteCandidate.objects.at_hand().exists()
    enter_candidate(by=officer, unit=district, code="HX-1", **facts())
    assert SiteCandidate.objects.at_hand().count() == 1
