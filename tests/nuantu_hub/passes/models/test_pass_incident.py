"""An incident's row: what the gate handed over is encrypted, and an erased rider leaves the row."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.nuantu_hub.passes.compound_cast import put_gate, put_sides

from nuantu_hub.passes.models import PassIncident
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_nothing_of_a_use_stands_readable_in_the_database(street: Unit, officer: Account) -> None:
    sides = put_sides(street, officer)
    made = PassIncident.objects.create(compound=sides.compound, gate=put_gate(sides), kind="theft", words="花坛",
                                       minute=now(), day_key="ab" * 32, trace="cd" * 8, by=officer, at=now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, day_key, trace FROM passes_passincident")
        stored = "".join(cursor.fetchone())

    assert not any(one in stored for one in ("花坛", "ab" * 32, "cd" * 8))
    assert (made.unit, made.is_open) == (sides.compound.unit, True)
    made.state = PassIncident.State.SEARCHED
    assert not made.is_open
