"""Problems as the desk shows them: rows with who and how long, columns of a board, the four clocks of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nuantu_hub.needs.domain.problem_sharing import count_people
from nuantu_hub.needs.models import Need, Problem, ProblemClock, ProblemPause, ProblemStep
from nuantu_hub.site.moments import say_day, say_duration, say_left, say_moment, say_weekday

Step = ProblemClock.Step
#: Below this length of time a clock used is said in minutes.
HOUR_S = 3_600
TONES = {Problem.State.FOUND: "unknown", Problem.State.OPEN: "pending", Problem.State.ANSWERED: "watch",
         Problem.State.SETTLED: "kept", Problem.State.DROPPED: "not_applicable",
         Problem.State.MERGED: "not_applicable"}
COLUMNS = (("found", gettext_lazy("待核对")), ("free", gettext_lazy("等认领")), ("open", gettext_lazy("在办")),
           ("paused", gettext_lazy("停着钟")), ("answered", gettext_lazy("等评价")))


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A problem in a list: how many said it, what runs next, whether its clocks stand."""

    problem: Problem
    people: int
    clock: ProblemClock | None
    pause: ProblemPause | None
    detail: str
    topic: str
    tone: str

    @property
    def column(self) -> str:
        """Where it stands on the board."""
        if self.pause is not None:
            return "paused"
        if self.problem.state == Problem.State.OPEN and self.problem.owner_id is None:
            return "free"
        return self.problem.state


def tell_rows(problems: Sequence[Problem], moment: datetime) -> list[ProblemRow]:
    """The rows of problems, in a number of questions that does not grow with them."""
    keys = [one.pk for one in problems]
    people = count_people(keys)
    clocks: dict[int, ProblemClock] = {}
    for clock in ProblemClock.objects.filter(problem__in=keys, done_at=None, void_at=None).order_by("-due_at"):
        clocks[clock.problem_id] = clock
    pauses = {one.problem_id: one for one in ProblemPause.objects.filter(problem__in=keys, until=None)}
    topics = dict(Need.Topic.choices)
    return [ProblemRow(one, people.get(one.pk, 0), clocks.get(one.pk), pauses.get(one.pk),
                       say_next(one, clocks.get(one.pk), pauses.get(one.pk), moment),
                       str(topics.get(one.topic, "")), TONES[Problem.State(one.state)]) for one in problems]


def say_next(problem: Problem, clock: ProblemClock | None, pause: ProblemPause | None, moment: datetime) -> str:
    """What is next, in half a sentence."""
    del moment
    again = ngettext("，重开过 %(n)d 次", "，重开过 %(n)d 次", problem.reopened) % {
        "n": problem.reopened} if problem.reopened else ""
    if pause is not None:
        return _("停钟：%(reason)s，%(day)s 再看") % {
            "reason": pause.get_reason_display(), "day": say_day(pause.review_on)} + again
    if clock is None:
        return str(problem.get_state_display()) + again
    until = {Step.RECEIVED: _("%(at)s 前要有人认领"), Step.SORTED: _("%(at)s 前要核对命名"),
             Step.ANSWERED: _("%(at)s 前要答复"), Step.SETTLED: _("%(at)s 前要有结果")}[Step(clock.step)]
    return until % {"at": say_due(clock.due_at)} + again


def say_due(moment: datetime) -> str:
    """Until when: a day alone where it ends at that day's midnight."""
    local = localtime(moment)
    return say_weekday(local - timedelta(minutes=1)) if (local.hour, local.minute) == (0, 0) else say_moment(moment)


def tell_columns(rows: Sequence[ProblemRow]) -> list[tuple[Any, list[ProblemRow]]]:
    """The board: columns from left to right, each with its problems."""
    return [(title, [row for row in rows if row.column == name]) for name, title in COLUMNS]


def fold_joined(steps: Iterable[ProblemStep]) -> list[ProblemStep]:
    """The steps with those that only say that more said it drawn together, where nothing stands between them."""
    folded: list[ProblemStep] = []
    for step in steps:
        last = folded[-1] if folded else None
        if last is not None and last.kind == step.kind == ProblemStep.Kind.JOINED:
            last.count = (last.count or 0) + (step.count or 0)
        else:
            folded.append(step)
    return folded


@dataclass(frozen=True, slots=True)
class ClockTold:
    """One of the four clocks: ``tone`` is done, now, late or empty, with two short lines."""

    name: Any
    tone: str
    first: str
    second: str
    provisional: bool


def tell_clocks(clocks: Sequence[ProblemClock], pause: ProblemPause | None, moment: datetime) -> list[ClockTold]:
    """The four clocks of the last round in which each ran."""
    last = {clock.step: clock for clock in sorted(clocks, key=lambda one: one.round)}
    told, running = [], False
    for step in Step:
        clock = last.get(step)
        if clock is None:
            told.append(ClockTold(step.label, "", "", "", provisional=False))
            continue
        told.append(_tell_clock(clock, pause, moment, is_next=not running))
        running = running or clock.runs
    return told


def _tell_clock(clock: ProblemClock, pause: ProblemPause | None, moment: datetime, *, is_next: bool) -> ClockTold:
    until = _("限 %(at)s") % {"at": say_due(clock.due_at)}
    if clock.done_at is not None:
        used = (clock.done_at - clock.started_at).total_seconds()
        words = say_duration(used) if used < HOUR_S else say_left(used)
        late = clock.done_at > clock.due_at
        return ClockTold(clock.get_step_display(), "late done" if late else "done",
                         (_("用 %(length)s，晚了") if late else _("用 %(length)s")) % {"length": words},
                         until, clock.is_provisional)
    if clock.void_at is not None:
        return ClockTold(clock.get_step_display(), "", _("不再计时"), "", provisional=False)
    if pause is not None:
        return ClockTold(clock.get_step_display(), "now" if is_next else "", _("停着"), "", clock.is_provisional)
    left = (clock.due_at - moment).total_seconds()
    words = _("还剩 %(length)s") if left >= 0 else _("逾期 %(length)s")
    return ClockTold(clock.get_step_display(), "late now" if left < 0 else "now" if is_next else "",
                     words % {"length": say_left(abs(left))}, until, clock.is_provisional)
