"""Mending what an inspection found: said by who keeps the station, looked at again by an inspector."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.conflicts import check_inspectors
from nuantu_hub.stations.domain.inspections import Sheet, send_inspection
from nuantu_hub.stations.domain.standards import version_now
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Finding, Inspection

#: Somebody looks again within so many days after "mended".
RECHECK_DAYS = 7


@transaction.atomic
def say_mended(*, by: Account, finding: Finding, said: str) -> Finding:
    """Say that a finding is mended. Raises StationRefused without a word on how, or where it is closed."""
    finding = Finding.objects.select_for_update(of=("self",)).select_related("station__unit").get(pk=finding.pk)
    if finding.state == Finding.State.MENDED:
        return finding
    if finding.state == Finding.State.CLOSED:
        raise StationRefused(_("这一项已经复查合格"), _("没有要整改的"))
    if not said.strip():
        raise StationRefused(_("没有写怎么整改的"), _("写换了什么、修了什么"), field="said")
    finding.state, finding.mended_at, finding.mended_by, finding.mended_said = "mended", now(), by, said.strip()
    finding.save(update_fields=["state", "mended_at", "mended_by", "mended_said"])
    record_deed(by, "finding mended", finding, finding.station.unit)
    return finding


@transaction.atomic
def recheck_finding(*, by: Account, finding: Finding, holds: bool, token: UUID, note: str = "",
                    value: float | None = None) -> Finding:
    """Look at a mended finding again; the look is an inspection of one item and counts as evidence.

    What does not hold is open again, and counted as a false "mended". ``value`` is what was measured of an item that
    has a unit. Raises StationRefused from who mended it and from who has a conflict with the station.
    """
    known = Inspection.objects.filter(token=token).first()
    if known is not None:
        finding.refresh_from_db()
        return finding
    finding = Finding.objects.select_for_update(of=("self",)).select_related("station__unit").get(pk=finding.pk)
    _check_recheck(by, finding)
    item = version_now().by_id.get(finding.item)
    if item is None:
        raise StationRefused(_("现行标准没有这一项了"), _("由下一次检查了结"))
    if item.unit is not None and value is None:
        raise StationRefused(_("没有填量到多少"), _("按单位填一个数"), field="value")
    answer = holds if item.unit is None else float(value or 0)
    look = Inspection.objects.create(token=token, station=finding.station, kind=Inspection.Kind.RECHECK, inspector=by,
                                     on=localdate(now()))
    finding.recheck = look
    finding.save(update_fields=["recheck"])
    send_inspection(by=by, inspection=look, token=token,
                    sheet=Sheet({finding.item: answer}, now(), notes={finding.item: note}, note=note))
    finding.refresh_from_db()
    record_deed(by, "finding rechecked", finding, finding.station.unit, state=finding.state)
    return finding


def find_recheck_day(finding: Finding) -> date | None:
    """By when a mended finding is to be looked at again."""
    return None if finding.mended_at is None else localdate(finding.mended_at) + timedelta(days=RECHECK_DAYS)


def _check_recheck(by: Account, finding: Finding) -> None:
    if finding.state != Finding.State.MENDED:
        raise StationRefused(_("这一项%(state)s") % {"state": finding.get_state_display()},
                             _("等管理人说整改好了再复查"))
    if finding.mended_by_id == by.pk:
        raise StationRefused(_("整改的人不能自己复查"), _("请另一位检查员复查"))
    check_inspectors(finding.station, by, rotates=False)
