"""Problems: opened for what several said, checked and named by a person, owned, handed on, given up with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.problem_clocks import lock_problem, note, recompute_clocks, start_clocks, stop_clocks
from nuantu_hub.needs.domain.receiving import mark_grouped
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Need, Problem, ProblemClock, ProblemMember, ProblemStep
from nuantu_hub.needs.models.need import floor_hour
from nuantu_hub.needs.models.problem import PROBLEM_ROLES, draw_cluster
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.clock import now

Kind, State = ProblemStep.Kind, Problem.State
NAME_MOST, WORDS_MOST = 60, 600


def find_unit_over(units: Sequence[Unit]) -> Unit:
    """The smallest union that holds all of them."""
    shared = units[0].path
    while not all(unit.path.startswith(shared) for unit in units):
        shared = shared[:shared.rstrip("/").rfind("/") + 1]
    return next((unit for unit in units if unit.path == shared), None) or Unit.objects.get(path=shared)


@transaction.atomic
def open_problem(*, needs: Sequence[Need], label: str, by: Account | None = None, cluster: str = "",
                 name: str = "") -> Problem:
    """Open a problem for needs that have none; its clocks began when the first of them was said.

    Without a person it waits to be checked and named.
    """
    start = min(need.at for need in needs)
    topics = [need.topic for need in needs]
    problem = Problem.objects.create(
        cluster=cluster or draw_cluster(), unit=find_unit_over([need.unit for need in needs]), label=label.strip(),
        name=name.strip(),
        topic=max(sorted(set(topics)), key=topics.count), opened_at=now())
    place_needs(problem, needs, by=by)
    start_clocks(problem, start)
    if any(need.heard_at for need in needs):
        stop_clocks(problem, [ProblemClock.Step.RECEIVED], find_received(problem, now()))
    note(problem, Kind.FOUND, by=by, count=len(needs), is_public=True)
    record_deed(by, "problem opened", problem, problem.unit, needs=len(needs))
    return problem


def place_needs(problem: Problem, needs: Sequence[Need], *, by: Account | None) -> None:
    """Put needs into a problem, wherever they were. Their writers read so once a person has given it a name."""
    hour = floor_hour(now())
    ProblemMember.objects.filter(need__in=[need.pk for need in needs]).delete()
    ProblemMember.objects.bulk_create(
        (ProblemMember(need=need, problem=problem, since=hour, by_hand=by is not None) for need in sorted(
            needs, key=lambda one: one.pk)), batch_size=500)
    if problem.name:
        mark_grouped(by=by, needs=needs, words=problem.name)


@transaction.atomic
def sort_problem(*, by: Account, problem: Problem, name: str, urgency: str) -> Problem:
    """Say that it is a problem, what it is called for everybody, and how urgent it is. Raises NeedRefused."""
    held = lock_problem(problem)
    if not name.strip():
        raise NeedRefused(_("没有名字"), _("一句话写清：在哪里，什么事；不写人名和手机号"), field="name")
    if urgency not in Problem.Urgency.values:
        raise NeedRefused(_("没有这种紧急程度"), _("选列出的一种"), field="urgency")
    moment = now()
    held.name, held.urgency, held.public_at = name.strip()[:NAME_MOST], urgency, held.public_at or moment
    held.state = State.OPEN if held.state == State.FOUND else held.state
    held.save(update_fields=["name", "urgency", "public_at", "state"])
    recompute_clocks(held)
    stop_clocks(held, [ProblemClock.Step.RECEIVED], find_received(held, moment))
    stop_clocks(held, [ProblemClock.Step.SORTED], moment)
    mark_grouped(by=by, needs=Need.objects.filter(problem_member__problem=held), words=held.name)
    note(held, Kind.SORTED, by=by, words=held.name, is_public=True)
    record_deed(by, "problem sorted", held, held.unit, urgency=urgency)
    return held


@transaction.atomic
def rename_problem(*, by: Account, problem: Problem, name: str, why: str) -> Problem:
    """Call a problem something else; it stays the same one, and what it was called stays readable."""
    held = lock_problem(problem, *Problem.AT_WORK, State.SETTLED, State.DROPPED)
    if not name.strip():
        raise NeedRefused(_("没有名字"), _("一句话写清：在哪里，什么事"), field="name")
    if name.strip() == held.name:
        return held
    if not why.strip():
        raise NeedRefused(_("没有写原因"), _("写为什么改名"), field="why")
    before, held.name = held.name, name.strip()[:NAME_MOST]
    held.save(update_fields=["name"])
    note(held, Kind.RENAMED, by=by, words=f"{before or '—'} → {held.name}：{why.strip()}"[:WORDS_MOST])
    record_deed(by, "problem renamed", held, held.unit)
    return held


@transaction.atomic
def take_problem(*, by: Account, problem: Problem) -> Problem:
    """Take a problem on oneself. Raises NeedRefused where somebody else has it."""
    held = lock_problem(problem)
    if held.owner_id == by.pk:
        return held
    if held.owner_id is not None:
        raise NeedRefused(_("%(name)s 已经认领") % {"name": held.owner}, _("请他放下，或由负责人改派"))
    return _give(held, by, by)


@transaction.atomic
def give_problem(*, by: Account, problem: Problem, owner: Account) -> Problem:
    """Make somebody of the union the owner. Raises NeedRefused for who has no post there."""
    held = lock_problem(problem)
    if owner.pk == held.owner_id:
        return held
    if not units_of(owner, *PROBLEM_ROLES).filter(pk=held.unit_id).exists():
        raise NeedRefused(_("%(name)s 不管这个工会的问题") % {"name": owner}, _("选在这里任职的人"), field="owner")
    return _give(held, by, owner)


def _give(held: Problem, by: Account, owner: Account) -> Problem:
    held.owner = owner
    held.save(update_fields=["owner"])
    stop_clocks(held, [ProblemClock.Step.RECEIVED], find_received(held, now()))
    own = owner.pk == by.pk
    note(held, Kind.TAKEN if own else Kind.GIVEN, by=by, words="" if own else owner.name, is_public=True)
    record_deed(by, "problem taken" if own else "problem given", held, held.unit)
    return held


@transaction.atomic
def move_problem(*, by: Account, problem: Problem, unit: Unit, why: str) -> Problem:
    """Hand a problem to another union: its clocks run on, its owner is who takes it there. Raises NeedRefused."""
    held = lock_problem(problem)
    if unit.pk == held.unit_id:
        return held
    if not why.strip():
        raise NeedRefused(_("没有写原因"), _("写为什么不归这里"), field="why")
    before = held.unit
    held.unit, held.owner = unit, None
    held.save(update_fields=["unit", "owner"])
    note(held, Kind.MOVED, by=by, words=f"{before.name} → {unit.name}：{why.strip()}"[:WORDS_MOST], is_public=True)
    record_deed(by, "problem moved", held, before, to=unit.pk)
    record_deed(by, "problem moved", held, unit, out_of=before.pk)
    return held


@transaction.atomic
def begin_round(problem: Problem, *, why: str, by: Account | None = None) -> Problem:
    """Open an answered problem again: another round of answer and result, with the owner that it had."""
    held = lock_problem(problem, State.ANSWERED, State.SETTLED, State.DROPPED)
    moment = now()
    held.clocks.filter(done_at=None, void_at=None).update(void_at=moment)
    held.state, held.reopened = State.OPEN, held.reopened + 1
    held.answered_at = held.settled_at = None
    held.save(update_fields=["state", "reopened", "answered_at", "settled_at"])
    start_clocks(held, moment, [ProblemClock.Step.ANSWERED, ProblemClock.Step.SETTLED])
    note(held, Kind.REOPENED, by=by, words=why[:WORDS_MOST], is_public=True)
    record_deed(by, "problem reopened", held, held.unit, times=held.reopened)
    return held


def find_received(problem: Problem, moment: datetime) -> datetime:
    """When somebody of the union first said that a need of the problem was received, at the latest at the moment."""
    first = Need.objects.filter(problem_member__problem=problem).aggregate(first=Min("heard_at"))["first"]
    return min(first, moment) if first is not None else moment
