"""Lines of a list of stations, field by field."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.utils.translation import override
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.domain.register_file import Line, read_lines
from nuantu_hub.people.models import Unit
from nuantu_hub.site.errors import Refused
from nuantu_hub.stations.domain.coordinates import measure_m, to_gcj02
from nuantu_hub.stations.domain.station_rows import COLUMNS, Wanted, read_facilities, read_line, write_template

pytestmark = pytest.mark.django_db
CELLS = {"code": "dh-1", "name": "晨光驿站", "kind": "暖心驿站", "address": "柳林路 3 号", "lat_deg": "39.99",
         "lon_deg": "116.47", "datum": "WGS-84", "hours": "24/7", "facilities": "热水、热饭×2", "seats": "12",
         "opened_on": "2025/03/01", "area_m2": "20.5"}


def read(district: Unit, **cells: str) -> Wanted:
    return read_line(Line(2, CELLS | cells), district, {district.name: [district]}, None)


def test_a_line_is_read_whole(district: Unit) -> None:
    wanted = read(district)
    facts = wanted.facts
    assert (wanted.code, wanted.unit, wanted.moved_from) == ("DH-1", district, "")
    assert (facts.kind, facts.lat_deg, facts.lon_deg, facts.seats, facts.area_m2, facts.opened_on) == (
        "warm", 39.99, 116.47, 12, 20.5, date(2025, 3, 1))
    assert facts.facilities == {"hot_water": 1, "meal_heating": 2}


def test_a_place_in_another_system_becomes_wgs_84(district: Unit) -> None:
    lat_deg, lon_deg = to_gcj02(39.99, 116.47)
    facts = read(district, lat_deg=f"{lat_deg:.7f}", lon_deg=f"{lon_deg:.7f}", datum="gcj02").facts
    assert measure_m(facts.lat_deg, facts.lon_deg, 39.99, 116.47) < 1


@pytest.mark.parametrize(("cells", "field", "named"), [
    ({"datum": ""}, "datum", "没有写明坐标系"), ({"datum": "CGCS2000"}, "datum", "CGCS2000"),
    ({"lat_deg": "北纬"}, "lat_deg", "“北纬”不是数"),
    ({"lat_deg": "116.47", "lon_deg": "39.99"}, "lat_deg", "没有这样"),
    ({"hours": "早八到晚八"}, "hours", "读不懂"), ({"kind": "茶馆"}, "kind", "没有这个类型：茶馆"),
    ({"facilities": "热水、泳池"}, "facilities", "没有这样的设施：泳池"), ({"seats": "12.5"}, "seats", "不是整数"),
    ({"opened_on": "去年"}, "opened_on", "日期读不出"), ({"code": "=1+1"}, "code", "编号只用字母"),
    ({"unit": "没有的工会"}, "unit", "没有唯一一个工会"), ({"name": ""}, "name", "不超过 80"),
])
def test_what_cannot_be_read_is_named(district: Unit, cells: dict[str, str], field: str, named: str) -> None:
    with pytest.raises(Refused, match=named) as refused:
        read(district, **cells)
    assert refused.value.field == field


def test_what_a_line_leaves_out_stays_as_registered(district: Unit) -> None:
    known = put_station(district, "DH-1", seats=9, contact="12351", host="银杏银行", host_rules="请轻声")
    cells = {name: text for name, text in CELLS.items() if name not in ("seats", "facilities", "area_m2")}
    facts = read_line(Line(2, cells), district, {}, known).facts
    assert (facts.seats, facts.contact, facts.host, facts.host_rules, facts.facilities) == (
        9, "12351", "银杏银行", "请轻声", None)


def test_facilities_are_read_in_both_languages() -> None:
    assert read_facilities("热水 ,screen*2;座椅x12") == {"hot_water": 1, "screen": 2, "seats": 12}
    with override("en"):
        assert read_facilities("热水、除颤仪") == {"hot_water": 1, "aed": 1}


def test_the_template_can_be_handed_in(district: Unit) -> None:
    body = write_template()
    lines = read_lines("模板.csv", body, COLUMNS)
    assert len(next(csv.reader(io.StringIO(body.decode("utf-8-sig"))))) == len(COLUMNS)
    assert read_line(lines[0], district, {}, None).code == "CY-0412"
