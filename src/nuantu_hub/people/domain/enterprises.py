"""Entering an enterprise in the ledger, tying it to its head office, and striking it off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Enterprise, Stage, Step, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

Kind = Enterprise.Kind
#: What hangs below what; a head office hangs below nothing.
HEADS = (Kind.PLATFORM, Kind.AGGREGATOR, Kind.CARRIER)
TIED = (Kind.SUBSIDIARY, Kind.PARTNER, Kind.STATION)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the ledger says of an enterprise."""

    name: str
    kind: str
    trade: str = ""
    parent: Enterprise | None = None
    federation: Unit | None = None
    seat_elsewhere: str = ""
    own_workers: bool = True


@transaction.atomic
def enter_enterprise(*, by: Account | None, overseer: Unit, particulars: Particulars, on: date, note: str,
                     token: UUID) -> Enterprise:
    """Enter an enterprise at its first contact; the same token twice gives the same enterprise.

    Raises Refused for a name that is in the ledger, for a subsidiary, partner or station without an enterprise it
    belongs to, and for a head office that would hang below another one.
    """
    known = Enterprise.objects.filter(token=token).first()
    if known is not None:
        return known
    name = particulars.name.strip()
    _check_particulars(name, particulars)
    _check_federation(particulars.federation)
    if overseer.closed_on is not None:
        raise Refused(_("这个单位已经撤销"), _("在仍然存在的单位上登记"))
    if on > localdate(now()):
        raise Refused(_("日期还没有到"), _("填今天或以前的日期"), field="on")
    entered = Enterprise.objects.create(
        token=token, name=name, kind=particulars.kind, trade=particulars.trade, parent=particulars.parent,
        overseer=overseer, federation=particulars.federation, seat_elsewhere=particulars.seat_elsewhere.strip(),
        own_workers=particulars.own_workers, stage=Stage.CONTACT, stage_since=on)
    Step.objects.create(enterprise=entered, stage=Stage.CONTACT, on=on, by=by, recorded_at=now(), note=note.strip())
    record_deed(by, "enterprise entered", entered, overseer, kind=particulars.kind)
    return entered


@transaction.atomic
def join_federation(*, by: Account | None, enterprise: Enterprise, federation: Unit | None) -> Enterprise:
    """Let an enterprise belong to an industry federation, or to none."""
    _check_federation(federation)
    if enterprise.federation_id != (federation.pk if federation else None):
        enterprise.federation = federation
        enterprise.save(update_fields=["federation"])
        record_deed(by, "enterprise in federation", enterprise, enterprise.overseer,
                    federation=federation.pk if federation else None)
    return enterprise


@transaction.atomic
def strike_off(*, by: Account | None, enterprise: Enterprise, on: date, reason: str) -> Enterprise:
    """Strike an enterprise off the ledger; from that day no rate counts it.

    Raises Refused where enterprises hang below it, where no reason is given, or where the day is still to come.
    """
    if enterprise.closed_on is not None:
        return enterprise
    if not reason.strip():
        raise Refused(_("没有填写原因"), _("写明注销、迁出或合并的依据"), field="reason")
    if on > localdate(now()):
        raise Refused(_("日期还没有到"), _("填今天或以前的日期"), field="on")
    below = enterprise.children.filter(closed_on=None).count()
    if below:
        raise Refused(_("它名下还有%(count)s家在册企业") % {"count": below}, _("先处理名下的企业"))
    enterprise.closed_on = on
    enterprise.save(update_fields=["closed_on"])
    record_deed(by, "enterprise struck off", enterprise, enterprise.overseer, reason=reason.strip())
    return enterprise


def _check_particulars(name: str, particulars: Particulars) -> None:
    if not name:
        raise Refused(_("没有填写企业名称"), _("写营业执照上的全称"), field="name")
    if Enterprise.objects.filter(name=name).exists():
        raise Refused(_("台账里已经有“%(name)s”") % {"name": name}, _("打开已有的那一家继续办"), field="name")
    if particulars.kind in TIED and particulars.parent is None:
        raise Refused(_("没有写明它属于哪家企业"), _("子公司、合作商和站点要挂在一家企业下面"), field="parent")
    if particulars.kind in HEADS and particulars.parent is not None:
        raise Refused(_("总部企业不挂在别的企业下面"),
                      _("把类型改成子公司、合作商或站点，或去掉所属企业"), field="parent")
    if particulars.kind == Kind.AGGREGATOR and particulars.own_workers:
        raise Refused(_("聚合平台自己没有司机，司机在合作商"),
                      _("去掉“自有司机或骑手”，给合作商另外登记"), field="own_workers")


def _check_federation(federation: Unit | None) -> None:
    if federation is not None and federation.kind != Unit.Kind.FEDERATION:
        raise Refused(_("这不是行业工会联合会"), _("选一个行业工会联合会"), field="federation")
