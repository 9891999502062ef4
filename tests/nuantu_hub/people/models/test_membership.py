"""The history of membership: the database closes a stretch once and refuses to rewrite or to remove it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.nuantu_hub.people.membership_cast import JOINED, make_member

from nuantu_hub.people.models import Membership, Standing, Unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_a_stretch_is_closed_once(street: Unit) -> None:
    member = make_member("林小满", street)
    Membership.objects.filter(pk=member.pk).update(until=now(), ended="left")
    for change in ({"until": None}, {"until": now() + timedelta(days=1)}, {"ended": "merged"}):
        with pytest.raises(DatabaseError, match="never rewritten"), transaction.atomic():
            Membership.objects.filter(pk=member.pk).update(**change)


def test_what_a_stretch_says_is_never_changed_and_never_removed(street: Unit, district: Unit) -> None:
    member = make_member("林小满", street)
    other = make_member("赵大河", street).person
    changes: list[dict[str, object]] = [
        {"unit": district}, {"person": other}, {"standing": Standing.POOL}, {"since": now()}, {"began": "imported"}]
    for change in changes:
        with pytest.raises(DatabaseError, match="never rewritten"), transaction.atomic():
            Membership.objects.filter(pk=member.pk).update(**change)
    with pytest.raises(DatabaseError, match="never rewritten"), transaction.atomic():
        Membership.objects.filter(pk=member.pk).delete()
    member.refresh_from_db()
    assert (member.unit, member.since, member.until) == (street, JOINED, None)


def test_one_person_has_one_open_stretch_and_none_ends_before_it_began(street: Unit, district: Unit) -> None:
    member = make_member("林小满", street)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=member.person, unit=district, standing="full", since=now(), began="joined")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=member.pk).update(until=JOINED - timedelta(days=1))
