"""The demonstration has holders, counts and a suspension, once."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from tests.nuantu_hub.passes.pass_cast import build_compound_gate, confirm

from nuantu_hub.passes.domain.earnings import measure_earned
from nuantu_hub.passes.domain.escrow_lists import has_holders
from nuantu_hub.passes.domain.seed_issuing import derive_demo_holder, seed_issuing
from nuantu_hub.passes.models import CompoundStep, GateCount, ShareHolder, SuspensionAppeal
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.seam.demo_holders import derive_public
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_what_stands_follows_from_the_compounds(street: Unit, steward: Account, officer: Account,
                                                rider: Account) -> None:
    gate = build_compound_gate(street, "甲园", baseline_s=240)
    CompoundStep.objects.create(compound=gate.compound, state="trial", at=now() - timedelta(days=60))
    confirm(rider, street)
    assert seed_issuing(now()) == "60 days of gates"
    assert seed_issuing(now()) == "60 days of gates"

    assert has_holders(1)
    assert GateCount.objects.count() == 60
    assert all(row.let_in is None or row.let_in >= 10 for row in GateCount.objects.all())
    assert measure_earned(now()).saved_min > 0
    assert SuspensionAppeal.objects.get().suspension.account == rider


def test_holders_of_a_demonstration_are_marked_and_can_open(street: Unit, steward: Account) -> None:
    seed_issuing(now())
    for one in ShareHolder.objects.all():
        assert one.name.startswith("演示")
        assert base64.b64decode(one.public_key) == derive_public(derive_demo_holder(one.seat))
