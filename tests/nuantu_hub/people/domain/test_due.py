"""What is due comes from its own tables, for whom it concerns, with its clock and its owner."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.people.membership_cast import apply
from tests.nuantu_hub.people.organising_cast import MOMENT, TODAY, ask, at, bring_to, enter, plan

from nuantu_hub.people.domain.claims import claim_due
from nuantu_hub.people.domain.due import (
    Section,
    count_today,
    find_due,
    gather_done,
    gather_due,
    list_due_applications,
    list_due_approvals,
    list_due_follow_ups,
    list_due_visits,
    register_sources,
)
from nuantu_hub.people.domain.follow_ups import answer_follow_up, open_follow_up
from nuantu_hub.people.domain.reviewing import approve
from nuantu_hub.people.models import Account, FollowUp, Stage, Unit
from nuantu_hub.site.gathering import DUE_SOURCES

pytestmark = pytest.mark.django_db


def _promise(by: Account, unit: Unit, task: str = "问交管部门", days: int = 0) -> FollowUp:
    question = ask(by, plan(by, unit))
    return open_follow_up(by=by, group=question.group, unit=unit, task=task, due_on=TODAY + timedelta(days=days),
                          token=uuid4())


def test_waiting_applications_are_one_thing_a_unit_with_the_earliest_clock(
        district: Unit, street: Unit, reviewer: Account, officer: Account, other_officer: Account) -> None:
    with at(MOMENT - timedelta(days=2)):
        first = apply(street, "林小满", "13900000001")
    with at():
        apply(street, "赵大河", "13900000002")
        due = list(list_due_applications(reviewer, MOMENT))
        assert [(one.title, one.people, one.due, one.url) for one in due] == [
            ("2份入会申请：柳岸街道总工会", 2, first.due_at, "/members/")]
        assert len(list(list_due_applications(officer, MOMENT))) == 1
        assert list(list_due_applications(other_officer, MOMENT)) == []


def test_a_submitted_founding_is_due_for_the_officer_above_it_within_fifteen_days(
        district: Unit, organiser: Account, officer: Account, other_officer: Account) -> None:
    with at():
        made = bring_to(organiser, officer, enter(organiser, district), Stage.SUBMITTED, days=13)
        due = list(list_due_approvals(officer, MOMENT))
    assert [(one.title, one.url, one.key) for one in due] == [
        ("建会批复：青禾配送", f"/enterprises/{made.pk}/", f"founding-{made.pk}")]
    assert due[0].due is not None
    assert due[0].due - MOMENT == timedelta(days=2, hours=9, minutes=55)
    assert list(list_due_approvals(organiser, MOMENT)) == list(list_due_approvals(other_officer, MOMENT)) == []


def test_promises_and_visits_are_due_for_who_organises(
        district: Unit, organiser: Account, reviewer: Account, other_officer: Account) -> None:
    with at():
        _promise(organiser, district)
        plan(organiser, district, title="上周的", starts_at=MOMENT - timedelta(days=7))
        plan(organiser, district, title="下月的", starts_at=MOMENT + timedelta(days=30))
        visits = list(list_due_visits(organiser, MOMENT))
        assert [(one.title, one.owner, one.action) for one in visits] == [
            ("上周的", "吴组", "写小结"), ("物流园区双沟通", "吴组", "看安排")]
        promises = list(list_due_follow_ups(organiser, MOMENT))
        assert [(one.title, one.detail, one.owner) for one in promises] == [
            ("问交管部门", "通行与停车 · 1次走访问过1回", None)]
        for account in (reviewer, other_officer):
            assert [*list_due_visits(account, MOMENT), *list_due_follow_ups(account, MOMENT)] == []


def test_sections_stand_in_order_with_owners_and_counts(district: Unit, organiser: Account, officer: Account) -> None:
    with at():
        made = bring_to(organiser, officer, enter(organiser, district), Stage.SUBMITTED, days=2)
        _promise(organiser, district)
        before = gather_due(officer, MOMENT)
        assert [section.title for section in before] == ["走着的批复期限", "要跟进的问题", "要去的走访"]
        assert count_today(before, MOMENT) == (2, 2)
        claim_due(by=officer, key=f"founding-{made.pk}")
        assert count_today(gather_due(officer, MOMENT), MOMENT) == (2, 1)


def test_a_thing_is_found_by_its_key_by_who_may_see_it(district: Unit, organiser: Account,
                                                       other_officer: Account) -> None:
    with at():
        promise = _promise(organiser, district)
        found = find_due(organiser, MOMENT, f"follow-up-{promise.pk}")
        assert found is not None
        assert found.title == "问交管部门"
        assert find_due(other_officer, MOMENT, f"follow-up-{promise.pk}") is None


def test_what_was_done_today_is_told_in_order(district: Unit, street: Unit, organiser: Account, officer: Account,
                                              other_officer: Account) -> None:
    with at(MOMENT - timedelta(hours=2)):
        answer_follow_up(by=organiser, follow_up=_promise(organiser, district), answer="办成了")
    with at(MOMENT - timedelta(hours=1)):
        approve(by=officer, application=apply(street, "林小满", "13900000001"))
    start = MOMENT - timedelta(hours=5)
    assert [one.title for one in gather_done(officer, start, MOMENT)] == ["问交管部门", "入会申请审核完"]
    assert gather_done(officer, start, MOMENT - timedelta(hours=3)) == gather_done(other_officer, start, MOMENT) == []


def test_sources_are_registered_once() -> None:
    before = list(DUE_SOURCES)
    register_sources()
    assert before == DUE_SOURCES


def test_nothing_due_is_nothing_counted() -> None:
    assert count_today([Section("空", [])], MOMENT) == (0, 0)
