"""Coordination meetings: who must sit there, what must be written, and following up what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.problem_cast import MOMENT, make_problem, make_rider, say

from nuantu_hub.needs.domain.coordination import (
    Agreed,
    Seat,
    add_outcome,
    add_party,
    call_meeting,
    cancel_meeting,
    end_outcome,
    hold_meeting,
    state_position,
)
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import CoordinationMeeting, MeetingOutcome, Problem
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]
SEATS = (Seat("望京片骑手代表", "riders", "等八分钟送不完"), Seat("望和物业", "other"))
LATER = MOMENT + timedelta(days=2)


@pytest.fixture
def problem(district: Unit, officer: Account) -> Problem:
    """A problem to talk about."""
    return make_problem(district, officer)


def call(problem: Problem, by: Account, seats: Sequence[Seat] = SEATS, **more: object) -> CoordinationMeeting:
    told: dict[str, object] = {"title": "电梯", "place": "街道", "starts_at": LATER, "token": uuid4()} | more
    return call_meeting(by=by, unit=problem.unit, problems=[problem], seats=seats, **told)  # type: ignore[arg-type]


def hold(meeting: CoordinationMeeting, by: Account) -> CoordinationMeeting:
    set_clock(LATER + timedelta(hours=2))
    came = [meeting.parties.get(name="望和物业").pk]
    return hold_meeting(by=by, meeting=meeting, minutes="谈了两小时", told="物业留一部", came=came)


@pytest.mark.parametrize("seats", [(), SEATS[:1], SEATS[1:], (Seat(" ", "riders"), SEATS[1])])
def test_no_meeting_without_riders_and_somebody_who_can_act(
    problem: Problem, officer: Account, seats: tuple[Seat, ...],
) -> None:
    with pytest.raises(NeedRefused):
        call(problem, officer, seats)


@pytest.mark.parametrize("more", [{"title": ""}, {"place": " "}, {"starts_at": MOMENT}])
def test_a_call_says_what_where_and_when(problem: Problem, officer: Account, more: dict[str, object]) -> None:
    with pytest.raises(NeedRefused):
        call(problem, officer, **more)


def test_both_sides_and_their_positions_are_kept(problem: Problem, officer: Account) -> None:
    meeting = call(problem, officer)
    add_party(by=officer, meeting=meeting, seat=Seat("望京街道", "office"))
    with pytest.raises(NeedRefused):
        add_party(by=officer, meeting=meeting, seat=Seat("望京街道", "office"))
    state_position(by=officer, party=meeting.parties.get(name="望和物业"), position="电梯归住户")
    assert list(meeting.parties.values_list("name", "side", "position")) == [
        ("望京片骑手代表", "riders", "等八分钟送不完"), ("望和物业", "other", "电梯归住户"), ("望京街道", "office", "")]


def test_it_is_written_up_after_it_began_with_who_came(problem: Problem, officer: Account) -> None:
    meeting = call(problem, officer)
    with pytest.raises(NeedRefused):
        hold_meeting(by=officer, meeting=meeting, minutes="x", told="x", came=[])
    held = hold(meeting, officer)
    assert dict(held.parties.values_list("name", "came")) == {"望京片骑手代表": False, "望和物业": True}
    assert problem.steps.get(kind="met").words == "物业留一部"
    with pytest.raises(NeedRefused):
        cancel_meeting(by=officer, meeting=held, why="x")


def test_what_was_agreed_has_an_owner_and_a_day_and_is_done_once(problem: Problem, officer: Account) -> None:
    meeting = hold(call(problem, officer), officer)
    agreed = Agreed(problem, "高峰留一部电梯", "望和物业", date(2026, 3, 20))
    token = uuid4()
    outcome = add_outcome(by=officer, meeting=meeting, agreed=agreed, token=token)
    assert add_outcome(by=officer, meeting=meeting, agreed=agreed, token=token) == outcome
    assert not outcome.is_late(date(2026, 3, 20))
    assert outcome.is_late(date(2026, 3, 21))
    with pytest.raises(NeedRefused):
        end_outcome(by=officer, outcome=outcome, is_done=True, result="")
    done = end_outcome(by=officer, outcome=outcome, is_done=True, result="贴了告示")
    assert end_outcome(by=officer, outcome=done, is_done=False, result="x").state == MeetingOutcome.State.DONE
    assert problem.steps.get(kind="done").words == "望和物业：高峰留一部电梯。贴了告示"


def test_nothing_is_agreed_before_the_meeting_or_on_another_problem(
    problem: Problem, officer: Account, district: Unit,
) -> None:
    meeting = call(problem, officer)
    agreed = Agreed(problem, "x", "y", date(2026, 3, 20))
    with pytest.raises(NeedRefused):
        add_outcome(by=officer, meeting=meeting, agreed=agreed, token=uuid4())
    meeting = hold(meeting, officer)
    other = make_problem(district, officer, [say(district, "别的", make_rider(40))], "别的")
    for wrong in (Agreed(other, "x", "y", date(2026, 3, 20)), Agreed(problem, "", "y", date(2026, 3, 20)),
                  Agreed(problem, "x", "", date(2026, 3, 20)), Agreed(problem, "x", "y", date(2026, 3, 1))):
        with pytest.raises(NeedRefused):
            add_outcome(by=officer, meeting=meeting, agreed=wrong, token=uuid4())


def test_a_meeting_that_was_not_held_says_why(problem: Problem, officer: Account) -> None:
    meeting = call(problem, officer)
    with pytest.raises(NeedRefused):
        cancel_meeting(by=officer, meeting=meeting, why="")
    assert cancel_meeting(by=officer, meeting=meeting, why="物业没来，改到周五").state == "cancelled"


def test_only_the_union_of_the_meeting_sees_it(problem: Problem, officer: Account, other_officer: Account) -> None:
    meeting = call(problem, officer)
    assert [list(CoordinationMeeting.objects.visible_to(one)) for one in (officer, other_officer)] == [[meeting], []]
