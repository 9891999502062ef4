"""The table of visits: a line an hour, nothing that a spreadsheet would run, and a deed for each unit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.stations.visit_cast import MOMENT, build_station, count_hours

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.stations.domain.visit_export import export_visits
from nuantu_hub.stations.models import Station

pytestmark = pytest.mark.django_db
TODAY = MOMENT.date()


def test_each_unit_has_its_deed_and_no_cell_is_run(officer: Account, district: Unit, street: Unit) -> None:
    first = build_station(district, name="=HYPERLINK(1)")
    second = build_station(street, "DH-002")
    count_hours(first, TODAY, {8: 3})
    count_hours(second, TODAY, {8: 5, 9: 1})
    count_hours(second, TODAY - timedelta(days=1), {9: 1})
    table = export_visits(by=officer, stations=Station.objects.all(), first=TODAY, last=TODAY).decode("utf-8-sig")

    assert len(table.splitlines()) == 4
    assert ",=" not in table
    assert {deed.unit_id: deed.detail["rows"] for deed in Deed.objects.all()} == {district.pk: 1, street.pk: 2}


def test_an_empty_table_has_its_heading_alone(officer: Account) -> None:
    table = export_visits(by=officer, stations=Station.objects.all(), first=TODAY, last=TODAY).decode("utf-8-sig")

    assert (len(table.splitlines()), Deed.objects.count()) == (1, 0)
