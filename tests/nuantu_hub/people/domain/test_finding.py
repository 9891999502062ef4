"""A person is found by a whole number only, by who looks after members there, and that is written down."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.people.membership_cast import found_enterprise, id_number, make_member

from nuantu_hub.people.domain.finding import find_things
from nuantu_hub.people.models import Account, Person, Reading, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(street: Unit) -> Person:
    made = make_member("林小满", street, "+8613900000001").person
    made.set_id_number(id_number(1))
    made.save()
    return made


@pytest.mark.parametrize("words", ["139 0000 0001", "+8613900000001", id_number(1), id_number(1).lower()])
def test_a_whole_number_finds_a_person_and_is_written_down(person: Person, reviewer: Account, words: str) -> None:
    assert find_things(reviewer, words).person == person
    assert [(one.by, one.purpose) for one in Reading.objects.all()] == [(reviewer, "search")]


@pytest.mark.parametrize("words", ["1390000000", "林小满", "13900000002", id_number(2), " ", "1"])
def test_anything_less_finds_nobody(person: Person, reviewer: Account, words: str) -> None:
    assert find_things(reviewer, words).person is None
    assert not Reading.objects.exists()


def test_other_districts_and_other_roles_find_no_person(person: Person, organiser: Account,
                                                        other_officer: Account, bystander: Account) -> None:
    assert [find_things(account, "13900000001").nothing for account in (organiser, other_officer, bystander)] == [
        True] * 3


def test_units_and_enterprises_are_found_in_ones_own_branch(
        district: Unit, street: Unit, other_district: Unit, organiser: Account, reviewer: Account,
        other_officer: Account) -> None:
    enterprise = found_enterprise("柳岸青禾配送", street)
    found = find_things(organiser, "柳岸")
    assert (found.units, found.enterprises) == ([street], [enterprise])
    assert find_things(reviewer, "柳岸").enterprises == []
    assert find_things(other_officer, "柳岸").nothing
