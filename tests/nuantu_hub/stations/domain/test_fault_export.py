"""Faults as a table."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.stations.equipment_cast import build_station

from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.stations.domain.fault_export import export_faults
from nuantu_hub.stations.domain.faults import Said, report_fault
from nuantu_hub.stations.models import Fault

pytestmark = pytest.mark.django_db


def test_the_table_holds_times_and_owners_and_no_word_that_somebody_said(
    street: Unit, officer: Account,
) -> None:
    station = build_station(street)
    report_fault(station=station, kind="water", token=uuid4(), said=Said("王师傅说不出热水"))
    body = export_faults(by=officer, faults=Fault.objects.all()).decode("utf-8-sig")
    assert body.splitlines()[1].split(",")[1:5] == ["DH-1", "DH-1驿站", "热水", "待认领"]
    assert "王师傅" not in body
    assert Deed.objects.get(verb="faults exported").detail == {"rows": 1}
