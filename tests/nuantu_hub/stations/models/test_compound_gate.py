"""Gates are seen by their branch's staff; closed ones are out of use."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.stations.siting_cast import put_gate

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import CompoundGate

pytestmark = pytest.mark.django_db


def test_a_branch_sees_its_own_and_a_closed_gate_is_no_more(district: Unit, officer: Account,
                                                            other_officer: Account) -> None:
    put_gate(district)
    put_gate(district, "XQ-2", closed_on="2026-11-01")

    assert [CompoundGate.objects.visible_to(one).count() for one in (officer, other_officer)] == [2, 0]
    assert [str(gate) for gate in CompoundGate.objects.in_use()] == ["安和里 东门"]
