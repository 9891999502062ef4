"""Who is in office."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from nuantu_hub.needs.models import Constituency, Contest, Election, Representative
from nuantu_hub.people.models import Person, Unit

pytestmark = pytest.mark.django_db
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_term_stands_until_its_end_or_until_it_ended(district: Unit) -> None:
    home = Constituency.objects.create(unit=district, kind="occupation", code="food", name="外卖配送员")
    election = Election.objects.create(unit=district, name="选", rule="x", nominate_until=BEGAN, opens_at=BEGAN,
                                       closes_at=BEGAN, seed_sha256="", made_at=BEGAN)
    contest = Contest.objects.create(election=election, constituency=home, seats=1)
    person = Person.objects.create(name="林小满", occupation="food", created_at=BEGAN)
    one = Representative.objects.create(constituency=home, contest=contest, person=person, shown_name="林小满",
                                        since=BEGAN, until=BEGAN + timedelta(days=100))

    assert Representative.objects.standing_at(BEGAN + timedelta(days=99)).get() == one
    assert not Representative.objects.standing_at(BEGAN + timedelta(days=100)).exists()
    one.ended, one.ended_at = "left", BEGAN + timedelta(days=9)
    one.save()
    assert not Representative.objects.standing_at(BEGAN + timedelta(days=9)).exists()
