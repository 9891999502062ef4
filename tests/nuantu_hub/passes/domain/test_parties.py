"""Sides: one person each, invited, replaced; each signs its own step, and what changes ends the signature."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.passes.compound_cast import put_compound, put_gate, put_sides

from nuantu_hub.passes.domain.parties import invite_party, list_roles, sign_step, take_signature_back
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Compound
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_a_new_person_ends_the_one_before_and_the_account_is_made_once(district: Unit, officer: Account) -> None:
    compound = put_compound(district, officer)
    first = invite_party(by=officer, compound=compound, role="property", body="安居物业", login="wuye-a", name="李门")
    same = invite_party(by=officer, compound=compound, role="property", body="安居物业", login="wuye-a")
    second = invite_party(by=officer, compound=compound, role="property", body="安居物业", login="wuye-b", name="王门")
    first.refresh_from_db()

    assert same == first
    assert first.until is not None
    assert list_roles(first.account, compound) == []
    assert list_roles(second.account, compound) == ["property"]
    assert list_roles(officer, compound) == ["union"]


@pytest.mark.parametrize(("field", "words"), [
    ("role", {"role": "union"}), ("body", {"body": " "}), ("login", {"login": "李"}), ("name", {"name": ""}),
    ("login", {"login": "officer"})])
def test_whom_nobody_can_invite(district: Unit, officer: Account, field: str, words: dict[str, str]) -> None:
    compound = put_compound(district, officer)
    told = {"role": "street", "body": "街道", "login": "jiedao-x", "name": "赵街"} | words

    with pytest.raises(PassRefused) as refused:
        invite_party(by=officer, compound=compound, **told)
    assert refused.value.field == field


def test_a_worker_and_who_stands_for_another_side_are_refused(district: Unit, officer: Account, rider: Account) -> None:
    sides = put_sides(district, officer)
    rider.login = "rider-x"
    rider.save()
    for login in ("rider-x", sides.street.login):
        with pytest.raises(PassRefused):
            invite_party(by=officer, compound=sides.compound, role="committee", body="居委会", login=str(login))


def test_an_outside_party_sees_its_compound_and_no_unit(district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    put_compound(district, officer, "远山居")

    assert list(Compound.objects.visible_to(sides.committee)) == [sides.compound]
    assert not sides.committee.posts.exists()


def test_signatures_are_given_once_with_what_was_told_and_end_when_the_gates_change(
        district: Unit, officer: Account) -> None:
    sides = put_sides(district, officer)
    with pytest.raises(PassRefused):
        sign_step(by=sides.property, compound=sides.compound, role="street")
    with pytest.raises(PassRefused) as refused:
        sign_step(by=sides.committee, compound=sides.compound, role="committee", says=" ")
    signed = sign_step(by=sides.property, compound=sides.compound, role="property")
    again = sign_step(by=sides.property, compound=sides.compound, role="property")
    put_gate(sides)
    signed.refresh_from_db()

    assert refused.value.field == "says"
    assert again == signed
    assert signed.ended_at is not None
    with pytest.raises(PassRefused):
        take_signature_back(by=sides.street, compound=sides.compound, role="property")
