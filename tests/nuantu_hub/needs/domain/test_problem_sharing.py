"""What writers learn of the problem that their need became a part of, and what is found while typing."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, make_rider, say

from nuantu_hub.needs.domain.coordination import Seat, call_meeting, cancel_meeting
from nuantu_hub.needs.domain.problem_clocks import pause_clocks
from nuantu_hub.needs.domain.problem_sharing import count_people, list_named, tell_problems
from nuantu_hub.needs.domain.problems import open_problem
from nuantu_hub.needs.domain.shared_problems import FINDABLE, TELLERS
from nuantu_hub.people.models import Account, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_needs_ask_problems_through_their_registries() -> None:
    assert tell_problems in TELLERS
    assert list_named in FINDABLE


def test_a_writer_learns_name_people_result_and_meeting(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    key = problem.members.values_list("need_id", flat=True).order_by("need_id").first()
    assert key is not None
    say(district, by=make_rider(9), joins=problem.members.get(need=key).need)
    starts = MOMENT + timedelta(days=2)
    meeting = call_meeting(by=officer, unit=district, problems=[problem], title="电梯", place="街道", starts_at=starts,
                           seats=[Seat("骑手代表", "riders"), Seat("物业", "other")], token=uuid4())
    told = tell_problems([key])[key]
    assert (told.title, told.people, told.grouped_at, told.meeting_at, told.parties) == (
        "望和嘉园等电梯太久", 4, MOMENT, starts, 2)
    assert told.due_at == problem.clocks.get(step="settled").due_at
    cancel_meeting(by=officer, meeting=meeting, why="改期")
    pause_clocks(by=officer, problem=problem, reason="site", words="修路", review_on=starts.date())
    told = tell_problems([key])[key]
    assert (told.meeting_at, told.due_at) == (None, None)


def test_what_nobody_has_named_is_told_to_nobody(district: Unit, rider: Account) -> None:
    need = say(district, by=rider)
    open_problem(needs=[need], label="原话")
    assert tell_problems([need.pk]) == {}
    assert list(list_named()) == []


def test_a_name_leads_to_the_first_need_of_its_problem(district: Unit, officer: Account) -> None:
    problem = make_problem(district, officer)
    first = min(problem.members.values_list("need_id", flat=True))
    assert [(one.need, one.words) for one in list_named()] == [(first, "望和嘉园等电梯太久")]
    assert count_people([problem.pk]) == {problem.pk: 3}
