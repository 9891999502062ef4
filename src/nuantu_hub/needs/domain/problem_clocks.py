"""Starting, stopping and pausing the clocks of a problem."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.answer_clocks import Pause, compute_deadline, find_limit
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Problem, ProblemClock, ProblemPause, ProblemStep
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

Step = ProblemClock.Step
#: A clock may stand for so many days before somebody must look again.
LONGEST_PAUSE_DAYS = 90
WORDS_MOST = 200


def start_clocks(problem: Problem, start: datetime, steps: Iterable[str] = Step.values) -> None:
    """Start the clocks of the problem's round; must be called inside a transaction."""
    for step in steps:
        deadline = compute_deadline(start, find_limit(step, problem.urgency, localdate(start)))
        ProblemClock.objects.create(
            problem=problem, step=step, round=problem.reopened, urgency=problem.urgency, started_at=start,
            due_at=deadline.due_at, is_provisional=deadline.provisional)
    refresh_due(problem)


def stop_clocks(problem: Problem, steps: Iterable[str], moment: datetime) -> None:
    """Say that steps of this round were reached at a moment; those that were keep their time."""
    problem.clocks.filter(round=problem.reopened, step__in=list(steps), done_at=None, void_at=None).update(
        done_at=moment)
    refresh_due(problem)


def give_up_clocks(problem: Problem, moment: datetime) -> None:
    """Stop whatever still runs without its having been reached."""
    problem.clocks.filter(done_at=None, void_at=None).update(void_at=moment)
    refresh_due(problem)


def refresh_due(problem: Problem) -> None:
    """Keep the next end of a running clock at the problem; none while its clocks stand."""
    running = problem.clocks.filter(done_at=None, void_at=None).order_by("due_at").first()
    stands = problem.pauses.filter(until=None).exists()
    problem.due_at = None if running is None or stands else running.due_at
    problem.save(update_fields=["due_at"])


def recompute_clocks(problem: Problem) -> None:
    """Compute anew until when the running clocks go, over the pauses and by the urgency as they stand."""
    pauses = [Pause(one.since, one.until) for one in problem.pauses.all()]
    for clock in problem.clocks.filter(done_at=None, void_at=None):
        limit = find_limit(clock.step, problem.urgency, localdate(clock.started_at))
        deadline = compute_deadline(clock.started_at, limit, pauses)
        clock.urgency, clock.due_at, clock.is_provisional = problem.urgency, deadline.due_at, deadline.provisional
        clock.save(update_fields=["urgency", "due_at", "is_provisional"])
    refresh_due(problem)


def pull_start(problem: Problem, start: datetime) -> None:
    """Let this round's running clocks begin earlier, since somebody has waited longer; never later."""
    changed = problem.clocks.filter(round=problem.reopened, done_at=None, void_at=None, started_at__gt=start)
    if changed.update(started_at=start):
        recompute_clocks(problem)


@transaction.atomic
def pause_clocks(*, by: Account, problem: Problem, reason: str, words: str, review_on: date) -> ProblemPause:
    """Let the clocks stand until somebody lets them go on, and look again on a day.

    Raises NeedRefused for a reason that is none, without words, for a day that is past or too far off, and where they
    stand already.
    """
    held = lock_problem(problem)
    if reason not in ProblemPause.Reason.values:
        raise NeedRefused(_("这不是可以停钟的原因"), _("选列出的一种"), field="reason")
    if not words.strip():
        raise NeedRefused(_("没有写怎么回事"), _("写一句，提的人会看到"), field="words")
    today = localdate(now())
    if not 0 < (review_on - today).days <= LONGEST_PAUSE_DAYS:
        raise NeedRefused(_("再看的日子不对"), _("填明天到 %(n)d 天内的一天") % {"n": LONGEST_PAUSE_DAYS},
                          field="review_on")
    if held.pauses.filter(until=None).exists():
        raise NeedRefused(_("钟已经停着"), _("先让它接着走"))
    made = ProblemPause.objects.create(problem=held, reason=reason, words=words.strip()[:WORDS_MOST], since=now(),
                                       by=by, review_on=review_on)
    refresh_due(held)
    note(held, ProblemStep.Kind.PAUSED, by=by, words=f"{made.get_reason_display()}：{made.words}", is_public=True)
    record_deed(by, "problem paused", held, held.unit, reason=reason, review=review_on.isoformat())
    return made


@transaction.atomic
def resume_clocks(*, by: Account, problem: Problem) -> Problem:
    """Let the clocks go on; the time that they stood is added. Raises NeedRefused where they do not stand."""
    held = lock_problem(problem)
    pause = held.pauses.filter(until=None).first()
    if pause is None:
        raise NeedRefused(_("钟没有停着"), _("刷新看看"))
    pause.until = now()
    pause.save(update_fields=["until"])
    recompute_clocks(held)
    note(held, ProblemStep.Kind.RESUMED, by=by, is_public=True)
    record_deed(by, "problem resumed", held, held.unit)
    return held


@transaction.atomic
def set_urgency(*, by: Account, problem: Problem, urgency: str, why: str) -> Problem:
    """Make a problem more or less urgent: its running clocks are computed anew. Raises NeedRefused without a reason."""
    held = lock_problem(problem)
    if urgency not in Problem.Urgency.values:
        raise NeedRefused(_("没有这种紧急程度"), _("选列出的一种"), field="urgency")
    if urgency == held.urgency:
        return held
    if not why.strip():
        raise NeedRefused(_("没有写原因"), _("写为什么更急或更难"), field="why")
    held.urgency = urgency
    held.save(update_fields=["urgency"])
    recompute_clocks(held)
    note(held, ProblemStep.Kind.URGED, by=by, words=f"{held.get_urgency_display()}：{why.strip()}"[:600])
    record_deed(by, "problem urged", held, held.unit, urgency=urgency)
    return held


def lock_problem(problem: Problem, *states: str) -> Problem:
    """The problem as it is now, held until the transaction ends.

    Raises NeedRefused where it is not in one of the states; with none named it must be at work.
    """
    held = Problem.objects.select_for_update(of=("self",)).select_related("unit", "owner").get(pk=problem.pk)
    if held.state not in (states or Problem.AT_WORK):
        raise NeedRefused(_("这个问题%(state)s") % {"state": held.get_state_display()}, _("刷新看看它现在怎么样"))
    return held


def note(problem: Problem, kind: str, *, by: Account | None = None, words: str = "", other: Problem | None = None,
         count: int | None = None, is_public: bool = False) -> ProblemStep:
    """Write a step of a problem down."""
    return ProblemStep.objects.create(problem=problem, kind=kind, at=now(), by=by, words=words, other=other,
                                      count=count, is_public=is_public)
