"""Splitting and folding problems by hand: needs move, identities stay, and every move has its reason.

What a person put together or took apart no later computing changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.problem_clocks import (
    give_up_clocks,
    lock_problem,
    note,
    pull_start,
    refresh_due,
)
from nuantu_hub.needs.domain.problems import NAME_MOST, WORDS_MOST, place_needs
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import (
    CoordinationMeeting,
    MeetingOutcome,
    Need,
    Problem,
    ProblemClock,
    ProblemReply,
    ProblemStep,
    Referral,
)
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

Kind, State = ProblemStep.Kind, Problem.State


@transaction.atomic
def split_problem(*, by: Account, problem: Problem, needs: Sequence[Need], name: str, why: str, token: UUID) -> Problem:
    """Take needs out of a problem into one of their own, which inherits its clocks; the same token is the same split.

    Raises NeedRefused without a name, a reason or a need, for needs of another problem, and where none would stay.
    """
    known = Problem.objects.filter(token=token).first()
    if known is not None:
        return known
    held = lock_problem(problem)
    _check_split(held, needs, name, why)
    made = Problem.objects.create(
        token=token, unit=held.unit, name=name.strip()[:NAME_MOST], label=name.strip(), topic=held.topic,
        urgency=held.urgency, state=held.state, owner=held.owner, opened_at=now(), reopened=held.reopened,
        public_at=now() if held.public_at else None, answered_at=held.answered_at)
    _inherit_clocks(held, made)
    place_needs(made, needs, by=by)
    _keep_by_hand(held)
    note(held, Kind.SPLIT, by=by, words=why.strip()[:WORDS_MOST], other=made, count=len(needs), is_public=True)
    note(made, Kind.SPLIT_OFF, by=by, words=why.strip()[:WORDS_MOST], other=held, count=len(needs), is_public=True)
    record_deed(by, "problem split", held, held.unit, into=made.pk, needs=len(needs))
    return made


def _check_split(held: Problem, needs: Sequence[Need], name: str, why: str) -> None:
    if not name.strip():
        raise NeedRefused(_("没有名字"), _("一句话写清拆出来的是什么事"), field="name")
    if not why.strip():
        raise NeedRefused(_("没有写原因"), _("写为什么不是一件事"), field="why")
    own = set(held.members.values_list("need_id", flat=True))
    chosen = {need.pk for need in needs}
    if not chosen or not chosen <= own:
        raise NeedRefused(_("没有选要拆出的诉求"), _("从这个问题里选"), field="needs")
    if chosen == own:
        raise NeedRefused(_("全选了就不用拆"), _("留下至少一条，或者改名"), field="needs")


def _inherit_clocks(held: Problem, made: Problem) -> None:
    """Whoever is split off has waited as long as the others."""
    ProblemClock.objects.bulk_create(
        ProblemClock(problem=made, step=one.step, round=one.round, urgency=one.urgency, started_at=one.started_at,
                     due_at=one.due_at, is_provisional=one.is_provisional, done_at=one.done_at, void_at=one.void_at)
        for one in held.clocks.all())
    refresh_due(made)


def _keep_by_hand(problem: Problem) -> None:
    """What stays after a person has looked is a person's decision as well."""
    problem.members.update(by_hand=True)


@transaction.atomic
def merge_problems(*, by: Account, kept: Problem, folded: Problem, why: str) -> Problem:
    """Fold one problem into another: needs, referrals, meetings and answers go along, the longer wait counts.

    Raises NeedRefused without a reason, for a problem and itself, and where one of them is not at work.
    """
    if kept.pk == folded.pk:
        raise NeedRefused(_("不能并入自己"), _("选另一个问题"), field="kept")
    if not why.strip():
        raise NeedRefused(_("没有写原因"), _("写为什么是一件事"), field="why")
    first, second = (lock_problem(one) for one in sorted((kept, folded), key=lambda one: one.pk))
    into, out = (first, second) if first.pk == kept.pk else (second, first)
    moved = list(Need.objects.filter(problem_member__problem=out))
    place_needs(into, moved, by=by)
    count = len(moved)
    _keep_by_hand(into)
    _move_papers(out, into)
    waited = out.clocks.filter(done_at=None, void_at=None).order_by("started_at").first()
    give_up_clocks(out, now())
    out.state, out.merged_into, out.owner = State.MERGED, into, None
    out.save(update_fields=["state", "merged_into", "owner"])
    if waited is not None:
        pull_start(into, waited.started_at)
    note(out, Kind.MERGED, by=by, words=why.strip()[:WORDS_MOST], other=into, count=count, is_public=True)
    note(into, Kind.MERGED_IN, by=by, words=why.strip()[:WORDS_MOST], other=out, count=count, is_public=True)
    record_deed(by, "problem merged", out, out.unit, into=into.pk, needs=count)
    return into


def _move_papers(out: Problem, into: Problem) -> None:
    """What was asked, agreed and answered goes where the needs go."""
    Referral.objects.filter(problem=out).update(problem=into)
    MeetingOutcome.objects.filter(problem=out).update(problem=into)
    ProblemReply.objects.filter(problem=out).update(problem=into)
    for meeting in CoordinationMeeting.objects.filter(problems=out):
        meeting.problems.add(into)
        meeting.problems.remove(out)


@transaction.atomic
def move_members(*, by: Account, needs: Sequence[Need], out: Problem, into: Problem, why: str) -> Problem:
    """Put needs that were taken for one problem to another one. Raises NeedRefused as a split does."""
    held = lock_problem(out)
    target = lock_problem(into)
    _check_split(held, needs, "—", why)
    place_needs(target, needs, by=by)
    pull_start(target, min(need.at for need in needs))
    note(held, Kind.SPLIT, by=by, words=why.strip()[:WORDS_MOST], other=target, count=len(needs))
    note(target, Kind.SPLIT_OFF, by=by, words=why.strip()[:WORDS_MOST], other=held, count=len(needs))
    record_deed(by, "problem needs moved", held, held.unit, into=target.pk, needs=len(needs))
    return target
