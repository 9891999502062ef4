"""A phone number passes from one record to another with the consent of both, or after an identity check."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.people.membership_cast import apply, make_member, make_person

from nuantu_hub.people.domain.phone_releasing import answer_release, ask_release, release_by_identity
from nuantu_hub.people.domain.reviewing import approve, find_doubts
from nuantu_hub.people.models import Account, Application, PhoneRelease, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
PHONE = "+8613900000001"


@pytest.fixture
def claim(street: Unit, rider: Account) -> Application:
    """A new owner of a number that still signs the old one in."""
    make_member("孙旧主", street, PHONE, account=rider)
    return apply(street, "林小满", PHONE, account=rider)


def test_the_holders_consent_moves_the_number_and_the_way_to_sign_in(
        claim: Application, rider: Account, reviewer: Account) -> None:
    release = ask_release(by=reviewer, application=claim)
    assert ask_release(by=reviewer, application=claim).pk == release.pk
    done = answer_release(by=rider, release=release, agreed=True)
    rider.refresh_from_db()
    claim.refresh_from_db()
    assert claim.person is not None
    holder = rider.person
    assert (done.state, done.way, holder.phone, rider.phone) == ("done", "consent", "", None)
    assert claim.person.phone == PHONE
    new = Account.objects.find_by_phone(PHONE)
    assert new is not None
    assert (new, new.name) == (claim.person.account, "林小满")
    assert find_doubts([claim]) == {}
    assert approve(by=reviewer, application=claim).person == claim.person


def test_the_holder_may_refuse_and_nothing_moves(claim: Application, rider: Account, reviewer: Account) -> None:
    release = ask_release(by=reviewer, application=claim)
    assert answer_release(by=rider, release=release, agreed=False).state == "refused"
    assert Account.objects.find_by_phone(PHONE) == rider
    with pytest.raises(Refused, match="已经答复过"):
        answer_release(by=rider, release=release, agreed=True)


def test_an_identity_check_releases_what_nobody_can_be_asked_for(street: Unit, reviewer: Account) -> None:
    holder = make_person("孙旧主", PHONE)
    claim = apply(street, "林小满", PHONE)
    with pytest.raises(Refused, match="原持有人没有登录过"):
        ask_release(by=reviewer, application=claim)
    done = release_by_identity(by=reviewer, application=claim)
    holder.refresh_from_db()
    assert (done.way, done.answered_by, holder.phone_index, PhoneRelease.objects.count()) == (
        "identity", reviewer, None, 1)


def test_there_is_nothing_to_release_where_nobody_else_holds_it(
        street: Unit, rider: Account, reviewer: Account) -> None:
    with pytest.raises(Refused, match="没有被另一份记录占用"):
        release_by_identity(by=reviewer, application=apply(street, "林小满", PHONE, account=rider))
