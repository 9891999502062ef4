"""Referrals as they are kept: which wait, which are late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem

from nuantu_hub.needs.models import Department, Referral
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_what_waits_is_late_after_its_time_and_what_was_taken_back_never(district: Unit, officer: Account) -> None:
    office = Department.objects.create(unit=district, kind="office", name="街道")
    referral = Referral.objects.create(problem=make_problem(district, officer), department=office, asked="看一看",
                                       sent_at=MOMENT, sent_by=officer, due_at=MOMENT + timedelta(days=1))
    assert list(Referral.objects.waiting()) == [referral]
    assert [referral.is_late(MOMENT + timedelta(days=days)) for days in (1, 2)] == [False, True]
    referral.state = Referral.State.RECALLED
    assert not referral.is_late(MOMENT + timedelta(days=2))
    assert (referral.unit, str(office)) == (district, "街道")
