"""The four steps of a need, with what each took and what is left."""

from __future__ import annotations

from datetime import timedelta

from tests.nuantu_hub.needs.need_cast import MOMENT

from nuantu_hub.needs.domain.own_needs import OwnNeed
from nuantu_hub.needs.domain.shared_problems import SharedProblem
from nuantu_hub.needs.interfaces.need_course import CourseStep, draw_course
from nuantu_hub.needs.models import Need, NeedStep, Reply, Told


def own(state: str, heard: timedelta | None = None, steps: tuple[NeedStep, ...] = (), told: tuple[Told, ...] = (),
        problem: SharedProblem | None = None) -> OwnNeed:
    """A need that was said at the moment."""
    need = Need(at=MOMENT, state=state, heard_at=None if heard is None else MOMENT + heard)
    return OwnNeed(need, steps, told, problem, 0)


def test_what_nobody_received_runs_with_what_is_left() -> None:
    """The first step runs, the others wait."""
    drawn = draw_course(own("said"), MOMENT + timedelta(minutes=30))

    assert drawn[0] == CourseStep("收到", "now", "还剩 1小时30分", "限 2小时")
    assert [step.tone for step in drawn] == ["now", "", "", ""]


def test_two_hours_that_are_over_are_said_to_be() -> None:
    """Nothing is made better than it is."""
    assert draw_course(own("said"), MOMENT + timedelta(hours=3))[0].first == "超过 1小时"


def test_a_problem_tells_of_its_meeting_and_its_end() -> None:
    """Received in 46 minutes, grouped in 20 hours, talked over by seven, four days left."""
    problem = SharedProblem("等电梯", "/p/", 21, MOMENT + timedelta(hours=20), MOMENT + timedelta(days=8), 7,
                            MOMENT + timedelta(days=15))

    drawn = draw_course(own("grouped", timedelta(minutes=46), problem=problem), MOMENT + timedelta(days=11))

    assert drawn == [
        CourseStep("收到", "done", "用 46分", "限 2小时"), CourseStep("归并", "done", "用 20小时", "限 24小时"),
        CourseStep("协调会", "done", "11月29日", "7 方到场"), CourseStep("结果", "now", "还剩 4天", "12月6日 前")]


def test_an_answer_ends_it_and_not_solved_begins_it_anew() -> None:
    """A meeting that was not needed is said to have been none."""
    told = (Told(reply=Reply(at=MOMENT + timedelta(days=2), text="好了")),)

    ended = draw_course(own("answered", timedelta(hours=1), told=told), MOMENT + timedelta(days=3))
    again = draw_course(own("reopened", timedelta(hours=1), told=told), MOMENT + timedelta(days=3))

    assert [step.tone for step in ended] == ["done"] * 4
    assert (ended[2].second, ended[3]) == ("没有开", CourseStep("结果", "done", "已答复", "11月23日"))
    assert again[3].first == "重新办理"
