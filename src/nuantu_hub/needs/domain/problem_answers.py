"""Answering a problem: everybody who said it is told and asked; enough who say that it did not help open it again.

An answered problem is opened again as soon as at least three have judged (or all, where fewer were told) and a third of
them say that nothing was solved; after ten days, as soon as anybody has judged. Else it is settled then, whoever stayed
silent. That nothing can be done is looked at once more in the same way; said a second time, it stands, and counts as
not solved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from nuantu_hub.needs.domain.answering import answer_needs
from nuantu_hub.needs.domain.problem_clocks import give_up_clocks, lock_problem, note, stop_clocks
from nuantu_hub.needs.domain.problems import begin_round
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Need, Problem, ProblemClock, ProblemReply, ProblemStep, Reply, Told
from nuantu_hub.needs.models.problem_member import list_said
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

Kind, State, Step = ProblemStep.Kind, Problem.State, ProblemClock.Step
Helped = Told.Helped
#: Those who said it may judge for so long before it counts as settled; they still may afterwards.
JUDGE_DAYS = 10
#: So many must have judged, or all who were told, before a share of "no" counts; and this is the share, a third.
LEAST_JUDGED, NO_OF_THREE = 3, 3
#: Words of whoever said it are kept for so long after the end.
KEPT = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What those who were told an answer say of it; ``silent`` were asked and have not said anything."""

    yes: int
    partly: int
    no: int
    silent: int

    @property
    def judged(self) -> int:
        """How many said something."""
        return self.yes + self.partly + self.no

    @property
    def asked(self) -> int:
        """How many were told and asked."""
        return self.judged + self.silent

    @property
    def fails(self) -> bool:
        """Whether a third of those who judged say that nothing was solved."""
        return self.judged > 0 and self.no * NO_OF_THREE >= self.judged

    @property
    def reopens(self) -> bool:
        """Whether enough of them say so for the problem to be opened again at once."""
        return self.fails and self.judged >= min(LEAST_JUDGED, self.asked)


def count_verdicts(reply: Reply) -> Verdicts:
    """The verdicts on one answer, in one question."""
    return Verdicts(**Told.objects.filter(reply=reply).aggregate(
        yes=Count("pk", filter=Q(helped=Helped.YES)), partly=Count("pk", filter=Q(helped=Helped.PARTLY)),
        no=Count("pk", filter=Q(helped=Helped.NO)), silent=Count("pk", filter=Q(helped=Helped.UNASKED))))


@transaction.atomic
def answer_problem(*, by: Account, problem: Problem, text: str, result: str, token: UUID) -> ProblemReply:
    """Give everybody who said it one answer and ask whether it helped; the same token is the same answer.

    "Nothing can be done" is said by somebody else than the owner, so there must be one. Raises NeedRefused before it
    has a name, without words, and while an answer waits to be judged.
    """
    known = ProblemReply.objects.filter(reply__token=token).first()
    if known is not None:
        return known
    held = lock_problem(problem, State.FOUND, State.OPEN)
    if held.state == State.FOUND:
        raise NeedRefused(_("还没有核对和命名"), _("先说清是什么问题，再答复"))
    if result not in ProblemReply.Result.values:
        raise NeedRefused(_("没有选办成没有"), _("照实选，提的人会评价"), field="result")
    if result == ProblemReply.Result.NOT and held.owner_id in (None, by.pk):
        raise NeedRefused(_("“办不了”要别人来定"), _("请负责人看一遍再答复"), field="result")
    moment = now()
    members = list(Need.objects.filter(problem_member__problem=held).order_by("pk"))
    reply = answer_needs(by=by, unit=held.unit, needs=members, text=text, token=token, words=held.name)
    made = ProblemReply.objects.create(reply=reply, problem=held, result=result, round=held.reopened,
                                       judge_until=moment + timedelta(days=JUDGE_DAYS))
    held.state, held.answered_at = State.ANSWERED, moment
    held.owner = held.owner or by
    held.save(update_fields=["state", "answered_at", "owner"])
    stop_clocks(held, [Step.RECEIVED, Step.SORTED, Step.ANSWERED], moment)
    note(held, Kind.ANSWERED, by=by, words=reply.text, count=reply.told.count(), is_public=True)
    record_deed(by, "problem answered", held, held.unit, result=result, people=reply.told.count())
    return made


@transaction.atomic
def tell_newcomers(problem: Problem, needs: list[Need]) -> int:
    """Tell whoever said it later the answer that stands, so that they judge it too. Gives how many were told."""
    latest = problem.replies.filter(round=problem.reopened).order_by("-round", "-reply__at").first()
    if latest is None:
        return 0
    keys = [need.pk for need in needs]
    late = Need.objects.filter(Q(pk__in=keys) | Q(echo_of__in=keys)).exclude(told__reply=latest.reply_id).exclude(
        state=Need.State.ASIDE).order_by("pk")
    told = Told.objects.bulk_create([Told(reply_id=latest.reply_id, need=need) for need in late])
    Need.objects.filter(pk__in=[one.need_id for one in told]).update(state=Need.State.ANSWERED)
    if told:
        note(problem, Kind.TOLD, count=len(told))
    return len(told)


def hear_judgement(told: Told) -> None:
    """What a writer's word does to the problem: enough of "no" open it again. Runs inside the word's transaction."""
    found = ProblemReply.objects.select_related("problem__unit").filter(reply=told.reply_id).first()
    if found is None or found.problem.state not in (State.ANSWERED, State.SETTLED):
        return
    if found.round != found.problem.reopened or _stands(found):
        return
    verdicts = count_verdicts(told.reply)
    if verdicts.reopens:
        _reopen(found, verdicts)


def _stands(reply: ProblemReply) -> bool:
    """Whether it was said a second time that nothing can be done."""
    return reply.result == ProblemReply.Result.NOT and reply.round > 0


def _reopen(reply: ProblemReply, verdicts: Verdicts) -> None:
    begin_round(reply.problem, why=_("%(judged)d 人评价，%(no)d 人说没解决") % {
        "judged": verdicts.judged, "no": verdicts.no})


def hear_said(need: Need) -> None:
    """Somebody joins a need of a problem that was ended: settled ones are open again, others tell what was said."""
    problem = Problem.objects.select_related("unit").filter(members__need=need.echo_of_id).first()
    if problem is not None and problem.state in (State.SETTLED, State.DROPPED):
        hear_again(problem, [need])


def hear_again(problem: Problem, needs: list[Need]) -> None:
    """What later voices do to a problem that was answered or ended."""
    if problem.state == State.SETTLED:
        begin_round(problem, why=_("办结以后又有 %(n)d 人说") % {"n": len(needs)})
    elif problem.state in (State.ANSWERED, State.DROPPED):
        tell_newcomers(problem, needs)


@transaction.atomic
def settle_problem(problem: Problem) -> Problem:
    """End an answered problem whose time to be judged is over. Raises NeedRefused where it is not answered."""
    held = lock_problem(problem, State.ANSWERED)
    moment = now()
    latest = held.replies.order_by("-round", "-reply__at").first()
    refused = latest is not None and latest.result == ProblemReply.Result.NOT
    held.state, held.settled_at = (State.DROPPED if refused else State.SETTLED), moment
    held.save(update_fields=["state", "settled_at"])
    stop_clocks(held, [Step.SETTLED], held.answered_at or moment)
    give_up_clocks(held, moment)
    Need.objects.filter(pk__in=list_said(held).values("pk"), state=Need.State.ANSWERED).update(state=Need.State.CLOSED)
    note(held, Kind.DROPPED if refused else Kind.SETTLED, is_public=True)
    record_deed(None, "problem settled", held, held.unit)
    return held


def forget_labels() -> int:
    """Blank somebody's words at problems that ended two years ago; their names stay. Gives how many there are."""
    old = Problem.objects.filter(settled_at__lt=now() - KEPT).exclude(name="")
    return old.update(label="")


def settle_due_problems() -> int:
    """Settle every answered problem that could be judged for ten days, or open it again; called once an hour.

    Gives how many were settled.
    """
    settled = 0
    for problem in Problem.objects.filter(state=State.ANSWERED).order_by("pk"):
        latest = problem.replies.select_related("reply", "problem").order_by("-round", "-reply__at").first()
        if latest is None or latest.judge_until >= now():
            continue
        verdicts = count_verdicts(latest.reply)
        if verdicts.fails and not _stands(latest):
            _reopen(latest, verdicts)
        else:
            settle_problem(problem)
            settled += 1
    return settled
