"""A transfer needs the worker and the receiving unit; it adds a stretch and rewrites none."""

from __future__ import annotations

import uuid

import pytest
from tests.nuantu_hub.people.membership_cast import make_member, make_person

from nuantu_hub.people.domain.membership import find_open, leave
from nuantu_hub.people.domain.transferring import (
    accept_transfer,
    agree_as_worker,
    ask_transfer,
    decline_transfer,
    withdraw_transfer,
)
from nuantu_hub.people.models import Account, Membership, Person, Transfer, Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
State = Transfer.State


@pytest.fixture
def member(street: Unit, rider: Account) -> Person:
    return make_member("林小满", street, "+8613900000001", account=rider).person


@pytest.fixture
def other_street(other_district: Unit) -> Unit:
    return plant_unit("松坡街道总工会", Unit.Kind.STREET, other_district)


def test_asked_by_the_worker_it_is_done_when_the_receiving_unit_accepts(
        member: Person, other_street: Unit, rider: Account, other_officer: Account, street: Unit) -> None:
    transfer = ask_transfer(by=rider, person=member, receiving=other_street, reason="搬家了")
    assert (transfer.side, transfer.state, find_open(member).unit) == ("worker", State.WAITING, street)  # type: ignore[union-attr]
    done = accept_transfer(by=other_officer, transfer=transfer)
    first, second = Membership.objects.order_by("pk")
    assert (done.state, first.ended, second.began, second.unit) == (
        State.DONE, "transferred", "transferred", other_street)
    assert first.until == second.since


def test_asked_by_the_giving_unit_it_needs_both_others(
        member: Person, other_street: Unit, reviewer: Account, rider: Account, other_officer: Account) -> None:
    transfer = ask_transfer(by=reviewer, person=member, receiving=other_street)
    assert transfer.side == "giving"
    assert accept_transfer(by=other_officer, transfer=transfer).state == State.WAITING
    assert agree_as_worker(by=rider, transfer=transfer).state == State.DONE


def test_asked_by_the_receiving_unit_it_needs_the_worker(
        member: Person, other_street: Unit, other_officer: Account) -> None:
    transfer = ask_transfer(by=other_officer, person=member, receiving=other_street)
    assert (transfer.side, transfer.unit_agreed_at is not None) == ("receiving", True)
    done = agree_as_worker(by=other_officer, transfer=transfer, heard=Transfer.Heard.PAPER)
    assert (done.state, done.worker_heard) == (State.DONE, "paper")


def test_the_same_token_is_the_same_asking_and_a_second_one_waits_for_the_first(
        member: Person, other_street: Unit, district: Unit, rider: Account) -> None:
    token = uuid.uuid4()
    first = ask_transfer(by=rider, person=member, receiving=other_street, token=token)
    assert ask_transfer(by=rider, person=member, receiving=other_street, token=token).pk == first.pk
    with pytest.raises(Refused, match="已经有一件转接在办"):
        ask_transfer(by=rider, person=member, receiving=district)
    withdraw_transfer(by=rider, transfer=first)
    assert ask_transfer(by=rider, person=member, receiving=district).state == State.WAITING


def test_a_declined_transfer_leaves_the_membership_where_it_is(
        member: Person, other_street: Unit, rider: Account, other_officer: Account, street: Unit) -> None:
    transfer = ask_transfer(by=rider, person=member, receiving=other_street)
    ended = decline_transfer(by=other_officer, transfer=transfer, reason="不在辖区")
    assert (ended.state, ended.answer, find_open(member).unit) == (State.DECLINED, "不在辖区", street)  # type: ignore[union-attr]
    with pytest.raises(Refused, match="已经办结"):
        accept_transfer(by=other_officer, transfer=transfer)


def test_who_moved_or_left_meanwhile_is_not_moved_again(
        member: Person, other_street: Unit, reviewer: Account, rider: Account, other_officer: Account) -> None:
    transfer = ask_transfer(by=rider, person=member, receiving=other_street)
    Transfer.objects.update(giving=other_street)
    with pytest.raises(Refused, match="会籍已经不在转出的工会"):
        accept_transfer(by=other_officer, transfer=transfer)
    leave(by=rider, person=member)
    transfer.refresh_from_db()
    assert transfer.state == State.WITHDRAWN


def test_a_district_takes_into_its_pool(member: Person, other_district: Unit, rider: Account,
                                        other_officer: Account) -> None:
    accept_transfer(by=other_officer, transfer=ask_transfer(by=rider, person=member, receiving=other_district))
    assert find_open(member).standing == "pool"  # type: ignore[union-attr]


def test_strangers_to_both_units_ask_for_nothing(
        member: Person, other_street: Unit, city: Unit, street: Unit, rider: Account, other_rider: Account,
        bystander: Account) -> None:
    for by in (other_rider, bystander):
        with pytest.raises(Refused, match="只有本人"):
            ask_transfer(by=by, person=member, receiving=other_street)
    for receiving in (street, city):
        with pytest.raises(Refused):
            ask_transfer(by=rider, person=member, receiving=receiving)
    with pytest.raises(Refused, match="现在不是会员"):
        ask_transfer(by=rider, person=make_person("赵大河"), receiving=other_street)
    assert Transfer.objects.count() == 0
