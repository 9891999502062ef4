"""Gates are entered once by their code, found by distance, and closed for good."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.siting_cast import LAT, LON, put_gate

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.compound_gates import close_gate, enter_gate, find_gates, take_gates, write_gates
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import CompoundGate

pytestmark = pytest.mark.django_db
FACTS = {"compound": "安和里", "name": "东门", "lat_deg": LAT, "lon_deg": LON, "entry": "free", "hours": "",
         "route": ""}


def test_the_nearest_come_first_and_far_or_closed_ones_do_not_come(district: Unit) -> None:
    put_gate(district, "B", lat_deg=LAT + 0.002)
    put_gate(district, "A", lat_deg=LAT + 0.001)
    put_gate(district, "FAR", lat_deg=LAT + 0.02)
    put_gate(district, "OLD", closed_on="2026-01-01")
    near = find_gates(LAT, LON, within_m=900, limit=5)

    assert [one.gate.code for one in near] == ["A", "B"]
    assert near[0].distance_m == pytest.approx(111, abs=1)
    assert [one.gate.code for one in find_gates(LAT, LON, within_m=900, limit=1)] == ["A"]


@pytest.mark.parametrize("missing", ["compound", "name"])
def test_what_is_missing_is_named(district: Unit, officer: Account, missing: str) -> None:
    with pytest.raises(StationRefused) as refused:
        enter_gate(by=officer, unit=district, code="X", **FACTS | {missing: " "})

    assert refused.value.field == missing


def test_entered_again_it_is_looked_at_anew_and_opened_anew(district: Unit, officer: Account) -> None:
    gate = enter_gate(by=officer, unit=district, code="xq-1", **FACTS)
    close_gate(by=officer, gate=gate)
    again = enter_gate(by=officer, unit=district, code="XQ-1", **FACTS | {"entry": "none"})

    assert (again.pk, again.entry, again.closed_on) == (gate.pk, "none", None)


def test_a_table_goes_out_and_comes_back_and_bad_lines_are_named(district: Unit, officer: Account) -> None:
    put_gate(district, hours="全天")
    body = write_gates(CompoundGate.objects.all()).decode("utf-8-sig")
    lines = take_gates(by=officer, unit=district, body=(body + "XQ-2,安和里,西门,39.9,116.4,翻墙,,\n").encode())

    assert [(line.fate, line.column) for line in lines] == [("same", ""), ("bad", "怎么进")]


def test_another_unions_gate_is_not_changed(district: Unit, other_district: Unit, officer: Account) -> None:
    put_gate(other_district)

    with pytest.raises(StationRefused):
        enter_gate(by=officer, unit=district, code="XQ-1", **FACTS)
