"""Transfers and merges at the desk: each side does its own part and no other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.people.membership_cast import make_member, make_person

from nuantu_hub.people.domain.membership import find_open
from nuantu_hub.people.domain.merging import ask_merge
from nuantu_hub.people.domain.transferring import ask_transfer
from nuantu_hub.people.models import Account, Merge, Person, Transfer, Unit
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db
LIST, MERGES = "/members/transfers/", "/members/merges/"


@pytest.fixture
def there(other_district: Unit) -> Unit:
    return plant_unit("松坡街道总工会", Unit.Kind.STREET, other_district)


@pytest.fixture
def member(street: Unit, rider: Account) -> Person:
    return make_member("林小满", street, "+8613900000001", account=rider).person


def _answer(client: Client, transfer: Transfer, answer: str) -> int:
    return client.post(reverse("people:answer_transfer", args=[transfer.pk]), {"answer": answer}).status_code


def test_the_receiving_side_accepts_what_the_worker_asked(
        member: Person, there: Unit, rider: Account, reviewer: Account, other_officer: Account, as_: As) -> None:
    transfer = ask_transfer(by=rider, person=member, receiving=there, reason="搬家了")
    page = as_(other_officer).get(LIST).content.decode()
    assert ("搬家了" in page, 'value="accept"' in page, "林小满" in page) == (True, True, False)
    assert 'value="accept"' not in as_(reviewer).get(LIST).content.decode()
    assert (_answer(as_(reviewer), transfer, "accept"), _answer(as_(reviewer), transfer, "decline")) == (422, 422)
    assert _answer(as_(other_officer), transfer, "accept") == 302
    assert find_open(member).unit == there  # type: ignore[union-attr]
    assert "已转接" in as_(reviewer).get(LIST, {"state": "ended"}).content.decode()


def test_paper_counts_for_what_a_unit_asked_and_not_for_what_the_worker_asked(
        member: Person, there: Unit, rider: Account, reviewer: Account, other_officer: Account, as_: As) -> None:
    transfer = ask_transfer(by=reviewer, person=member, receiving=there)
    assert _answer(as_(reviewer), transfer, "paper") == 302
    assert _answer(as_(other_officer), transfer, "withdraw") == 422
    assert _answer(as_(reviewer), transfer, "withdraw") == 302
    own = ask_transfer(by=rider, person=member, receiving=there)
    assert _answer(as_(other_officer), own, "paper") == 422
    assert _answer(as_(other_officer), own, "decline") == 302


def test_the_lists_take_as_many_questions_for_one_as_for_many(
        street: Unit, there: Unit, reviewer: Account, officer: Account, as_: As) -> None:
    client, counts = as_(officer), []
    for serial in range(20):
        if serial in (1, 19):
            with CaptureQueriesContext(connection) as asked:
                client.get(LIST)
                client.get(MERGES)
            counts.append(len(asked))
        person = make_member("林小满", street).person
        ask_transfer(by=reviewer, person=person, receiving=there)
        ask_merge(by=reviewer, unit=street, kept=person, folded=make_person("林小满"))
    assert counts[0] == counts[1]


def test_a_merge_is_done_on_an_identity_check_and_taken_back_in_time(
        member: Person, street: Unit, reviewer: Account, as_: As) -> None:
    merge = ask_merge(by=reviewer, unit=street, kept=member, folded=make_person("林小满"))
    client, address = as_(reviewer), reverse("people:answer_merge", args=[merge.pk])
    assert "已当面核验证件" in client.get(MERGES).content.decode()
    assert client.post(address, {"answer": "identity"}).status_code == 302
    assert 'value="undo"' in client.get(MERGES).content.decode()
    assert client.post(address, {"answer": "x"}).status_code == 422
    Merge.objects.update(undo_until=now() - timedelta(seconds=1))
    assert 'value="undo"' not in client.get(MERGES).content.decode()
    assert client.post(address, {"answer": "undo"}).status_code == 422
    Merge.objects.update(undo_until=now() + timedelta(days=1))
    assert client.post(address, {"answer": "undo"}).status_code == 302
    assert Merge.objects.get().state == "undone"


def test_others_reach_none_of_it(
        member: Person, street: Unit, there: Unit, rider: Account, reviewer: Account, other_officer: Account,
        organiser: Account, steward: Account, bystander: Account, stranger: Client, as_: As) -> None:
    transfer = ask_transfer(by=rider, person=member, receiving=there)
    merge = ask_merge(by=reviewer, unit=street, kept=member, folded=make_person("林小满"))
    for account in (organiser, steward, bystander, rider):
        client = as_(account)
        assert [client.get(LIST).status_code, client.get(MERGES).status_code,
                _answer(client, transfer, "accept")] == [404, 404, 404]
    fold = reverse("people:answer_merge", args=[merge.pk])
    for account in (organiser, steward, bystander, rider, other_officer):
        assert as_(account).post(fold, {"answer": "identity"}).status_code == 404
    for address in (LIST, MERGES):
        assert stranger.get(address)["Location"].startswith("/sign-in/")
    assert (Transfer.objects.get().state, Merge.objects.get().state) == ("waiting", "waiting")
