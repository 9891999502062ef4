"""Moving a membership from one unit to another (动态接转), with its history."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.membership import close, enrol, find_open
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Membership, Person, Standing, Transfer, Unit
from nuantu_hub.people.permissions import MEMBER_ROLES, holds_post
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

Side = Transfer.Side
State = Transfer.State
#: Units that gather others and take no members themselves.
GATHERING = (Unit.Kind.NATIONAL, Unit.Kind.PROVINCE, Unit.Kind.CITY)


@transaction.atomic
def ask_transfer(*, by: Account, person: Person, receiving: Unit, reason: str = "",
                 token: uuid.UUID | None = None) -> Transfer:
    """Ask for a transfer, as the worker or as either unit; the same ``token`` is the same asking.

    Whoever asks has agreed. Raises Refused where there is nothing to transfer, or another transfer is under way.
    """
    known = Transfer.objects.filter(token=token).first() if token else None
    if known is not None:
        return known
    here = find_open(person)
    if here is None:
        raise Refused(_("现在不是会员，没有会籍可以转"), _("先入会"))
    if receiving.pk == here.unit_id:
        raise Refused(_("已经在这个工会"), _("选另一个工会"), field="receiving")
    if receiving.closed_on is not None or receiving.kind in GATHERING:
        raise Refused(_("这个工会不直接收会员"), _("选街道、企业、联合会，或区里的周转库"), field="receiving")
    if person.transfers.filter(state=State.WAITING).exists():
        raise Refused(_("已经有一件转接在办"), _("等它办完，或先撤回"))
    side = _find_side(by, person, here.unit, receiving)
    moment = now()
    transfer = Transfer(person=person, giving=here.unit, receiving=receiving, side=side, asked_by=by, asked_at=moment,
                        reason=reason.strip(), token=token or uuid.uuid4())
    if side == Side.WORKER:
        transfer.worker_agreed_at, transfer.worker_heard = moment, Transfer.Heard.HERE
    if side == Side.RECEIVING:
        transfer.unit_agreed_at = moment
    transfer.save()
    record_deed(by, "transfer.asked", transfer, receiving, side=side)
    return transfer


def _find_side(by: Account, person: Person, giving: Unit, receiving: Unit) -> Side:
    if person.account_id == by.pk or any(one.account_id == by.pk for one in person.folded.all()):
        return Side.WORKER
    if holds_post(*MEMBER_ROLES)(by, giving):
        return Side.GIVING
    if holds_post(*MEMBER_ROLES)(by, receiving):
        return Side.RECEIVING
    raise Refused(_("只有本人、转出工会和接收工会可以提出"), _("请本人在手机上提出"))


def _must_wait(transfer: Transfer) -> Transfer:
    transfer = Transfer.objects.select_for_update(of=("self",)).select_related("person", "giving", "receiving") \
        .get(pk=transfer.pk)
    if transfer.state != State.WAITING:
        raise Refused(_("这件转接已经办结"), _("刷新页面看结果"))
    return transfer


@transaction.atomic
def agree_as_worker(*, by: Account, transfer: Transfer, heard: str = Transfer.Heard.HERE) -> Transfer:
    """The worker's agreement: given on the phone, or on paper to the staff who writes it down here."""
    transfer = _must_wait(transfer)
    if transfer.worker_agreed_at is None:
        transfer.worker_agreed_at, transfer.worker_heard = now(), heard
        record_deed(by, "transfer.worker_agreed", transfer, transfer.receiving, heard=heard)
    return _finish_if_agreed(transfer, by)


@transaction.atomic
def accept_transfer(*, by: Account, transfer: Transfer) -> Transfer:
    """The receiving unit's agreement."""
    transfer = _must_wait(transfer)
    if transfer.unit_agreed_at is None:
        transfer.unit_agreed_at = now()
        record_deed(by, "transfer.accepted", transfer, transfer.receiving)
    return _finish_if_agreed(transfer, by)


@transaction.atomic
def decline_transfer(*, by: Account, transfer: Transfer, reason: str = "") -> Transfer:
    """The worker or the receiving unit says no; the membership stays where it is."""
    return _end(_must_wait(transfer), by, State.DECLINED, reason)


@transaction.atomic
def withdraw_transfer(*, by: Account, transfer: Transfer) -> Transfer:
    """Whoever asked takes it back."""
    return _end(_must_wait(transfer), by, State.WITHDRAWN)


def _end(transfer: Transfer, by: Account, state: State, answer: str = "") -> Transfer:
    transfer.state, transfer.ended_at, transfer.ended_by, transfer.answer = state, now(), by, answer.strip()
    transfer.save()
    record_deed(by, f"transfer.{state}", transfer, transfer.receiving)
    return transfer


def _finish_if_agreed(transfer: Transfer, by: Account) -> Transfer:
    if transfer.worker_agreed_at is None or transfer.unit_agreed_at is None:
        transfer.save()
        return transfer
    here = find_open(transfer.person)
    if here is None or here.unit_id != transfer.giving_id:
        raise Refused(_("会籍已经不在转出的工会"), _("请重新提出转接"))
    moment = now()
    close(by=by, membership=here, ended=Membership.Ended.TRANSFERRED, at=moment)
    standing = Standing.POOL if transfer.receiving.kind == Unit.Kind.DISTRICT else Standing.FULL
    enrol(by=by, person=transfer.person, unit=transfer.receiving, standing=standing,
          began=Membership.Began.TRANSFERRED, at=moment)
    return _end(transfer, by, State.DONE)
