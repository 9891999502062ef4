"""The three rates of 接诉即办, each of a stated whole: answered in time, solved, satisfied.

* Answered in time (响应率): of answers that were due or given, those given in time. What is not due yet is told apart.
* Solved (解决率): of answers that were judged to the end, those after which the problem was not opened again. That it
  could not be done is not solved. Answers that nobody judged, and those still being judged, are told apart.
* Satisfied (满意率): of the people who judged, those who say that it is solved. Who says "partly", who was asked and is
  silent, and who has not been asked yet are told apart.

A rate without a denominator has no percentage.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, F, Q

from nuantu_hub.needs.models import Need, Problem, ProblemClock, ProblemReply, Told

Step, Helped, State = ProblemClock.Step, Told.Helped, Problem.State
#: Fewer people than this are not published.
LEAST = 5


@dataclass(slots=True)
class ProblemFigures:
    """What is counted of one problem, or of several together. People each count once for each answer they judge."""

    people: int = 0
    in_time: int = 0
    late: int = 0
    running: int = 0
    solved: int = 0
    reopened: int = 0
    refused: int = 0
    unjudged: int = 0
    judging: int = 0
    yes: int = 0
    partly: int = 0
    no: int = 0
    silent: int = 0
    not_asked: int = 0

    def add(self, other: ProblemFigures) -> None:
        """Count those of another one as well."""
        for name in ProblemFigures.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def judged(self) -> int:
        """How many people said something of an answer."""
        return self.yes + self.partly + self.no


@dataclass(frozen=True, slots=True)
class Share:
    """``over`` of ``of``; without a denominator there is no percentage."""

    over: int
    of: int

    @property
    def percent(self) -> float | None:
        """The share in per cent with one decimal; None of nothing."""
        return round(100 * self.over / self.of, 1) if self.of else None


@dataclass(frozen=True, slots=True)
class Rates:
    """The three rates and what they leave out."""

    figures: ProblemFigures
    answered: Share = field(init=False)
    solved: Share = field(init=False)
    satisfied: Share = field(init=False)

    def __post_init__(self) -> None:
        one = self.figures
        object.__setattr__(self, "answered", Share(one.in_time, one.in_time + one.late))
        object.__setattr__(self, "solved", Share(one.solved, one.solved + one.reopened + one.refused))
        object.__setattr__(self, "satisfied", Share(one.yes, one.judged))


def measure_problems(problems: Sequence[Problem], moment: datetime) -> dict[int, ProblemFigures]:
    """The figures of each problem by its key, in a number of questions that does not grow with them."""
    keys = [one.pk for one in problems]
    found = {key: ProblemFigures() for key in keys}
    _count_clocks(found, keys, moment)
    _count_people(found, keys)
    _count_replies(found, {one.pk: one for one in problems})
    return found


def sum_rates(figures: Iterable[ProblemFigures]) -> Rates:
    """The rates of several problems together."""
    whole = ProblemFigures()
    for one in figures:
        whole.add(one)
    return Rates(whole)


def _count_clocks(found: dict[int, ProblemFigures], keys: Sequence[int], moment: datetime) -> None:
    in_time = Q(done_at__lte=F("due_at"))
    late = Q(done_at__gt=F("due_at")) | Q(done_at=None, due_at__lt=moment)
    rows = ProblemClock.objects.filter(problem__in=keys, step=Step.ANSWERED, void_at=None).order_by().values(
        "problem").annotate(in_time=Count("pk", filter=in_time), late=Count("pk", filter=late), all=Count("pk"))
    for row in rows:
        one = found[row["problem"]]
        one.in_time, one.late = row["in_time"], row["late"]
        one.running = row["all"] - row["in_time"] - row["late"]


def _count_people(found: dict[int, ProblemFigures], keys: Sequence[int]) -> None:
    unasked = Q(told=None)
    for path in ("problem_member__problem", "echo_of__problem_member__problem"):
        rows = Need.objects.filter(**{f"{path}__in": keys}).order_by().values(path).annotate(
            people=Count("pk", distinct=True), not_asked=Count("pk", filter=unasked, distinct=True))
        for row in rows:
            found[row[path]].people += row["people"]
            found[row[path]].not_asked += row["not_asked"]


def _count_replies(found: dict[int, ProblemFigures], problems: dict[int, Problem]) -> None:
    replies = ProblemReply.objects.filter(problem__in=problems).annotate(
        **{name: Count("reply__told", filter=Q(reply__told__helped=value))
           for name, value in (("yes", Helped.YES), ("partly", Helped.PARTLY), ("no", Helped.NO),
                               ("silent", Helped.UNASKED))})
    for reply in replies:
        one, problem = found[reply.problem_id], problems[reply.problem_id]
        yes, partly, no, silent = (int(getattr(reply, name)) for name in ("yes", "partly", "no", "silent"))
        one.yes, one.partly, one.no = one.yes + yes, one.partly + partly, one.no + no
        one.silent += silent
        if reply.round < problem.reopened:
            one.reopened += 1
        elif problem.state not in (State.SETTLED, State.DROPPED):
            one.judging += 1
        elif problem.state == State.DROPPED:
            one.refused += 1
        elif yes + partly + no:
            one.solved += 1
        else:
            one.unjudged += 1
