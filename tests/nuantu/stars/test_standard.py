"""A standard gives the version of a day."""

from __future__ import annotations

from datetime import date

import pytest

from nuantu.core.errors import InputError
from nuantu.stars.reading import load_shipped


def test_the_version_of_a_day_is_the_last_that_has_begun() -> None:
    standard = load_shipped()
    days = date(2024, 1, 1), date(2026, 3, 31), date(2026, 4, 1)
    assert [standard.in_force(day).number for day in days] == [1, 1, 2]
    with pytest.raises(InputError, match="take a day from 2024-01-01 on"):
        standard.in_force(date(2023, 12, 31))


def test_a_version_is_found_by_its_number_and_knows_its_items() -> None:
    standard = load_shipped()
    version = standard.find(1)
    assert version.find_end(date(2025, 1, 1)) == date(2026, 1, 1)
    assert {item.role for item in version.list_of("knockout")} == {"knockout"}
    assert version.by_id["seats"].id == "seats"
    with pytest.raises(InputError, match="has no version 9"):
        standard.find(9)
