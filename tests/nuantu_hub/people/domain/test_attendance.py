"""Who comes signs in once, member or not, on the day; nobody learns from it who is a member."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.people.membership_cast import make_member
from tests.nuantu_hub.people.organising_cast import MOMENT, at, plan

from nuantu_hub.people.domain.attendance import count_joined, is_member, sign_in
from nuantu_hub.people.domain.joining import confirm_application, tell_application
from nuantu_hub.people.domain.visits import call_off_visit
from nuantu_hub.people.models import Account, Attendance, Unit
from nuantu_hub.people.models.account import PHONE
from nuantu_hub.site.crypto import blind_index
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


def test_one_phone_is_one_person_at_one_visit(organiser: Account, district: Unit) -> None:
    visit, other = plan(organiser, district), plan(organiser, district)
    first, new = sign_in(visit=visit, name="林小满", phone="139 0000 0001", at=MOMENT)
    again, newer = sign_in(visit=visit, name="林小满", phone="+8613900000001", at=MOMENT)
    sign_in(visit=other, name="林小满", phone="13900000001", at=MOMENT)
    assert (again, new, newer, Attendance.objects.count()) == (first, True, False, 2)


def test_membership_is_kept_as_it_was_at_that_moment(organiser: Account, district: Unit, street: Unit) -> None:
    make_member("林小满", street, "+8613900000001")
    visit = plan(organiser, district)
    member, _new = sign_in(visit=visit, name="林小满", phone="13900000001", at=MOMENT)
    guest, _new = sign_in(visit=visit, name="赵大河", phone="13900000002", at=MOMENT)
    assert (member.member, guest.member) == (True, False)
    assert not is_member(blind_index("+8613900000001", PHONE), MOMENT - timedelta(days=900))


@pytest.mark.parametrize("hours", [-2, 6])
def test_a_scan_counts_on_the_day_only_and_a_sheet_always(organiser: Account, district: Unit, hours: int) -> None:
    visit = plan(organiser, district)
    moment = MOMENT + timedelta(hours=hours)
    with at(moment), pytest.raises(Refused, match="现在不能签到"):
        sign_in(visit=visit, name="林小满", phone="13900000001")
    came, new = sign_in(visit=visit, name="林小满", phone="13900000001", source="sheet", by=organiser, at=moment)
    assert (came.source, new) == ("sheet", True)


def test_nobody_signs_in_at_a_visit_that_was_called_off(organiser: Account, district: Unit) -> None:
    visit = plan(organiser, district)
    call_off_visit(by=organiser, visit=visit, reason="大风")
    with pytest.raises(Refused, match="现在不能签到"):
        sign_in(visit=visit, name="林小满", phone="13900000001", at=MOMENT)


@pytest.mark.parametrize(("name", "phone", "field"), [("", "13900000001", "name"), ("林小满", "12345", "phone")])
def test_a_name_or_phone_that_is_none_is_refused(
        organiser: Account, district: Unit, name: str, phone: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        sign_in(visit=plan(organiser, district), name=name, phone=phone, at=MOMENT)
    assert (refusal.value.field, Attendance.objects.count()) == (field, 0)


def test_applications_from_the_poster_of_the_visit_are_counted(organiser: Account, district: Unit,
                                                               street: Unit) -> None:
    visit = plan(organiser, district)
    told = tell_application(token=uuid4(), poster=visit.poster, place=district, name="赵大河", phone="13900000002",
                            occupation="food")
    assert count_joined(visit) == {"waiting": 0, "approved": 0, "rejected": 0}
    confirm_application(application=told, account=None)
    assert count_joined(visit) == {"waiting": 1, "approved": 0, "rejected": 0}
