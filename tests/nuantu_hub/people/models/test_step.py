"""Steps stand in the order of their days, each reached by the unit of its enterprise."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.people.organising_cast import at, bring_to, enter

from nuantu_hub.people.models import Account, Stage, Unit

pytestmark = pytest.mark.django_db


def test_steps_are_read_in_the_order_in_which_they_were_taken(district: Unit, organiser: Account,
                                                              officer: Account) -> None:
    with at():
        made = bring_to(organiser, officer, enter(organiser, district), Stage.APPROVED)
    steps = list(made.steps.all())
    assert [step.stage for step in steps] == list(Stage)[:5]
    assert [step.on for step in steps] == sorted(step.on for step in steps)
    assert {step.unit for step in steps} == {district}
