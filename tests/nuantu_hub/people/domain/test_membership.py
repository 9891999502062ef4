"""Joining, leaving, coming back: the history stays, and seniority counts each day once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.nuantu_hub.people.membership_cast import make_member, make_person

from nuantu_hub.people.domain.membership import close, count_seniority, enrol, find_open, leave, list_history
from nuantu_hub.people.domain.transferring import ask_transfer
from nuantu_hub.people.models import Account, Membership, Transfer, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
DAY = datetime(2025, 1, 1, tzinfo=UTC)


def _at(days: int) -> datetime:
    return DAY + timedelta(days=days)


def test_nobody_is_a_member_twice(street: Unit, district: Unit) -> None:
    person = make_member("林小满", street).person
    with pytest.raises(Refused, match="现在已经是会员"):
        enrol(by=None, person=person, unit=district, standing="full", began="joined")


def test_a_stretch_does_not_begin_before_the_last_one_ended(street: Unit) -> None:
    member = make_member("林小满", street, at=_at(0))
    close(by=None, membership=member, ended="left", at=_at(100))
    with pytest.raises(Refused, match="早于上一段会籍"):
        enrol(by=None, person=member.person, unit=street, standing="full", began="returned", at=_at(50))
    with pytest.raises(Refused, match="已经结束"):
        close(by=None, membership=member, ended="left")


def test_leaving_keeps_the_history_and_takes_back_what_was_asked(
        street: Unit, district: Unit, rider: Account) -> None:
    person = make_member("林小满", street, account=rider).person
    transfer = ask_transfer(by=rider, person=person, receiving=district)
    left = leave(by=rider, person=person)
    transfer.refresh_from_db()
    assert (left.ended, find_open(person), transfer.state) == ("left", None, Transfer.State.WITHDRAWN)
    assert list_history(person) == [left]
    with pytest.raises(Refused, match="你现在不是会员"):
        leave(by=rider, person=person)


def test_seniority_leaves_gaps_out_and_counts_overlaps_once() -> None:
    def stretch(begin: int, end: int | None) -> Membership:
        return Membership(since=_at(begin), until=None if end is None else _at(end))
    assert count_seniority([], _at(10)) == timedelta()
    assert count_seniority([stretch(0, 100), stretch(100, 150)], _at(999)) == timedelta(days=150)
    assert count_seniority([stretch(0, 100), stretch(200, None)], _at(250)) == timedelta(days=150)
    assert count_seniority([stretch(0, 100), stretch(50, 80), stretch(90, 120)], _at(999)) == timedelta(days=120)
    assert count_seniority([stretch(300, None)], _at(250)) == timedelta()


def test_the_history_holds_what_folded_records_brought(street: Unit, district: Unit) -> None:
    kept = make_member("林小满", street, at=_at(10)).person
    folded = make_member("林小满", district, at=_at(0))
    close(by=None, membership=folded, ended="left", at=_at(5))
    folded.person.merged_into = kept
    folded.person.save()
    assert [one.unit for one in list_history(kept)] == [district, street]
    assert list_history(make_person("赵大河")) == []
