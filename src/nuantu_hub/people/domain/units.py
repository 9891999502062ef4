"""Opening, renaming and closing a union unit; what it was called and why it changed stays readable."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit, UnitChange
from nuantu_hub.people.models.unit import plant_unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

Kind = Unit.Kind
CODE_DIGITS = 6
#: Which kinds may stand directly under which.
UNDER: dict[str, tuple[str, ...]] = {
    Kind.NATIONAL: (Kind.PROVINCE, Kind.CITY),
    Kind.PROVINCE: (Kind.CITY, Kind.FEDERATION, Kind.MOBILE, Kind.ENTERPRISE),
    Kind.CITY: (Kind.DISTRICT, Kind.FEDERATION, Kind.MOBILE, Kind.ENTERPRISE),
    Kind.DISTRICT: (Kind.STREET, Kind.FEDERATION, Kind.MOBILE, Kind.ENTERPRISE),
    Kind.STREET: (Kind.FEDERATION, Kind.MOBILE, Kind.ENTERPRISE),
    Kind.FEDERATION: (Kind.ENTERPRISE,),
    Kind.MOBILE: (),
    Kind.ENTERPRISE: (Kind.ENTERPRISE,),
}


@transaction.atomic
def open_unit(
    *, by: Account | None, parent: Unit, name: str, kind: str, reason: str, token: UUID, place_code: str = "",
    trade: str = "", contact: str = "", on: date | None = None,
) -> Unit:
    """Open a unit under another one; the same token twice gives the same unit.

    Raises Refused where the parent is closed or may not hold such a unit, where an open sister has the name, where no
    reason is given, or where a federation does not say whom it gathers.
    """
    known = UnitChange.objects.filter(token=token).select_related("unit").first()
    if known is not None:
        return known.unit
    name = _read_name(name, parent.children.all())
    _check_kind(parent, kind, trade)
    if place_code and not (place_code.isascii() and place_code.isdigit() and len(place_code) == CODE_DIGITS):
        raise Refused(_("行政区划代码是六位数字"), _("核对后再填，没有就留空"), field="place_code")
    day = _read_day(on)
    unit = plant_unit(name, kind, parent, place_code)
    unit.trade, unit.contact, unit.opened_on = trade, contact.strip(), day
    unit.save(update_fields=["trade", "contact", "opened_on"])
    _keep_change(unit, UnitChange.What.OPENED, by, after=name, reason=reason, token=token)
    return unit


@transaction.atomic
def rename_unit(*, by: Account | None, unit: Unit, name: str, reason: str) -> Unit:
    """Give a unit another name; the old one stays in its history. The name it has already changes nothing."""
    if name.strip() == unit.name:
        return unit
    _check_open(unit)
    sisters = Unit.objects.filter(parent=unit.parent).exclude(pk=unit.pk)
    before, unit.name = unit.name, _read_name(name, sisters)
    unit.save(update_fields=["name"])
    _keep_change(unit, UnitChange.What.RENAMED, by, before=before, after=unit.name, reason=reason)
    return unit


@transaction.atomic
def change_contact(*, by: Account | None, unit: Unit, contact: str, reason: str) -> Unit:
    """Say how a unit is reached from now on. The same words change nothing."""
    if contact.strip() == unit.contact:
        return unit
    _check_open(unit)
    before, unit.contact = unit.contact, contact.strip()
    unit.save(update_fields=["contact"])
    _keep_change(unit, UnitChange.What.CONTACT, by, before=before, after=unit.contact, reason=reason)
    return unit


@transaction.atomic
def close_unit(*, by: Account | None, unit: Unit, reason: str, on: date | None = None) -> Unit:
    """Close a unit in which nobody and nothing is left.

    Raises Refused with what is still there: open units below it, members, posts, enterprises in its care.
    """
    if unit.closed_on is not None:
        return unit
    left = count_left(unit)
    for what, count in left.items():
        if count:
            raise Refused(_("这个单位里还有%(count)s%(what)s") % {"count": count, "what": what},
                          _("先把它们转到别的单位，再撤销"))
    unit.closed_on = _read_day(on)
    unit.save(update_fields=["closed_on"])
    _keep_change(unit, UnitChange.What.CLOSED, by, before=unit.name, reason=reason)
    return unit


def count_left(unit: Unit) -> dict[str, int]:
    """What keeps a unit from being closed, in words, with how many of each."""
    moment = now()
    return {
        str(_("个下级单位")): unit.children.filter(closed_on=None).count(),
        str(_("名会员")): unit.memberships.filter(until=None).count(),
        str(_("个在任岗位")): unit.posts.exclude(until__lte=moment).count(),
        str(_("家在册企业")): unit.enterprises.filter(closed_on=None).count(),
    }


def _read_name(name: str, sisters: QuerySet[Unit]) -> str:
    name = name.strip()
    if not name:
        raise Refused(_("没有填写名称"), _("写上工会的全称"), field="name")
    if sisters.filter(name=name, closed_on=None).exists():
        raise Refused(_("同一个上级下已经有“%(name)s”") % {"name": name},
                      _("换一个名称，或打开已有的那一个"), field="name")
    return name


def _read_day(on: date | None) -> date:
    today = localdate(now())
    if on is not None and on > today:
        raise Refused(_("日期还没有到"), _("填今天或以前的日期"), field="on")
    return on or today


def _check_kind(parent: Unit, kind: str, trade: str) -> None:
    _check_open(parent)
    if kind not in UNDER[parent.kind]:
        raise Refused(_("%(parent)s下面不设这一类单位") % {"parent": parent.get_kind_display()},
                      _("在它应当所属的上级页面里新建"), field="kind")
    if kind == Kind.FEDERATION and not trade:
        raise Refused(_("行业工会联合会没有写明行业"), _("选择它联合的是哪一个行业"), field="trade")


def _check_open(unit: Unit) -> None:
    if unit.closed_on is not None:
        raise Refused(_("这个单位已于%(day)s撤销") % {"day": unit.closed_on}, _("在仍然存在的单位上操作"))


def _keep_change(unit: Unit, what: str, by: Account | None, *, reason: str, before: str = "", after: str = "",
                 token: UUID | None = None) -> None:
    if not reason.strip():
        raise Refused(_("没有填写依据"), _("写上批复文号、会议或其他依据"), field="reason")
    change = UnitChange(unit=unit, what=what, at=now(), by=by, before=before, after=after, reason=reason.strip())
    if token is not None:
        change.token = token
    change.save()
    record_deed(by, f"unit {what}", unit, unit)
