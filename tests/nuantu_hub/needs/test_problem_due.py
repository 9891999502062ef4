"""What staff's today learns of problems: clocks, pauses to look at again, referrals, meetings, what was agreed."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, say

from nuantu_hub.needs.domain.coordination import Agreed, Seat, add_outcome, call_meeting, hold_meeting
from nuantu_hub.needs.domain.problem_answers import answer_problem
from nuantu_hub.needs.domain.problem_clocks import pause_clocks
from nuantu_hub.needs.domain.problems import give_problem
from nuantu_hub.needs.domain.referrals import enter_department, refer_problem
from nuantu_hub.needs.problem_due import list_done, list_due_follow_ups, list_due_problems
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def titles(account: Account) -> list[str]:
    return [one.title for one in list_due_problems(account, now())]


def test_what_nobody_owns_is_due_for_all_and_what_somebody_owns_for_them_until_it_is_late(
    district: Unit, officer: Account, organiser: Account, other_officer: Account, reviewer: Account,
) -> None:
    problem = make_problem(district, officer)
    assert [titles(one) for one in (officer, organiser, other_officer, reviewer)] == [
        ["望和嘉园等电梯太久"], ["望和嘉园等电梯太久"], [], []]
    give_problem(by=officer, problem=problem, owner=organiser)
    assert [titles(one) for one in (officer, organiser)] == [[], ["望和嘉园等电梯太久"]]
    set_clock(MOMENT + timedelta(days=20))
    assert titles(officer) == ["望和嘉园等电梯太久"]
    first = next(iter(list_due_problems(officer, now())))
    assert (first.people, first.owner) == (3, organiser.name)


def test_a_clock_that_stands_comes_back_on_the_day_to_look_again(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    again = (MOMENT + timedelta(days=5)).date()
    pause_clocks(by=officer, problem=problem, reason="site", words="修路", review_on=again)
    assert titles(officer) == []
    set_clock(MOMENT + timedelta(days=5))
    assert [one.detail for one in list_due_problems(officer, now())] == ["停钟到了再看的日子：现场不能施工"]


def test_departments_meetings_and_agreements_are_followed(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    office = enter_department(by=officer, unit=district, kind="office", name="街道", contact="", token=uuid4())
    refer_problem(by=officer, problem=problem, department=office, asked="看一看", token=uuid4())
    meeting = call_meeting(by=officer, unit=district, problems=[problem], title="电梯", place="街道三楼",
                           starts_at=MOMENT + timedelta(days=1), token=uuid4(),
                           seats=[Seat("骑手", "riders"), Seat("物业", "other")])
    assert [one.title for one in list_due_follow_ups(officer, now())] == [
        "街道要答复：望和嘉园等电梯太久", "协调会：电梯"]
    set_clock(MOMENT + timedelta(days=1, hours=2))
    hold_meeting(by=officer, meeting=meeting, minutes="谈了", told="留一部", came=[])
    add_outcome(by=officer, meeting=meeting, token=uuid4(), agreed=Agreed(problem, "留一部", "物业", now().date()))
    assert [one.title for one in list_due_follow_ups(officer, now())] == [
        "街道要答复：望和嘉园等电梯太久", "说定的事：留一部"]


def test_an_answer_is_done_today_and_the_page_shows_it_all(district: Unit, officer: Account, as_: As) -> None:
    problem = make_problem(district, officer)
    make_problem(district, officer, [say(district, "别的")], "别的事")
    answer_problem(by=officer, problem=problem, text="好了", result="done", token=uuid4())
    assert [one.title for one in list_done(officer, MOMENT - timedelta(hours=1), MOMENT + timedelta(hours=1))] == [
        "答复：望和嘉园等电梯太久"]
    page = as_(officer).get(reverse("people:today")).content.decode()
    assert "别的事" in page
    assert "骑手说的共性问题" in page
