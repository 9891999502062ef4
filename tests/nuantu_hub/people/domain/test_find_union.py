"""The right union is found by five rules, in their order, and says which one it was."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.people.membership_cast import found_enterprise, plant_federation

from nuantu_hub.people.domain.find_union import find_union
from nuantu_hub.people.models import Standing, Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


def _rule(**asked: object) -> tuple[str, str, str]:
    found = find_union(**asked)  # type: ignore[arg-type]
    return found.unit.name, found.standing, found.rule


def test_the_employers_union_comes_before_the_trade_and_the_street(district: Unit, street: Unit) -> None:
    union = plant_unit("青禾配送工会", Unit.Kind.ENTERPRISE, district)
    head = found_enterprise("青禾配送", district, union=union)
    plant_federation("东湖区货运行业工会联合会", district, "truck")
    assert _rule(place=street, occupation="truck", enterprise=head) == ("青禾配送工会", "full", "employer")


def test_a_branch_without_a_union_belongs_to_the_union_of_its_head_office(district: Unit, street: Unit) -> None:
    union = plant_unit("青禾配送工会", Unit.Kind.ENTERPRISE, district)
    head = found_enterprise("青禾配送", district, union=union)
    branch = found_enterprise("青禾配送东湖分公司", district, parent=head, kind="subsidiary")
    station = found_enterprise("柳岸站", district, parent=branch, kind="station")
    assert _rule(place=street, occupation="food", enterprise=station) == ("青禾配送工会", "full", "employer")


def test_a_union_that_is_not_founded_yet_is_passed_over(district: Unit, street: Unit) -> None:
    early = found_enterprise("远途货运", district)
    assert _rule(place=street, occupation="food", enterprise=early) == ("柳岸街道总工会", "full", "street")


def test_a_poster_in_an_enterprise_finds_its_union(district: Unit) -> None:
    union = plant_unit("青禾配送工会", Unit.Kind.ENTERPRISE, district)
    assert _rule(place=union, occupation="food") == ("青禾配送工会", "full", "employer")


def test_the_nearest_federation_of_the_trade_comes_before_the_street(city: Unit, district: Unit, street: Unit) -> None:
    plant_federation("云港市货运行业工会联合会", city, "truck")
    plant_federation("云港市网约车行业工会联合会", city, "ride")
    plant_federation("东湖区货运行业工会联合会", district, "truck")
    assert _rule(place=street, occupation="truck") == ("东湖区货运行业工会联合会", "full", "industry")
    assert _rule(place=street, occupation="ride") == ("云港市网约车行业工会联合会", "full", "industry")
    assert _rule(place=street, occupation="food") == ("柳岸街道总工会", "full", "street")


def test_an_employer_that_belongs_to_a_federation_leads_there(city: Unit, district: Unit, street: Unit) -> None:
    federation = plant_federation("云港市货运行业工会联合会", city, "truck")
    member = found_enterprise("远途货运", district, federation=federation)
    assert _rule(place=street, occupation="guard", enterprise=member) == (federation.name, "full", "industry")


def test_a_closed_federation_takes_nobody(city: Unit, street: Unit) -> None:
    closed = plant_federation("云港市货运行业工会联合会", city, "truck")
    Unit.objects.filter(pk=closed.pk).update(closed_on="2025-01-01")
    assert _rule(place=street, occupation="truck") == ("柳岸街道总工会", "full", "street")


def test_the_street_of_residence_comes_before_the_place_of_the_poster(
        district: Unit, street: Unit, other_district: Unit) -> None:
    home = plant_unit("松坡街道总工会", Unit.Kind.STREET, other_district)
    assert _rule(place=street, occupation="food", residence_street=home) == ("松坡街道总工会", "full", "street")
    assert _rule(place=district, occupation="food", residence_street=home) == ("松坡街道总工会", "full", "street")


def test_without_a_street_the_federation_of_mobile_members_takes_in(city: Unit, district: Unit) -> None:
    plant_unit("云港市流动会员联合会", Unit.Kind.MOBILE, city)
    near = plant_unit("东湖区流动会员联合会", Unit.Kind.MOBILE, district)
    assert _rule(place=district, occupation="food") == (near.name, "full", "mobile")


def test_without_anything_the_pool_of_the_district_holds_a_place(district: Unit) -> None:
    found = find_union(place=district, occupation="truck")
    assert (found.unit, found.standing, found.rule) == (district, Standing.POOL, "pool")
    assert found.reason == "暂时没有对应的工会，先放进区里的周转库"


def test_who_tells_not_even_a_district_is_asked_for_it(city: Unit) -> None:
    with pytest.raises(Refused, match="还不知道你在哪个区") as refused:
        find_union(place=city, occupation="food")
    assert refused.value.field == "district"
