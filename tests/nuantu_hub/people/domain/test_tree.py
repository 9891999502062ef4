"""The tree shows what an account reaches, each branch with all that is below it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.people.membership_cast import make_member

from nuantu_hub.people.domain.tree import Node, grow_tree, list_above, list_paths_above
from nuantu_hub.people.domain.units import close_unit
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.people.models.unit import plant_unit

pytestmark = pytest.mark.django_db
Shape = tuple[str, int, int, list["Shape"]]


def _shape(nodes: list[Node]) -> list[Shape]:
    return [(node.unit.name, node.members, node.enterprises, _shape(node.children)) for node in nodes]


def test_branches_sum_their_members_and_count_enterprise_unions(
        steward: Account, district: Unit, other_district: Unit, street: Unit) -> None:
    union = plant_unit("青禾配送工会", Unit.Kind.ENTERPRISE, street)
    make_member("林小满", union)
    make_member("赵大河", district)
    make_member("孙一", district, standing="pool")
    assert _shape(grow_tree(steward)) == [("云港市总工会", 2, 1, [
        ("东湖区总工会", 2, 1, [("柳岸街道总工会", 1, 1, [])]), ("南山区总工会", 0, 0, [])])]


def test_an_account_sees_its_own_branch_and_nothing_beside_it(
        officer: Account, bystander: Account, street: Unit, other_district: Unit) -> None:
    assert _shape(grow_tree(officer)) == [("东湖区总工会", 0, 0, [("柳岸街道总工会", 0, 0, [])])]
    assert grow_tree(bystander) == []


def test_closed_units_leave_the_tree(steward: Account, district: Unit, street: Unit) -> None:
    close_unit(by=steward, unit=street, reason="撤并")
    assert _shape(grow_tree(steward)) == [("云港市总工会", 0, 0, [("东湖区总工会", 0, 0, [])])]


def test_the_way_up_starts_at_the_root(city: Unit, district: Unit, street: Unit) -> None:
    assert (list_above(street), list_above(city)) == ([city, district], [])
    assert list_paths_above("/1/4/9/") == ["/1/", "/1/4/"]


def test_the_tree_asks_as_often_for_one_street_as_for_twenty(steward: Account, district: Unit) -> None:
    counted = []
    for number in range(20):
        plant_unit(f"街道{number}", Unit.Kind.STREET, district)
        if number in (0, 19):
            with CaptureQueriesContext(connection) as asked:
                grow_tree(steward)
            counted.append(len(asked))
    assert counted[0] == counted[1]
