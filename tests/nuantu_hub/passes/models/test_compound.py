"""Compounds are seen by who has to do with them; a side has one person at a time."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.passes.compound_cast import put_compound, put_sides, put_trial

from nuantu_hub.passes.models import Compound, Party
from nuantu_hub.passes.models.compound import draw_sign
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_who_sees_which(district: Unit, officer: Account, other_officer: Account, rider: Account) -> None:
    sides = put_sides(district, officer)
    shown = put_trial(district, officer, "远山居").compound

    assert set(Compound.objects.visible_to(officer)) == {sides.compound, shown}
    assert list(Compound.objects.visible_to(sides.street)) == [sides.compound]
    assert not Compound.objects.visible_to(other_officer).exists()
    assert not Compound.objects.visible_to(rider).exists()
    assert not Compound.objects.visible_to(None).exists()
    assert list(Compound.objects.shown()) == [shown]


def test_one_person_a_side_and_none_for_the_union(district: Unit, officer: Account) -> None:
    compound = put_compound(district, officer)
    Party.objects.create(compound=compound, role="street", account=officer, body="街道", since=now())
    for role in ("street", "union"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Party.objects.create(compound=compound, role=role, account=officer, body="街道", since=now())


def test_signs_are_eight_signs_that_nobody_confuses() -> None:
    signs = {draw_sign() for _turn in range(200)}

    assert len(signs) == 200
    assert {len(one) for one in signs} == {8}
    assert not set("".join(signs)) & set("01OIL")
