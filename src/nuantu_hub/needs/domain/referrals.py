"""Referring a problem to a department: it has a clock of its own, may answer or send it back, and is reminded."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.answer_clocks import Limit, Reading, compute_deadline, find_limit
from nuantu_hub.needs.domain.problem_clocks import lock_problem, note
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Department, Problem, ProblemStep, Referral
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

Kind, State = ProblemStep.Kind, Referral.State
NAME_MOST, ASKED_MOST, ANSWER_MOST = 60, 400, 600
MOST_DAYS = 30


@transaction.atomic
def enter_department(*, by: Account, unit: Unit, kind: str, name: str, contact: str, token: UUID) -> Department:
    """Keep a department to refer to; the same token or name is the same one. Raises NeedRefused without a name."""
    if not name.strip():
        raise NeedRefused(_("没有写单位"), _("写全称，别人也能认出来"), field="name")
    if kind not in Department.Kind.values:
        raise NeedRefused(_("没有选是哪一类"), _("选一项"), field="kind")
    known = Department.objects.filter(token=token).first() or Department.objects.filter(
        unit=unit, name=name.strip(), closed_at=None).first()
    if known is not None:
        return known
    made = Department.objects.create(token=token, unit=unit, kind=kind, name=name.strip()[:NAME_MOST],
                                     contact=contact.strip()[:120])
    record_deed(by, "department entered", made, unit)
    return made


@transaction.atomic
def refer_problem(*, by: Account, problem: Problem, department: Department, asked: str, token: UUID,
                  days: int | None = None) -> Referral:
    """Ask a department to do something; without ``days`` (working days) it has as long as the problem's answer.

    Raises NeedRefused without words, for a number of days that is none, and where it was asked and has not answered.
    """
    known = Referral.objects.filter(token=token).first()
    if known is not None:
        return known
    held = lock_problem(problem)
    if not asked.strip():
        raise NeedRefused(_("没有写请他们做什么"), _("写清要做的事，附上地点"), field="asked")
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise NeedRefused(_("天数要在 1 到 %(n)d 之间") % {"n": MOST_DAYS}, _("改天数"), field="days")
    if held.referrals.waiting().filter(department=department).exists():
        raise NeedRefused(_("已经转给 %(name)s，还没有答复") % {"name": department.name}, _("催他们，或者先收回"),
                          field="department")
    moment = now()
    limit = Limit(days, Reading.WORKING_DAYS) if days is not None else find_limit(
        "answered", held.urgency, localdate(moment))
    deadline = compute_deadline(moment, limit)
    made = Referral.objects.create(
        token=token, problem=held, department=department, asked=asked.strip()[:ASKED_MOST], sent_at=moment, sent_by=by,
        due_at=deadline.due_at, is_provisional=deadline.provisional)
    note(held, Kind.REFERRED, by=by, words=f"{department.name}：{made.asked}", is_public=True)
    record_deed(by, "problem referred", made, held.unit)
    return made


@transaction.atomic
def take_department_answer(*, by: Account, referral: Referral, answer: str) -> Referral:
    """Write down what a department answered. Raises NeedRefused without words or where it is over."""
    held = _end(referral, by, State.ANSWERED, answer, Kind.HEARD)
    record_deed(by, "problem answered by department", held, held.unit)
    return held


@transaction.atomic
def take_return(*, by: Account, referral: Referral, reason: str) -> Referral:
    """The department sends it back, with a reason: the problem is ours again, its clocks never stopped."""
    held = _end(referral, by, State.RETURNED, reason, Kind.RETURNED)
    record_deed(by, "problem returned", held, held.unit)
    return held


@transaction.atomic
def recall_referral(*, by: Account, referral: Referral, reason: str) -> Referral:
    """Take back what a department was asked, with a reason."""
    held = _end(referral, by, State.RECALLED, reason, Kind.RECALLED)
    record_deed(by, "problem recalled", held, held.unit)
    return held


def _lock(referral: Referral) -> Referral:
    held = Referral.objects.select_for_update(of=("self",)).select_related("problem__unit", "department").get(
        pk=referral.pk)
    if held.state != State.SENT:
        raise NeedRefused(_("这次转办%(state)s") % {"state": held.get_state_display()}, _("要再问，另外转一次"))
    return held


def _end(referral: Referral, by: Account, state: str, words: str, kind: str) -> Referral:
    held = _lock(referral)
    if not words.strip():
        raise NeedRefused(_("没有写说了什么"), _("写他们的原话或者要点"), field="words")
    held.state, held.answer, held.ended_at, held.ended_by = state, words.strip()[:ANSWER_MOST], now(), by
    held.save(update_fields=["state", "answer", "ended_at", "ended_by"])
    note(held.problem, kind, by=by, words=f"{held.department.name}：{held.answer}"[:ANSWER_MOST], is_public=True)
    return held
