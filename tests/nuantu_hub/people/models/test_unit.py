"""One tree: a path leads from the root to every unit, and a branch is one prefix."""

from __future__ import annotations

import pytest

from nuantu_hub.people.models import Unit
from nuantu_hub.people.models.unit import plant_unit

pytestmark = pytest.mark.django_db


def test_a_path_holds_the_ids_from_the_root_down(city: Unit, district: Unit, street: Unit) -> None:
    assert street.path == f"/{city.pk}/{district.pk}/{street.pk}/"


def test_a_unit_holds_itself_and_what_is_below_and_nothing_else(
        city: Unit, district: Unit, other_district: Unit, street: Unit) -> None:
    assert [district.holds(unit) for unit in (district, street, city, other_district)] == [True, True, False, False]


def test_a_unit_whose_number_begins_like_anothers_is_not_below_it(city: Unit) -> None:
    units = [plant_unit(f"单位{number}", Unit.Kind.DISTRICT, city) for number in range(12)]
    assert [unit.holds(other) for unit in units for other in units].count(True) == len(units)
