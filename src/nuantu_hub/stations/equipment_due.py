"""What staff's today learns of stations: who calls for help, which doors ring or wait, what is broken or runs out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, Min, Q, Sum
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nuantu_hub.people.domain.rates import end_of
from nuantu_hub.site.gathering import Done, Due
from nuantu_hub.stations.domain.help_calls import list_ringing
from nuantu_hub.stations.domain.medicine import SOON_DAYS
from nuantu_hub.stations.models import Alarm, Door, Equipment, Fault, HelpCall, MedicineItem
from nuantu_hub.stations.models.door import OFFLINE_AFTER
from nuantu_hub.stations.models.equipment import STALE_AFTER
from nuantu_hub.stations.permissions import cared_stations

SHOWN = 50
#: A door that rings or is silent should be looked at within these times; a repair be confirmed, a sensor be heard.
LOOK_AFTER = timedelta(hours=1)
BACK_WITHIN = timedelta(hours=4)
CONFIRM_WITHIN = timedelta(days=3)
SENSOR_WITHIN = timedelta(days=2)
DOORS, FAULTS = gettext_lazy("驿站的门"), gettext_lazy("驿站的故障")
STOCK = gettext_lazy("驿站的药箱和设备")


def list_due_calls(account: Any, moment: datetime) -> Iterator[Due]:
    """Calls for help that ring for the account; nothing comes before them."""
    for call in list_ringing(account, moment).order_by("at")[:SHOWN]:
        who = HelpCall.Step(call.step_at(moment)).label
        yield Due(_("求助：%(station)s") % {"station": call.station.name},
                  _("已应答，写下结果后结束") if call.answered_at else _("在等应答，现在叫的是%(who)s") % {"who": who},
                  gettext_lazy("有人求助"), call.due_at, call.answered_by.name if call.answered_by else None,
                  reverse("stations:help_call", args=[call.pk]), _("写结果") if call.answered_at else _("应答"),
                  people=1, since=call.at, rank=1)


def list_due_doors(account: Any, moment: datetime) -> Iterator[Due]:
    """Alarms that ring, doors that were not heard of lately, controllers that wait to be let in."""
    cared = cared_stations(account)
    rung = Alarm.objects.filter(closed_at=None, door__station__in=cared).select_related("door__station")
    for alarm in rung.order_by("since", "pk")[:SHOWN]:
        yield Due(f"{alarm.get_kind_display()}：{alarm.door.station.name}",
                  ngettext("响了%(n)s次", "响了%(n)s次", alarm.count) % {"n": alarm.count}, DOORS,
                  alarm.since + LOOK_AFTER, None, reverse("stations:door", args=[alarm.door_id]), _("去看"),
                  key=f"alarm-{alarm.pk}", since=alarm.since, rank=6)
    silent = Door.objects.in_use().filter(station__in=cared, station__state="used").filter(
        Q(last_seen_at=None) | Q(last_seen_at__lt=moment - OFFLINE_AFTER)).select_related("station")
    for door in silent.order_by("last_seen_at", "pk")[:SHOWN]:
        since = door.last_seen_at or door.approved_at or door.enrolled_at
        yield Due(_("门离线：%(station)s") % {"station": door.station.name}, _("一次性的码在门上照样能开"), DOORS,
                  since + BACK_WITHIN, None, reverse("stations:door", args=[door.pk]), _("去看"),
                  key=f"door-silent-{door.pk}", since=since, rank=6)
    waiting = Door.objects.filter(state=Door.State.WAITING, station__in=cared).select_related("station")
    for door in waiting.order_by("enrolled_at")[:SHOWN]:
        if account.has_perm("stations.approve_doors", door):
            yield Due(_("门禁等批准：%(station)s") % {"station": door.station.name},
                      _("核对设备上的指纹再批准"), DOORS, door.enrolled_at + timedelta(days=1), None,
                      reverse("stations:door", args=[door.pk]), _("核对"), key=f"door-new-{door.pk}",
                      since=door.enrolled_at, rank=6)


def list_due_faults(account: Any, moment: datetime) -> Iterator[Due]:
    """What should be repaired, the most overdue first; what was said to be repaired and nobody has confirmed."""
    cared = Fault.objects.filter(station__in=cared_stations(account)).select_related("station", "owner")
    for fault in cared.broken().order_by("due_at", "pk")[:SHOWN]:
        again = ngettext("，说修好又坏%(n)s回", "，说修好又坏%(n)s回", fault.reopened) % {
            "n": fault.reopened} if fault.reopened else ""
        yield Due(_("%(kind)s坏了：%(station)s") % {"kind": fault.get_kind_display(), "station": fault.station.name},
                  f"{fault.get_state_display()}{again}", FAULTS, fault.due_at,
                  fault.owner.name if fault.owner else None, reverse("stations:fault", args=[fault.pk]),
                  _("去修") if fault.owner_id == account.pk else _("看"), people=1 + fault.also,
                  since=fault.reported_at, rank=12)
    fixed = cared.filter(state=Fault.State.FIXED, fixed_at__lt=moment - CONFIRM_WITHIN).exclude(fixed_by=account.pk)
    for fault in fixed.order_by("fixed_at", "pk")[:SHOWN]:
        yield Due(_("等确认：%(station)s 的%(kind)s") % {
            "station": fault.station.name, "kind": fault.get_kind_display()}, _("三天没有人确认修好，去看一眼"), FAULTS,
            fault.fixed_at + CONFIRM_WITHIN * 2 if fault.fixed_at else None, None,
            reverse("stations:fault", args=[fault.pk]), _("确认"), since=fault.fixed_at, rank=12)


def list_due_medicine(account: Any, moment: datetime) -> Iterator[Due]:
    """Boxes with something that went off, goes off soon, or is short; one thing a station."""
    today = localdate(moment)
    good = Q(lots__keeps_until=None) | Q(lots__keeps_until__gte=today)
    items = MedicineItem.objects.filter(station__in=cared_stations(account), dropped_at=None).annotate(
        good=Sum("lots__left", filter=good, default=0),
        first=Min("lots__keeps_until", filter=Q(lots__left__gt=0)))
    short = items.filter(Q(good__lt=F("least")) | Q(first__lte=today + timedelta(days=SOON_DAYS)))
    told: dict[int, list[Any]] = {}
    for item in short.select_related("station").order_by("station__code", "pk"):
        told.setdefault(item.station_id, []).append(item)
    for lines in list(told.values())[:SHOWN]:
        station = lines[0].station
        day = min((item.first for item in lines if item.first), default=today)
        names = "、".join(item.name for item in lines[:3])
        yield Due(_("补药箱：%(station)s") % {"station": station.name},
                  ngettext("%(n)s样要补或要换：%(names)s", "%(n)s样要补或要换：%(names)s", len(lines)) % {
                      "n": len(lines), "names": names}, STOCK, end_of(max(day, today)), None,
                  reverse("stations:medicine", args=[station.code]), _("去补"), key=f"medicine-{station.pk}", rank=44)


def list_due_equipment(account: Any, moment: datetime) -> Iterator[Due]:
    """Stations with sensors that are silent or tell a value out of its range; one thing a station."""
    measured = Equipment.objects.filter(station__in=cared_stations(account), removed_on=None, station__state="used")
    measured = measured.exclude(measure=Equipment.Measure.NONE)
    silent = Q(measured_at=None) | Q(measured_at__lt=moment - STALE_AFTER)
    off = Q(value__lt=F("low")) | Q(value__gt=F("high")) | Q(measure=Equipment.Measure.WORKS, value=0)
    rows = measured.filter(silent | off).values("station", "station__code", "station__name").annotate(
        silent=Count("pk", filter=silent), off=Count("pk", filter=off & ~silent), last=Max("measured_at"))
    for row in rows.order_by("-off", "station__code")[:SHOWN]:
        said = [ngettext("%(n)s件读数不对", "%(n)s件读数不对", row["off"]) % {"n": row["off"]}] if row["off"] else []
        said += [ngettext("%(n)s件没有读数", "%(n)s件没有读数", row["silent"]) % {"n": row["silent"]}] \
            if row["silent"] else []
        yield Due(_("看设备：%(station)s") % {"station": row["station__name"]}, "，".join(said), STOCK,
                  (row["last"] or moment) + SENSOR_WITHIN, None,
                  reverse("stations:equipment", args=[row["station__code"]]), _("去看"),
                  key=f"equipment-{row['station']}", rank=44)


def list_done(account: Any, start: datetime, end: datetime) -> Iterator[Done]:
    """Repairs that were made, calls that were answered."""
    cared = cared_stations(account)
    for name, at in Fault.objects.filter(station__in=cared, fixed_at__gte=start, fixed_at__lt=end).values_list(
            "station__name", "fixed_at"):
        if at is not None:
            yield Done(_("修好：%(station)s") % {"station": name}, at)
    for name, at in HelpCall.objects.filter(station__in=cared, answered_at__gte=start, answered_at__lt=end).values_list(
            "station__name", "answered_at"):
        if at is not None:
            yield Done(_("应答求助：%(station)s") % {"station": name}, at)


SOURCES = (list_due_calls, list_due_doors, list_due_faults, list_due_medicine, list_due_equipment)
