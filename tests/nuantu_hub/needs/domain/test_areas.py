"""Whose it is to deal with a need."""

from __future__ import annotations

import pytest

from nuantu_hub.needs.domain.areas import find_area, find_root, list_areas
from nuantu_hub.people.models import Account, Membership, Person, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_districts_are_chosen_among_and_the_city_where_there_are_none(city: Unit) -> None:
    """The smallest kind of area that there is; one that was closed is none."""
    assert list_areas() == [city]
    district = Unit.objects.create(parent=city, kind="district", name="区", path=f"{city.path}9/")
    Unit.objects.create(parent=city, kind="district", name="旧区", path=f"{city.path}8/", closed_on=now().date())

    assert (list_areas(), find_root()) == ([district], city)


def test_somebodys_area_holds_the_own_union(street: Unit, district: Unit, other_district: Unit, rider: Account,
                                            other_rider: Account) -> None:
    """A member of the street is of its district; who is no member is of none."""
    person = Person.objects.create(account=rider, name="林小满", created_at=now())
    Membership.objects.create(person=person, unit=street, standing="full", since=now(), began="joined")

    assert find_area(rider, [other_district, district]) == district
    assert (find_area(other_rider, [district]), find_area(None, [district])) == (None, None)


def test_a_hub_without_unions_has_no_root() -> None:
    """Nothing is made up."""
    assert (list_areas(), find_root()) == ([], None)
