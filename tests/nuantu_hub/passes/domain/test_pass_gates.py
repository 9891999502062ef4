"""A gate stands once in the stations' registry; its number is drawn once and given to no other."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.passes.compound_cast import LAT, LON, put_gate, put_sides

from nuantu_hub.passes.domain.pass_gates import GateFacts, add_gate, change_gate, close_pass_gate
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import GateNumber, PassGate
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.domain.compound_gates import enter_gate, find_gates
from nuantu_hub.stations.models import CompoundGate

pytestmark = pytest.mark.django_db


def test_the_screens_of_stations_show_the_gate_that_takes_the_pass(district: Unit, officer: Account) -> None:
    gate = put_gate(put_sides(district, officer))
    near = find_gates(LAT, LON, within_m=100, limit=5)

    assert [one.gate for one in near] == [gate.place]
    assert (gate.place.compound, gate.place.entry, gate.number.kind, gate.number.credential_class) == (
        "和风苑", CompoundGate.Entry.CODE, GateNumber.Kind.GATE, 1)


def test_a_gate_that_the_registry_has_is_taken_over_once(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    known = enter_gate(by=officer, unit=district, code="XQ-1", compound="和风苑", name="北门", lat_deg=LAT, lon_deg=LON,
                       entry="sign", hours="", route="")
    gate = add_gate(by=sides.property, compound=sides.compound, facts=GateFacts("北门", LAT, LON), code="XQ-1")
    other = put_sides(district, officer, "远山居", lat_deg=LAT + 0.005)

    assert gate.place_id == known.pk
    with pytest.raises(PassRefused):
        add_gate(by=other.property, compound=other.compound, facts=GateFacts("北门", LAT, LON), code="XQ-1")
    assert PassGate.objects.count() == CompoundGate.objects.count() == 1


def test_names_are_the_gates_own_and_places_near(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    gate = put_gate(sides)
    for field, facts in (("name", GateFacts(" ", LAT, LON)), ("name", GateFacts("南门", LAT, LON)),
                         ("lat_deg", GateFacts("北门", LAT + 0.1, LON))):
        with pytest.raises(PassRefused) as refused:
            add_gate(by=sides.property, compound=sides.compound, facts=facts)
        assert refused.value.field == field
    assert change_gate(by=sides.property, gate=gate, facts=GateFacts("南门", LAT, LON, "全天")).version == 1
    assert change_gate(by=sides.property, gate=gate, facts=GateFacts("大门", LAT, LON)).version == 2


def test_a_closed_gate_is_shown_nowhere_and_its_number_stays_its_own(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    gate = put_gate(sides)
    close_pass_gate(by=sides.property, gate=gate)
    fresh = put_gate(sides)

    assert list(sides.compound.gates.in_use()) == [fresh]
    assert fresh.number_id != gate.number_id
    assert [one.gate for one in find_gates(LAT, LON, within_m=100, limit=5)] == [fresh.place]
