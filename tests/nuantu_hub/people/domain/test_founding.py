"""A union is founded step by step, by a valid meeting, and approved by somebody else within fifteen days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.nuantu_hub.people.membership_cast import plant_federation
from tests.nuantu_hub.people.organising_cast import BALLOTS, TODAY, at, bring_to, days_ago, enter, hold

from nuantu_hub.people.domain.enterprises import strike_off
from nuantu_hub.people.domain.founding import (
    Ballot,
    check_ballots,
    check_form,
    check_quorum,
    decide_founding,
    take_step,
)
from nuantu_hub.people.models import Account, Enterprise, FoundingMeeting, Stage, Step, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def enterprise(organiser: Account, district: Unit) -> Enterprise:
    with at():
        return enter(organiser, district)


def test_all_steps_end_in_a_union_of_its_own(enterprise: Enterprise, organiser: Account, officer: Account,
                                             district: Unit) -> None:
    with at():
        bring_to(organiser, officer, enterprise, Stage.LEGAL_PERSON)
    assert [step.stage for step in enterprise.steps.all()] == list(Stage)
    union = enterprise.union
    assert union is not None
    assert (union.name, union.kind, union.parent) == ("青禾配送工会", "enterprise", district)
    assert union.opened_on == days_ago(21)


def test_a_submission_starts_a_clock_of_fifteen_days(enterprise: Enterprise, organiser: Account,
                                                     officer: Account) -> None:
    with at():
        bring_to(organiser, officer, enterprise, Stage.SUBMITTED, days=3)
    step = enterprise.steps.latest("pk")
    assert (step.on, step.due) == (days_ago(3), days_ago(3) + timedelta(days=15))


def test_the_same_step_handed_in_twice_is_taken_once(enterprise: Enterprise, organiser: Account) -> None:
    token = uuid4()
    with at():
        made = [take_step(by=organiser, enterprise=enterprise, stage="preparation", on=TODAY, token=token)
                for _turn in range(2)]
    assert (made[0], Step.objects.count()) == (made[1], 2)


@pytest.mark.parametrize(("start", "told", "said"), [
    (Stage.CONTACT, {"stage": "election"}, "不能直接到"),
    (Stage.CONTACT, {"stage": "preparation", "on": days_ago(101)}, "早于上一步"),
    (Stage.CONTACT, {"stage": "preparation", "on": TODAY + timedelta(days=1)}, "日期还没有到"),
    (Stage.PREPARATION, {"stage": "contact"}, "退回没有写原因"),
    (Stage.ELECTION, {"stage": "submitted", "reference": "请1号"}, "还没有有效的会员大会"),
    (Stage.ELECTION, {"stage": "submitted"}, "缺少请示文号"),
    (Stage.APPROVED, {"stage": "legal_person"}, "缺少法人资格证书号"),
    (Stage.SUBMITTED, {"stage": "approved", "reference": "批1号"}, "不能直接到"),
])
def test_a_step_that_cannot_be_taken_says_why(
        enterprise: Enterprise, organiser: Account, officer: Account, start: Stage, told: dict[str, Any],
        said: str) -> None:
    with at():
        bring_to(organiser, officer, enterprise, start)
        steps = Step.objects.count()
        with pytest.raises(Refused, match=said):
            take_step(by=organiser, enterprise=enterprise, token=uuid4(), **{"on": TODAY} | told)
    assert Step.objects.count() == steps


def test_a_step_back_keeps_its_reason(enterprise: Enterprise, organiser: Account, officer: Account) -> None:
    with at():
        bring_to(organiser, officer, enterprise, Stage.ELECTION)
        take_step(by=organiser, enterprise=enterprise, stage="preparation", on=TODAY, token=uuid4(), note="人数不够")
    enterprise.refresh_from_db()
    assert (enterprise.stage, enterprise.steps.latest("pk").note) == ("preparation", "人数不够")


def test_who_submitted_does_not_approve_and_an_approval_has_a_number(
        enterprise: Enterprise, organiser: Account, officer: Account) -> None:
    with at():
        bring_to(organiser, officer, enterprise, Stage.SUBMITTED)
        with pytest.raises(Refused, match="不能自己批复"):
            decide_founding(by=organiser, enterprise=enterprise, approved=True, on=TODAY, token=uuid4(), reference="批")
        with pytest.raises(Refused, match="缺少批复文号"):
            decide_founding(by=officer, enterprise=enterprise, approved=True, on=TODAY, token=uuid4())
        with pytest.raises(Refused, match="退回没有写原因"):
            decide_founding(by=officer, enterprise=enterprise, approved=False, on=TODAY, token=uuid4())
    assert Unit.objects.filter(kind="enterprise").count() == 0


def test_a_returned_application_goes_back_to_the_election(enterprise: Enterprise, organiser: Account,
                                                          officer: Account) -> None:
    with at():
        bring_to(organiser, officer, enterprise, Stage.SUBMITTED)
        token = uuid4()
        for _turn in range(2):
            decide_founding(by=officer, enterprise=enterprise, approved=False, on=TODAY, token=token, note="缺名册")
        with pytest.raises(Refused, match="没有等待批复"):
            decide_founding(by=officer, enterprise=enterprise, approved=True, on=TODAY, token=uuid4(), reference="批")
    enterprise.refresh_from_db()
    assert (enterprise.stage, enterprise.union) == ("election", None)


def test_who_joins_another_union_gets_no_unit_of_its_own(organiser: Account, officer: Account, district: Unit) -> None:
    federation = plant_federation("货运行业工会联合会", district, "truck")
    with at():
        small = bring_to(organiser, officer, enter(organiser, district, "小车队", kind="carrier"), Stage.ELECTION)
        hold(organiser, small, on=TODAY, entitled=9, present=6, form="join", joined=federation, ballots=[])
        take_step(by=organiser, enterprise=small, stage="submitted", on=TODAY, token=uuid4(), reference="请1号")
        decide_founding(by=officer, enterprise=small, approved=True, on=TODAY, token=uuid4(), reference="批1号")
    small.refresh_from_db()
    assert (small.union, small.founded) == (federation, True)


def test_a_meeting_is_held_at_the_election_and_kept_once(enterprise: Enterprise, organiser: Account,
                                                         officer: Account) -> None:
    with at():
        with pytest.raises(Refused, match="还没有到选举"):
            hold(organiser, enterprise, on=TODAY)
        bring_to(organiser, officer, enterprise, Stage.ELECTION)
        hold(organiser, enterprise, on=TODAY)
    meeting = FoundingMeeting.objects.get()
    assert [(one.name, one.seat, one.votes) for one in meeting.elected.all()] == [
        ("林晓", "chair", 21), ("赵大河", "member", 18)]


def test_an_enterprise_that_was_struck_off_goes_no_further(enterprise: Enterprise, organiser: Account) -> None:
    with at():
        strike_off(by=organiser, enterprise=enterprise, on=TODAY, reason="注销")
        with pytest.raises(Refused, match="已经从台账注销"):
            take_step(by=organiser, enterprise=enterprise, stage="preparation", on=TODAY, token=uuid4())


@pytest.mark.parametrize(("entitled", "present", "valid"), [
    (30, 20, True), (30, 19, False), (31, 21, True), (31, 20, False), (3, 2, True), (30, 31, False), (0, 0, False)])
def test_two_thirds_of_those_entitled_make_a_meeting(entitled: int, present: int, valid: bool) -> None:
    if valid:
        check_quorum(entitled, present)
    else:
        with pytest.raises(Refused):
            check_quorum(entitled, present)


@pytest.mark.parametrize(("entitled", "form", "valid"), [
    (25, "committee", True), (24, "committee", False), (25, "organiser", False), (24, "organiser", True),
    (24, "join", False)])
def test_twenty_five_members_make_a_committee(entitled: int, form: str, valid: bool) -> None:
    if valid:
        check_form(entitled, form, None)
    else:
        with pytest.raises(Refused):
            check_form(entitled, form, None)


@pytest.mark.parametrize(("form", "ballots", "said"), [
    ("committee", [Ballot("甲", "chair", 15)], "15票没有超过应到30人的半数（至少16票）"),
    ("committee", [Ballot("甲", "chair", 25)], "25票多于实到24人"),
    ("committee", [Ballot("甲", "member", 20)], "有且只有一位主席"),
    ("committee", [*BALLOTS, Ballot("丙", "chair", 20)], "有且只有一位主席"),
    ("committee", [*BALLOTS, Ballot("丙", "organiser", 20)], "委员会里没有组织员"),
    ("committee", [Ballot(" ", "chair", 20)], "没有写姓名"),
    ("organiser", BALLOTS, "组织员选举一人"),
    ("join", BALLOTS, "不另外选举"),
])
def test_an_election_that_elects_nobody_says_why(form: str, ballots: list[Ballot], said: str) -> None:
    with pytest.raises(Refused, match=said):
        check_ballots(30, 24, form, ballots)


def test_sixteen_of_thirty_votes_elect() -> None:
    check_ballots(30, 24, "committee", [Ballot("甲", "chair", 16)])
