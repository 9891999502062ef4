"""Two records become one with consent, and part again within a stated time; both histories stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.nuantu_hub.people.membership_cast import apply, make_member, make_person

from nuantu_hub.people.domain.counting import count_members
from nuantu_hub.people.domain.membership import find_open, list_history
from nuantu_hub.people.domain.merging import UNDO_WITHIN, agree_merge, ask_merge, refuse_merge, undo_merge
from nuantu_hub.people.models import Account, Application, Merge, Person, Unit
from nuantu_hub.site.clock import set_clock
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon() -> object:
    set_clock(NOON)
    yield
    set_clock(None)


def _standing(person: Person) -> str | None:
    here = find_open(person)
    return here.unit.name if here else None


def test_the_kept_record_goes_on_where_it_stands_and_the_folded_one_ends(
        street: Unit, district: Unit, city: Unit, reviewer: Account, rider: Account) -> None:
    kept, folded = make_member("林小满", street).person, make_member("林小满", district).person
    assert count_members(city, NOON) == 2
    merge = ask_merge(by=reviewer, unit=street, kept=kept, folded=folded)
    assert (merge.state, count_members(city, NOON)) == ("waiting", 2)
    done = agree_merge(by=rider, merge=merge)
    folded.refresh_from_db()
    assert (done.state, done.undo_until, folded.merged_into) == ("done", NOON + UNDO_WITHIN, kept)
    assert (_standing(kept), _standing(folded), count_members(city, NOON)) == (street.name, None, 1)
    assert {(one.unit.name, one.ended) for one in list_history(kept)} == {
        (street.name, ""), (district.name, "merged")}


def test_where_only_the_folded_one_was_a_member_the_kept_one_goes_on_there(
        street: Unit, reviewer: Account, rider: Account) -> None:
    kept, folded = make_person("林小满"), make_member("林小满", street).person
    merge = agree_merge(by=rider, merge=ask_merge(by=reviewer, unit=street, kept=kept, folded=folded))
    assert _standing(kept) == street.name
    set_clock(NOON + timedelta(days=29))
    undone = undo_merge(by=reviewer, merge=merge)
    folded.refresh_from_db()
    assert (undone.state, folded.merged_into, _standing(kept), _standing(folded)) == (
        "undone", None, None, street.name)


def test_undone_both_stand_again_where_they_stood(
        street: Unit, district: Unit, city: Unit, reviewer: Account, rider: Account) -> None:
    kept, folded = make_member("林小满", street).person, make_member("林小满", district).person
    merge = agree_merge(by=rider, merge=ask_merge(by=reviewer, unit=street, kept=kept, folded=folded))
    set_clock(NOON + timedelta(days=1))
    undo_merge(by=reviewer, merge=merge)
    assert (_standing(kept), _standing(folded), count_members(city, NOON + timedelta(days=1))) == (
        street.name, district.name, 2)
    assert [(one.began, one.ended) for one in folded.memberships.order_by("pk")] == [
        ("joined", "merged"), ("parted", "")]
    with pytest.raises(Refused, match="没有可以撤销的合并"):
        undo_merge(by=reviewer, merge=merge)


def test_after_its_time_a_merge_stays(street: Unit, reviewer: Account, rider: Account) -> None:
    kept, folded = make_person("林小满"), make_member("林小满", street).person
    merge = agree_merge(by=rider, merge=ask_merge(by=reviewer, unit=street, kept=kept, folded=folded))
    set_clock(NOON + UNDO_WITHIN + timedelta(seconds=1))
    with pytest.raises(Refused, match="已经过了可以撤销的日期"):
        undo_merge(by=reviewer, merge=merge)


def test_without_consent_nothing_is_folded(street: Unit, reviewer: Account, rider: Account) -> None:
    kept, folded = make_member("林小满", street).person, make_person("林晓曼")
    merge = ask_merge(by=reviewer, unit=street, kept=kept, folded=folded)
    assert ask_merge(by=reviewer, unit=street, kept=kept, folded=folded).pk == merge.pk
    assert refuse_merge(by=rider, merge=merge).state == "refused"
    folded.refresh_from_db()
    assert folded.merged_into is None
    for verb in (agree_merge, refuse_merge):
        with pytest.raises(Refused, match="已经有结果"):
            verb(by=rider, merge=merge)


def test_chains_and_circles_are_refused(street: Unit, reviewer: Account, rider: Account) -> None:
    one, two, three = make_person("甲"), make_person("乙"), make_person("丙")
    agree_merge(by=rider, merge=ask_merge(by=reviewer, unit=street, kept=one, folded=two))
    for record in (one, two, three):
        record.refresh_from_db()
    for kept, folded in ((one, one), (three, two), (two, three), (three, one)):
        with pytest.raises(Refused):
            ask_merge(by=reviewer, unit=street, kept=kept, folded=folded)
    assert agree_merge(by=rider, merge=ask_merge(by=reviewer, unit=street, kept=one, folded=three)).state == "done"


def test_a_waiting_application_of_who_is_a_member_already_is_withdrawn(
        street: Unit, reviewer: Account, rider: Account) -> None:
    kept = make_member("林小满", street, "+8613900000009").person
    application = apply(street, "林小满", "+8613900000001", account=rider)
    assert application.person is not None
    merge = ask_merge(by=reviewer, unit=street, kept=kept, folded=application.person)
    agree_merge(by=rider, merge=merge)
    application.refresh_from_db()
    assert application.state == Application.State.WITHDRAWN
    assert Person.objects.of_account(rider) == kept
    assert Merge.objects.get().heard == "here"


def test_two_accounts_are_merged_in_person_only(
        street: Unit, reviewer: Account, rider: Account, other_rider: Account) -> None:
    kept, folded = make_person("林小满", account=rider), make_person("林小满", account=other_rider)
    merge = ask_merge(by=reviewer, unit=street, kept=kept, folded=folded)
    for by in (rider, other_rider):
        with pytest.raises(Refused, match="各有一个账号"):
            agree_merge(by=by, merge=merge)
    assert agree_merge(by=reviewer, merge=merge, heard=Merge.Heard.IDENTITY).state == "done"
