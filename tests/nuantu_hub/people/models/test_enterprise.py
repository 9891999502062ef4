"""The ledger is seen by branch, and rates count what is in it and seated in the city."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.people.membership_cast import found_enterprise

from nuantu_hub.people.models import Account, Enterprise, Stage, Unit

pytestmark = pytest.mark.django_db


def test_who_has_no_post_above_sees_nothing(
        street: Unit, organiser: Account, steward: Account, other_officer: Account, bystander: Account,
        rider: Account) -> None:
    enterprise = found_enterprise("青禾配送", street)
    seen = [list(Enterprise.objects.visible_to(account))
            for account in (organiser, steward, other_officer, bystander, rider)]
    assert seen == [[enterprise], [enterprise], [], [], []]


def test_only_listed_enterprises_seated_in_the_city_are_counted(district: Unit) -> None:
    near = found_enterprise("青禾配送", district)
    found_enterprise("北辰速递", district, seat_elsewhere="上海市")
    found_enterprise("旧公司", district, closed_on=near.stage_since)
    assert list(Enterprise.objects.counted()) == [near]


def test_a_union_stands_from_its_approval_on() -> None:
    assert [Enterprise(stage=stage).founded for stage in Stage] == [False] * 4 + [True] * 2


def test_the_unit_that_looks_after_it_is_its_unit(district: Unit) -> None:
    assert found_enterprise("青禾配送", district).unit == district
