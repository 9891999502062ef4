"""A plan as a table: a row a site, and the deed that it was taken."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.siting_cast import put_plan

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.stations.domain.site_table import export_plan

pytestmark = pytest.mark.django_db


def test_every_site_is_a_row(district: Unit, officer: Account) -> None:
    rows = export_plan(by=officer, plan=put_plan(district)).decode("utf-8-sig").split("\r\n")

    assert rows[0].startswith("顺序,编号,名称")
    assert rows[1:3] == ["1,HX-1,网点1,银行网点,39.91,116.4,1,300,0,0,300,300,500,300,300,220",
                         "2,HX-2,网点2,银行网点,39.92,116.4,1,0,0,2,120,420,500,300,120,40"]
    assert Deed.objects.get().verb == "sites exported"
