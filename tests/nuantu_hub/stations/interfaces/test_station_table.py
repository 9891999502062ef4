"""Stations as rows that are taken along."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.pages_cast import MOMENT, put_fault
from tests.nuantu_hub.stations.registry_cast import put_station

from nuantu_hub.people.models import Unit
from nuantu_hub.stations.interfaces.stand import read_stands
from nuantu_hub.stations.interfaces.station_table import HEADING, list_cells

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_a_row_says_what_is_known_and_leaves_empty_what_is_not(street: Unit) -> None:
    station = put_station(street, seats=None)
    put_fault(station, hours_left=-1)
    cells = dict(zip(map(str, HEADING), list_cells(read_stands([station], MOMENT, whole=True)[0]), strict=True))

    assert cells == {
        "编号": "DH-0001", "名称": "晨光驿站", "类型": "暖心驿站", "归口工会": "柳岸街道总工会", "地址": "柳林路 3 号",
        "纬度（WGS 84）": "39.990000", "经度（WGS 84）": "116.470000", "开放时间": "Mo-Su,PH 07:00-22:00",
        "状态": "使用中", "此刻": "开着", "可容人数": "", "面积，平方米": "", "设施": "热水、热饭", "没修好的故障": 1,
        "其中过期": 1, "星级": "", "星级到期": "", "场地单位": ""}
