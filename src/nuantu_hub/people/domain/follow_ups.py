"""Promising to see to a question, by a day and by name, and saying what came of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, FollowUp, QuestionGroup, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused


@transaction.atomic
def open_follow_up(*, by: Account, group: QuestionGroup, unit: Unit, task: str, due_on: date, token: UUID,
                   owner: Account | None = None) -> FollowUp:
    """Promise to do something about a group of questions. Raises Refused without a task or for a day that is past."""
    known = FollowUp.objects.filter(token=token).first()
    if known is not None:
        return known
    if not task.strip():
        raise Refused(_("没有写要做的事"), _("写谁去做什么"), field="task")
    if due_on < localdate(now()):
        raise Refused(_("期限已经过去"), _("填今天或以后的日期"), field="due_on")
    made = FollowUp.objects.create(token=token, group=group, unit=unit, task=task.strip(), owner=owner, due_on=due_on,
                                   opened_at=now(), opened_by=by)
    record_deed(by, "follow-up opened", made, unit, due=due_on.isoformat())
    return made


@transaction.atomic
def take_follow_up(*, by: Account, follow_up: FollowUp) -> FollowUp:
    """Take a follow-up on. Raises Refused where somebody else has it or it is done."""
    if follow_up.owner_id == by.pk:
        return follow_up
    if follow_up.owner_id is not None:
        raise Refused(_("%(name)s已经认领") % {"name": follow_up.owner}, _("要接手，先和对方说好，由对方放下"))
    if follow_up.done_at is not None:
        raise Refused(_("这件事已经办完"), _("打开问题看答复"))
    follow_up.owner = by
    follow_up.save(update_fields=["owner"])
    record_deed(by, "follow-up taken", follow_up, follow_up.unit)
    return follow_up


@transaction.atomic
def give_up_follow_up(*, by: Account, follow_up: FollowUp) -> FollowUp:
    """Give up a follow-up that one has taken on and not answered; anything else stays as it is."""
    if follow_up.owner_id == by.pk and follow_up.done_at is None:
        follow_up.owner = None
        follow_up.save(update_fields=["owner"])
        record_deed(by, "follow-up given up", follow_up, follow_up.unit)
    return follow_up


@transaction.atomic
def answer_follow_up(*, by: Account, follow_up: FollowUp, answer: str) -> FollowUp:
    """Say what came of a follow-up, which closes it. Raises Refused without an answer."""
    if follow_up.done_at is not None:
        return follow_up
    if not answer.strip():
        raise Refused(_("没有写答复"), _("写办成了什么；没有办成，写为什么和下一步"), field="answer")
    follow_up.answer, follow_up.done_at, follow_up.done_by = answer.strip(), now(), by
    follow_up.owner = follow_up.owner or by
    follow_up.save(update_fields=["answer", "done_at", "done_by", "owner"])
    record_deed(by, "follow-up answered", follow_up, follow_up.unit)
    return follow_up
