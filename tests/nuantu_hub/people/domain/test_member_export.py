"""The register as a table holds a member once, however many platforms, and no number whole."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.people.membership_cast import make_member

from nuantu_hub.people.domain.member_export import export_members
from nuantu_hub.people.models import Account, Engagement, Membership, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_member_is_one_row_with_veiled_numbers(street: Unit, officer: Account) -> None:
    person = make_member("林小满", street, "+8613900000001").person
    for platform in ("青禾配送", "远途货运"):
        Engagement.objects.create(person=person, platform=platform, since=now())
    rows = export_members(by=officer, memberships=Membership.objects.all()).decode("utf-8-sig").splitlines()
    assert rows[1:] == [
        f"{person.card_number},林小满,139****0001,外卖配送员,远途货运、青禾配送,柳岸街道总工会,正式会员,2025-03-01"]


def test_many_take_as_many_questions_as_one(street: Unit, officer: Account) -> None:
    counts = []
    for serial in range(12):
        make_member("林小满", street, f"+86139000000{serial:02d}")
        if serial in (0, 11):
            with CaptureQueriesContext(connection) as asked:
                export_members(by=officer, memberships=Membership.objects.all())
            counts.append(len(asked))
    assert counts[0] == counts[1]
