"""Folding two records of one human being into one, with consent, and taking it back within a stated time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.membership import close, enrol, find_open
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Application, Membership, Merge, Person, ReviewStep, Transfer, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

#: A merge can be taken back for this long.
UNDO_WITHIN = timedelta(days=30)
State = Merge.State


@transaction.atomic
def ask_merge(*, by: Account, unit: Unit, kept: Person, folded: Person) -> Merge:
    """Propose at a unit's desk that two records are one human being. Asked twice, it is the same proposal."""
    known = Merge.objects.filter(kept=kept, folded=folded, state=State.WAITING).first()
    if known is not None:
        return known
    if kept.pk == folded.pk:
        raise Refused(_("这是同一份记录"), _("选两份不同的记录"))
    if kept.merged_into_id or folded.merged_into_id:
        raise Refused(_("其中一份已经合并过"), _("用合并后的那一份"))
    if folded.folded.exists():
        raise Refused(_("这份记录里已经并入别的记录，不能再并到别处"), _("反过来合并：留下这一份"))
    if Merge.objects.filter(folded=folded, state__in=(State.WAITING, State.DONE)).exists():
        raise Refused(_("这份记录已经有一件合并在办"), _("等它办完"))
    merge = Merge.objects.create(unit=unit, kept=kept, folded=folded, asked_by=by, asked_at=now())
    record_deed(by, "merge.asked", merge, unit)
    return merge


@transaction.atomic
def agree_merge(*, by: Account, merge: Merge, heard: str = Merge.Heard.HERE) -> Merge:
    """The person's consent, given on the phone or in person to staff who saw the identity document; it is done at once.

    Where each record has its own account, only the check in person counts: otherwise one person could open another's
    record with a tap. Both histories are kept: the folded record points to the kept one, and its open stretch, if both
    have one, ends.
    """
    merge = Merge.objects.select_for_update(of=("self",)).select_related("kept", "folded", "unit").get(pk=merge.pk)
    if merge.state != State.WAITING:
        raise Refused(_("这件合并已经有结果"), _("刷新页面看结果"))
    if heard == Merge.Heard.HERE and merge.needs_identity:
        raise Refused(_("两份记录各有一个账号，不能在手机上合并"), _("带身份证件到工会当面办"))
    kept, folded, moment = merge.kept, merge.folded, now()
    if kept.merged_into_id or folded.merged_into_id or folded.folded.exists():
        raise Refused(_("其中一份已经合并过"), _("用合并后的那一份"))
    for transfer in folded.transfers.filter(state=Transfer.State.WAITING):
        transfer.state, transfer.ended_at, transfer.ended_by = Transfer.State.WITHDRAWN, moment, by
        transfer.save(update_fields=["state", "ended_at", "ended_by"])
        record_deed(by, "transfer.withdrawn", transfer, transfer.receiving)
    _fold_memberships(kept, folded, by, moment)
    folded.merged_into = kept
    folded.save(update_fields=["merged_into"])
    _settle_applications(kept, folded, by)
    merge.state, merge.heard, merge.answered_at = State.DONE, heard, moment
    merge.undo_until = moment + UNDO_WITHIN
    merge.save()
    record_deed(by, "merge.done", merge, merge.unit, heard=heard)
    return merge


def _fold_memberships(kept: Person, folded: Person, by: Account, moment: datetime) -> None:
    """One open stretch remains, on the kept record: its own, or else one that goes on where the folded one stood."""
    theirs = find_open(folded)
    if theirs is None:
        return
    close(by=by, membership=theirs, ended=Membership.Ended.MERGED, at=moment)
    if find_open(kept) is None:
        enrol(by=by, person=kept, unit=theirs.unit, standing=theirs.standing, began=Membership.Began.MERGED,
              at=moment)


def _settle_applications(kept: Person, folded: Person, by: Account) -> None:
    """Who is a member already needs no decision; of two that wait, the newer one is withdrawn."""
    waiting = Application.objects.filter(person__in=(kept, folded), state=Application.State.WAITING).order_by("pk")
    for application in waiting if find_open(kept) else waiting[1:]:
        application.state, application.decided_at = Application.State.WITHDRAWN, now()
        application.save(update_fields=["state", "decided_at"])
        ReviewStep.objects.create(application=application, round=application.round, at=now(), by=by,
                                  verdict=ReviewStep.Verdict.WITHDRAWN, reason=_("与本人另一份记录合并"),
                                  unit=application.unit)
        record_deed(by, "application.withdrawn", application, application.unit, why="merged")


@transaction.atomic
def refuse_merge(*, by: Account, merge: Merge) -> Merge:
    """The person says that these are two people, or wants two records to stay."""
    merge = Merge.objects.select_for_update(of=("self",)).select_related("unit").get(pk=merge.pk)
    if merge.state != State.WAITING:
        raise Refused(_("这件合并已经有结果"), _("刷新页面看结果"))
    merge.state, merge.answered_at = State.REFUSED, now()
    merge.save(update_fields=["state", "answered_at"])
    record_deed(by, "merge.refused", merge, merge.unit)
    return merge


@transaction.atomic
def undo_merge(*, by: Account, merge: Merge) -> Merge:
    """Take a merge back within its time: the records part again, and a stretch that the merge ended goes on."""
    merge = Merge.objects.select_for_update(of=("self",)).select_related("kept", "folded", "unit").get(pk=merge.pk)
    moment = now()
    if merge.state != State.DONE or merge.undo_until is None or merge.answered_at is None:
        raise Refused(_("没有可以撤销的合并"), _("刷新页面看结果"))
    if moment > merge.undo_until:
        raise Refused(_("已经过了可以撤销的日期"), _("请系统管理员按更正流程办理"))
    folded = merge.folded
    folded.merged_into = None
    folded.save(update_fields=["merged_into"])
    ended = folded.memberships.filter(ended=Membership.Ended.MERGED, until=merge.answered_at).select_related("unit")
    for stretch in ended:
        carried = merge.kept.memberships.filter(until=None, since=merge.answered_at, unit=stretch.unit).first()
        if carried is not None:
            close(by=by, membership=carried, ended=Membership.Ended.PARTED, at=moment)
        enrol(by=by, person=folded, unit=stretch.unit, standing=stretch.standing, began=Membership.Began.PARTED,
              at=moment)
    merge.state, merge.undone_at, merge.undone_by = State.UNDONE, moment, by
    merge.save()
    record_deed(by, "merge.undone", merge, merge.unit)
    return merge
