"""Incidents that wait stand in the day of whoever can open them."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.passes.compound_cast import put_gate, put_sides

from nuantu_hub.passes.incident_due import OPENED_WITHIN, list_due_incidents
from nuantu_hub.passes.models import PassIncident
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_holders_are_told_until_they_have_opened(street: Unit, officer: Account, rider: Account) -> None:
    sides = put_sides(street, officer)
    made = PassIncident.objects.create(compound=sides.compound, gate=put_gate(sides), kind="theft", words="x",
                                       minute=now(), by=sides.property, at=now())

    def count(*roles: str) -> list[int]:
        return [len(list(list_due_incidents(sides.get(role), now()))) for role in roles]

    assert count("union", "street", "committee", "property") == [1, 1, 1, 0]
    assert list(list_due_incidents(rider, now())) == []
    (due,) = list_due_incidents(officer, now())
    assert (due.due, sides.compound.name in due.title) == (made.at + OPENED_WITHIN, True)
    PassIncident.objects.update(state="handed", first_by=sides.street)
    assert count("union", "street", "committee") == [1, 0, 1]
    PassIncident.objects.update(state="searched")
    assert count("union", "committee") == [0, 0]
