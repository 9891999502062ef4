"""What a reviewer decides, what is doubtful, and that deciding twice changes nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.people.membership_cast import (
    CONSENT,
    apply,
    found_enterprise,
    id_number,
    make_member,
    make_person,
)

from nuantu_hub.people.domain.joining import add_details
from nuantu_hub.people.domain.membership import leave
from nuantu_hub.people.domain.reviewing import Kind, approve, approve_clean, find_doubts, pass_on, reject
from nuantu_hub.people.models import Account, Application, Deed, Engagement, Membership, Person, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
PHONE = "+8613900000001"
State = Application.State


def test_approval_makes_a_member_and_carries_the_details_over(
        street: Unit, district: Unit, reviewer: Account, rider: Account) -> None:
    application = apply(street, "林小满", PHONE, account=rider)
    add_details(by=rider, application=application, id_consent=CONSENT, id_number=id_number(1),
                partner="驰达配送", station="柳岸站", enterprise=found_enterprise("青禾配送", district),
                residence_street=street)
    made = approve(by=reviewer, application=application)
    person = Person.objects.get()
    assert (made.unit, made.standing, made.began, made.until) == (street, "full", "joined", None)
    assert (person.id_number, person.household_code, person.residence_street, person.residence_code) == (
        id_number(1), "990101", street, "990101")
    assert Engagement.objects.values_list("platform", "partner", "station").get() == ("青禾配送", "驰达配送", "柳岸站")
    assert list(Deed.objects.order_by("pk").values_list("verb", flat=True)) == [
        "application.submitted", "consented", "application.filled_in", "membership.joined", "application.approved"]


def test_the_second_approval_is_refused_and_changes_nothing(street: Unit, reviewer: Account, rider: Account) -> None:
    application = apply(street, "林小满", PHONE, account=rider)
    approve(by=reviewer, application=application)
    for again in (lambda: approve(by=reviewer, application=application),
                  lambda: reject(by=reviewer, application=application, reason="x"),
                  lambda: pass_on(by=reviewer, application=application, unit=street, reason="x")):
        with pytest.raises(Refused, match="现在不在待审核里"):
            again()
    assert Membership.objects.count() == 1


def test_who_left_and_comes_back_has_the_old_stretch_and_a_new_one(
        street: Unit, reviewer: Account, rider: Account) -> None:
    approve(by=reviewer, application=apply(street, "林小满", PHONE, account=rider))
    leave(by=rider, person=Person.objects.get())
    back = approve(by=reviewer, application=apply(street, "林小满", PHONE, account=rider))
    assert [(one.began, one.ended) for one in back.person.memberships.order_by("pk")] == [
        ("joined", "left"), ("returned", "")]


def test_a_rejection_says_why(street: Unit, reviewer: Account, rider: Account) -> None:
    application = apply(street, "林小满", PHONE, account=rider)
    with pytest.raises(Refused, match="还没有写原因"):
        reject(by=reviewer, application=application, reason="  ")
    assert reject(by=reviewer, application=application, reason="照片不清楚").state == State.REJECTED
    assert application.steps.get(verdict="rejected").reason == "照片不清楚"


def test_what_is_passed_to_a_district_goes_into_its_pool(
        street: Unit, district: Unit, reviewer: Account, rider: Account) -> None:
    application = apply(street, "林小满", PHONE, account=rider)
    due = application.due_at
    passed = pass_on(by=reviewer, application=application, unit=district, reason="住处不在本街道")
    assert (passed.unit, passed.standing, passed.rule, passed.due_at) == (district, "pool", "passed_on", due)
    assert application.steps.get(verdict="passed_on").unit == street


def test_it_is_not_passed_to_itself_nor_to_who_takes_no_members_nor_without_a_word(
        street: Unit, city: Unit, district: Unit, reviewer: Account, rider: Account) -> None:
    application = apply(street, "林小满", PHONE, account=rider)
    for unit, reason in ((street, "x"), (city, "x"), (district, " ")):
        with pytest.raises(Refused):
            pass_on(by=reviewer, application=application, unit=unit, reason=reason)
    application.refresh_from_db()
    assert application.unit == street


def _doubts(application: Application) -> list[tuple[str, str]]:
    return [(one.kind, one.holder.name) for one in find_doubts([application])[application.pk]]


def test_a_number_that_another_record_holds_is_shown_and_stops_the_approval(street: Unit, reviewer: Account) -> None:
    make_member("孙旧主", street, PHONE)
    application = apply(street, "林小满", PHONE)
    assert _doubts(application) == [(Kind.PHONE_HELD, "孙旧主")]
    with pytest.raises(Refused, match="手机号由另一份记录占用"):
        approve(by=reviewer, application=application)
    assert Membership.objects.count() == 1


def test_an_id_number_on_another_record_or_application_is_shown(street: Unit, rider: Account) -> None:
    held = make_person("林小满", "+8613900000009")
    held.set_id_number(id_number(1))
    held.save()
    application = apply(street, "林小满", PHONE, account=rider)
    add_details(by=rider, application=application, id_consent=CONSENT, id_number=id_number(1))
    assert _doubts(application) == [(Kind.ID_HELD, "林小满")]
    twin = apply(street, "林小曼", "+8613900000007")
    add_details(by=None, application=twin, id_consent=CONSENT, id_number=id_number(1))
    assert _doubts(twin) == [(Kind.ID_HELD, "林小满"), (Kind.TWIN, "林小满")]


def test_doubts_take_as_many_questions_for_one_as_for_twenty(street: Unit) -> None:
    for serial in range(20):
        application = apply(street, "林小满", f"+86139000001{serial:02d}")
        add_details(by=None, application=application, id_consent=CONSENT, id_number=id_number(serial))
    counts = []
    for limit in (1, 20):
        with CaptureQueriesContext(connection, ) as asked:
            find_doubts(Application.objects.select_related("person")[:limit])
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_many_are_approved_at_once_and_the_doubtful_stay_behind_by_name(street: Unit, reviewer: Account) -> None:
    make_person("孙旧主", PHONE)
    clean = [apply(street, "林小满", f"+86139000002{serial:02d}") for serial in range(3)]
    doubtful = apply(street, "钱小雨", PHONE)
    done, left = approve_clean(by=reviewer, applications=[*clean, doubtful])
    assert (done, [(one.pk, "手机号由另一份记录占用" in why) for one, why in left]) == (3, [(doubtful.pk, True)])
    assert Membership.objects.count() == 3
