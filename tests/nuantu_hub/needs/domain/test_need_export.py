"""The table of needs: no words, no names, no minute."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.need_cast import MOMENT, WORDS, say

from nuantu_hub.needs.domain.answering import answer_needs, judge
from nuantu_hub.needs.domain.need_export import export_needs
from nuantu_hub.needs.models import Need, Told
from nuantu_hub.people.models import Account, Deed, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_it_tells_what_came_of_each_and_of_nobody(district: Unit, rider: Account, officer: Account) -> None:
    """A row for each need with how many joined; a deed says how many were taken out."""
    root, lone = say(district, rider).need, say(district).need
    say(district, None, "", joins=root)
    answer_needs(by=officer, unit=district, needs=[root], text="好了", token=uuid4())
    judge(told=Told.objects.get(need=root), helped="no")

    lines = export_needs(by=officer, needs=Need.objects.all()).decode("utf-8-sig").splitlines()

    rows = {line.split(",")[0]: line for line in lines[1:]}
    assert set(rows) == {root.number, lone.number}
    assert rows[root.number].endswith(",1,,没解决")
    assert [line for line in lines if WORDS in line or "林小满" in line or ":24" in line] == []
    assert "2026-11-21 18," in rows[lone.number]
    assert Deed.objects.get(verb="needs exported").detail == {"rows": 2}
