"""An application from the worker's side: repeated, confirmed, filled in, handed in again, taken back."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from tests.nuantu_hub.people.membership_cast import (
    CONSENT,
    apply,
    found_enterprise,
    id_number,
    make_member,
    make_person,
)

from nuantu_hub.people.domain.joining import (
    add_details,
    confirm_application,
    forget_unconfirmed,
    resubmit,
    tell_application,
    withdraw_application,
)
from nuantu_hub.people.domain.reviewing import pass_on, reject
from nuantu_hub.people.models import Account, Application, Deed, Person, Poster, ReviewStep, Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
PHONE = "+8613900000001"
NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
State = Application.State


@pytest.fixture(autouse=True)
def _noon() -> object:
    set_clock(NOON)
    yield
    set_clock(None)


def _tell(street: Unit, token: uuid.UUID | None = None, **other: object) -> Application:
    told = {"poster": None, "place": street, "name": "林小满", "phone": "13900000001", "occupation": "food", **other}
    return tell_application(token=token or uuid.uuid4(), **told)  # type: ignore[arg-type]


def test_a_repeated_submit_is_the_same_application(street: Unit, rider: Account) -> None:
    token = uuid.uuid4()
    first = _tell(street, token)
    again = _tell(street, token, name="林小滿")
    assert (first.pk, again.name, again.state) == (again.pk, "林小滿", State.UNCONFIRMED)
    done = confirm_application(application=again, account=rider)
    assert done.application is not None
    assert confirm_application(application=done.application, account=rider).application == first
    assert _tell(street, token, name="别人").name == "林小滿"
    assert (Application.objects.count(), ReviewStep.objects.count(), Deed.objects.count()) == (1, 1, 1)


def test_confirmed_it_waits_for_fifteen_days_with_the_rule_that_found_the_union(street: Unit, rider: Account) -> None:
    application = apply(street, "林小满", PHONE, account=rider)
    assert (application.state, application.unit, application.rule, application.round) == (
        State.WAITING, street, "street", 1)
    assert (application.submitted_at, application.due_at) == (NOON, NOON + timedelta(days=15))
    person = Person.objects.get()
    assert (person.name, person.phone, person.account, person.phone_confirmed_at) == ("林小满", PHONE, rider, NOON)


@pytest.mark.parametrize(("other", "field"), [
    ({"name": ""}, "name"), ({"phone": "123"}, "phone"), ({"occupation": "pilot"}, "occupation"),
])
def test_what_cannot_be_right_is_refused_and_nothing_is_kept(street: Unit, other: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        _tell(street, **other)
    assert (refused.value.field, Application.objects.count()) == (field, 0)


def test_a_closed_poster_takes_nobody(street: Unit, organiser: Account) -> None:
    poster = Poster.objects.create(unit=street, place="东门", made_by=organiser, made_at=NOON, closed_at=NOON)
    with pytest.raises(Refused, match="这张海报已经停用"):
        _tell(street, poster=poster)


def test_a_second_application_of_who_waits_is_the_first_one(street: Unit, rider: Account) -> None:
    first = apply(street, "林小满", PHONE, account=rider)
    assert apply(street, "林小满", PHONE, account=rider).pk == first.pk
    assert (Application.objects.count(), Person.objects.count()) == (1, 1)


def test_who_is_a_member_already_hands_nothing_in(street: Unit, rider: Account) -> None:
    member = make_member("林小满", street, PHONE, account=rider)
    joined = confirm_application(application=_tell(street), account=rider)
    assert (joined.person, joined.application, Application.objects.count()) == (member.person, None, 0)


def test_a_member_from_a_register_takes_the_record_up_by_confirming_its_phone_and_name(street: Unit) -> None:
    member = make_member("林小满", street, PHONE)
    joined = confirm_application(application=_tell(street), account=None)
    account = Account.objects.find_by_phone(PHONE)
    member.person.refresh_from_db()
    assert (joined.application, member.person.account, Person.objects.count()) == (None, account, 1)
    assert account is not None


def test_a_record_from_a_register_is_taken_up_by_who_confirms_its_phone_and_bears_its_name(
        street: Unit, rider: Account) -> None:
    record = make_person("林小满", PHONE)
    application = apply(street, "林小满", PHONE, account=rider)
    record.refresh_from_db()
    assert (application.person, record.account, Person.objects.count()) == (record, rider, 1)


def test_a_number_that_another_record_holds_gives_a_record_without_it(street: Unit, rider: Account) -> None:
    holder = make_person("孙旧主", PHONE)
    application = apply(street, "林小满", PHONE, account=None)
    own = application.person
    assert own is not None
    assert (own.name, own.phone_index, own.account) == ("林小满", None, None)
    holder.refresh_from_db()
    assert (holder.phone, holder.account) == (PHONE, None)
    assert apply(street, "林小满", PHONE, account=None).pk == application.pk


def test_a_number_that_signs_another_person_in_opens_nothing_of_theirs(street: Unit, rider: Account) -> None:
    make_member("孙旧主", street, PHONE, account=rider)
    application = apply(street, "林小满", PHONE, account=rider)
    assert application.person is not None
    assert (application.person.name, application.person.account, application.state) == ("林小满", None, State.WAITING)


def test_details_find_the_union_anew_and_leave_the_clock_alone(street: Unit, district: Unit, rider: Account) -> None:
    application = apply(street, "林小满", PHONE, account=rider)
    union = plant_unit("青禾配送工会", Unit.Kind.ENTERPRISE, district)
    head = found_enterprise("青禾配送", district, union=union)
    set_clock(NOON + timedelta(days=3))
    add_details(by=rider, application=application, id_consent=CONSENT, id_number=id_number(1),
                enterprise=head, station="柳岸站")
    application.refresh_from_db()
    assert (application.unit, application.rule, application.employer, application.station) == (
        union, "employer", "青禾配送", "柳岸站")
    assert (application.household_code, application.due_at) == ("990101", NOON + timedelta(days=15))


def test_details_leave_alone_what_a_reviewer_passed_on(
        street: Unit, district: Unit, reviewer: Account, rider: Account) -> None:
    application = apply(street, "林小满", PHONE, account=rider)
    pass_on(by=reviewer, application=application, unit=district, reason="住处不在本街道")
    application.refresh_from_db()
    add_details(by=rider, application=application, id_consent=CONSENT, id_number=id_number(1))
    assert (application.unit, application.rule) == (district, "passed_on")


def test_a_wrong_id_number_changes_nothing(street: Unit, rider: Account) -> None:
    application = apply(street, "林小满", PHONE, account=rider)
    with pytest.raises(Refused, match="证件号码不对"):
        add_details(by=rider, application=application, id_consent=CONSENT, id_number="110101199003070000")
    application.refresh_from_db()
    assert application.id_number == ""


def test_what_was_rejected_is_handed_in_again_in_its_next_round(
        street: Unit, reviewer: Account, rider: Account) -> None:
    application = reject(by=reviewer, application=apply(street, "林小满", PHONE, account=rider), reason="缺证件号码")
    set_clock(NOON + timedelta(days=2))
    again = resubmit(by=rider, application=application)
    assert (again.state, again.round, again.due_at) == (State.WAITING, 2, NOON + timedelta(days=17))
    assert resubmit(by=rider, application=again).round == 2
    assert [(one.verdict, one.round) for one in again.steps.order_by("pk")] == [
        ("submitted", 1), ("rejected", 1), ("submitted", 2)]


def test_a_scan_after_a_rejection_hands_the_same_application_in_again(
        street: Unit, reviewer: Account, rider: Account) -> None:
    application = reject(by=reviewer, application=apply(street, "林小满", PHONE, account=rider), reason="缺证件号码")
    again = apply(street, "林小满", PHONE, account=rider, occupation="ride")
    assert (again.pk, again.round, again.occupation, Application.objects.count()) == (application.pk, 2, "ride", 1)


def test_what_was_approved_or_withdrawn_cannot_be_handed_in_again(street: Unit, rider: Account) -> None:
    application = withdraw_application(by=rider, application=apply(street, "林小满", PHONE, account=rider))
    assert withdraw_application(by=rider, application=application).state == State.WITHDRAWN
    for verb in (resubmit, add_details):
        with pytest.raises(Refused):
            verb(by=rider, application=application)  # type: ignore[operator]
    Application.objects.update(state=State.APPROVED)
    application.refresh_from_db()
    with pytest.raises(Refused, match="这份申请已经办结"):
        withdraw_application(by=rider, application=application)


def test_what_nobody_confirmed_is_forgotten_after_a_day(street: Unit, rider: Account) -> None:
    _tell(street)
    apply(street, "林小满", PHONE, account=rider)
    set_clock(NOON + timedelta(hours=23))
    assert forget_unconfirmed() == 0
    set_clock(NOON + timedelta(hours=25))
    assert (forget_unconfirmed(), Application.objects.get().state) == (1, State.WAITING)


def test_the_next_one_to_join_sees_to_the_forgetting(street: Unit) -> None:
    old = _tell(street)
    set_clock(NOON + timedelta(hours=25))
    new = _tell(street)
    assert (list(Application.objects.all()), old.pk != new.pk) == ([new], True)
