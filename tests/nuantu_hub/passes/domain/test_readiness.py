"""What a compound still needs, in its order, by side."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.passes.compound_cast import put_compound, put_gate, put_ready, put_sides

from nuantu_hub.passes.domain.readiness import list_missing, list_steps
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_everything_is_missing_at_first_and_nothing_at_last(district: Unit, officer: Account) -> None:
    bare = put_compound(district, officer)
    ready = put_ready(district, officer, "远山居").compound

    assert [one.name for one in list_missing(bare)] == [one.name for one in list_steps(bare)] == [
        "parties", "baseline", "gates", "map", "policy", "sign-property", "sign-committee", "sign-street",
        "sign-union"]
    assert list_missing(ready) == []


def test_a_step_that_is_done_is_missing_no_more(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    put_gate(sides)

    assert [one.name for one in list_missing(sides.compound)][:3] == ["baseline", "map", "policy"]
