"""The cast of the matrix has one thing of every kind on each side."""

from __future__ import annotations

import pytest

from nuantu_hub.matrix.ask import read_table
from nuantu_hub.matrix.cast import OTHER, OWN, ROLES, Cast
from nuantu_hub.people.permissions import units_of

pytestmark = pytest.mark.django_db


def test_every_kind_of_thing_stands_on_both_sides() -> None:
    cast = Cast(None)
    cast.remove_files()
    named = {address.thing for address in read_table().values() if address.thing}
    of_runs = {"run", "run_slice", "run_order", "run_clause", "request", "own_act", "desk_act"}

    assert named - of_runs <= set(cast.objects)
    assert all(set(sides) == {OWN, OTHER} for sides in cast.objects.values())
    assert set(cast.accounts) == set(ROLES)


def test_the_two_officers_reach_one_side_each() -> None:
    cast = Cast(None)
    cast.remove_files()

    assert set(units_of(cast.get("officer"))) == {cast.districts[0], cast.streets[0]}
    assert set(units_of(cast.get("other_officer"))) == {cast.districts[1], cast.streets[1]}
