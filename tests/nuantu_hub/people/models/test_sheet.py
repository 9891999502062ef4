"""The newest sheet of a visit comes first, with what became of each of its lines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.people.organising_cast import MOMENT, plan

from nuantu_hub.people.models import Account, Sheet, Unit

pytestmark = pytest.mark.django_db


def test_sheets_are_read_from_the_newest_back(district: Unit, organiser: Account) -> None:
    visit = plan(organiser, district)
    for hours in (1, 2):
        Sheet.objects.create(visit=visit, at=MOMENT + timedelta(hours=hours), by=organiser,
                             report=[{"line": hours, "fate": "new", "field": "", "what": ""}])
    assert [sheet.report[0]["line"] for sheet in visit.sheets.all()] == [2, 1]
