"""The course of a need in four steps: received, grouped, talked over, result; each with its time and its limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from nuantu_hub.needs.domain.own_needs import OwnNeed
from nuantu_hub.needs.models import Need, NeedStep
from nuantu_hub.site.moments import say_day, say_duration, say_left

HEARD_WITHIN = timedelta(hours=2)
GROUPED_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class CourseStep:
    """One of the four: its name, ``done``, ``now`` or empty, and two short lines beneath."""

    name: Any
    tone: str
    first: str = ""
    second: str = ""


def draw_course(own: OwnNeed, moment: datetime) -> list[CourseStep]:
    """The four steps of a need; the first that is not done is the one that runs."""
    need, problem = own.need, own.problem
    grouped = next((step.at for step in own.steps if step.kind == NeedStep.Kind.GROUPED), None) or (
        problem.grouped_at if problem else None)
    over = need.state in (Need.State.ANSWERED, Need.State.CLOSED)
    drawn = [_draw_limited(_("收到"), need, need.heard_at, HEARD_WITHIN, moment),
             CourseStep(_("归并"), "done") if grouped is None and (over or need.state == Need.State.GROUPED)
             else _draw_limited(_("归并"), need, grouped, GROUPED_WITHIN, moment)]
    meeting = problem.meeting_at if problem else None
    drawn.append(CourseStep(
        _("协调会"), "done" if (meeting and meeting <= moment) or over else "", say_day(meeting) if meeting else "",
        _("%(n)d 方到场") % {"n": problem.parties} if problem and problem.parties and meeting and meeting <= moment
        else "" if meeting or not over else _("没有开")))
    drawn.append(_draw_result(own, moment, over=over))
    running = next((place for place, step in enumerate(drawn) if step.tone != "done"), None)
    return [CourseStep(step.name, "now", step.first, step.second) if place == running else step
            for place, step in enumerate(drawn)]


def _draw_limited(name: str, need: Need, reached: datetime | None, within: timedelta, moment: datetime) -> CourseStep:
    limit = _("限 %(length)s") % {"length": say_duration(int(within.total_seconds()))}
    if reached is not None:
        took = max(0, int((reached - need.at).total_seconds()))
        return CourseStep(name, "done", _("用 %(length)s") % {"length": _say_rough(took)}, limit)
    left = int((need.at + within - moment).total_seconds())
    return CourseStep(name, "", _say_left(left), limit)


def _draw_result(own: OwnNeed, moment: datetime, *, over: bool) -> CourseStep:
    if own.need.state == Need.State.REOPENED:
        return CourseStep(_("结果"), "", _("重新办理"))
    if over and own.latest is not None:
        return CourseStep(_("结果"), "done", _("已答复"), say_day(own.latest.reply.at))
    due = own.problem.due_at if own.problem else None
    if due is None:
        return CourseStep(_("结果"), "")
    return CourseStep(_("结果"), "", _say_left(int((due - moment).total_seconds())),
                      _("%(day)s 前") % {"day": say_day(due)})


def _say_left(left_s: int) -> str:
    words = say_left(abs(left_s))
    return _("还剩 %(length)s") % {"length": words} if left_s >= 0 else _("超过 %(length)s") % {"length": words}


def _say_rough(length_s: int) -> str:
    """A length as it is said: minutes below an hour, else hours or days."""
    return say_left(length_s) if length_s >= 3600 else say_duration(max(60, length_s // 60 * 60))
