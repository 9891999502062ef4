"""What works in a station at this moment: equipment and its readings, open faults, and what nobody knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Equipment, Facility, Fault, Station

KEPT, WATCH, BROKEN, UNKNOWN = "kept", "watch", "broken", "unknown"
ORDER = (BROKEN, WATCH, UNKNOWN, KEPT)
Measure, Kind = Equipment.Measure, Facility.Kind
#: One stranger's word makes a thing doubtful; so many more, or a repair that is overdue, make it broken.
SURE = 2
#: Which facilities a fault of a kind concerns, where its report names none.
TOUCHES: dict[str, tuple[str, ...]] = {
    Fault.Kind.WATER: (Kind.HOT_WATER,), Fault.Kind.POWER: (Kind.PHONE_CHARGING, Kind.BIKE_CHARGING),
    Fault.Kind.HEAT: (Kind.HEATING, Kind.COOLING), Fault.Kind.KITCHEN: (Kind.MEAL_HEATING, Kind.FRIDGE),
    Fault.Kind.MEDICINE: (Kind.MEDICINE,), Fault.Kind.CLEAN: (Kind.TOILET,)}


class FacilityState(NamedTuple):
    """What a facility is, in words and as a level: ``kept``, ``watch``, ``broken`` or ``unknown``."""

    kind: str
    words: str
    level: str


@dataclass(frozen=True, slots=True)
class EquipmentPlan:
    """What is put up in a station. ``measure`` and ``mark`` are empty for what has no sensor."""

    facility: str
    name: str
    measure: str = Measure.NONE
    mark: str = ""
    low: float | None = None
    high: float | None = None
    total: int | None = None
    installed_on: date | None = None


@transaction.atomic
def add_equipment(*, by: Account | None, station: Station, plan: EquipmentPlan, token: UUID) -> Equipment:
    """Put equipment up in a station; the same token gives the same. Raises StationRefused for a mark that is taken."""
    known = Equipment.objects.filter(token=token).first()
    if known is not None:
        return known
    if not plan.name.strip():
        raise StationRefused(gettext_lazy("没有写名称"), gettext_lazy("写现场叫得出的名字，例如“微波炉 2”"),
                             field="name")
    if plan.measure != Measure.NONE and not plan.mark.strip():
        raise StationRefused(gettext_lazy("有传感器要写设备标识"), gettext_lazy("照控制器上的写，例如 heater-1"),
                             field="mark")
    if plan.mark and Equipment.objects.filter(station=station, mark=plan.mark.strip()).exists():
        raise StationRefused(gettext_lazy("这个标识已经用过"), gettext_lazy("换一个，或先改原来那件"), field="mark")
    if plan.low is not None and plan.high is not None and plan.low > plan.high:
        raise StationRefused(gettext_lazy("下限高于上限"), gettext_lazy("核对两个数"), field="low")
    made = Equipment.objects.create(
        station=station, facility=plan.facility, name=plan.name.strip(), measure=plan.measure, mark=plan.mark.strip(),
        low=plan.low, high=plan.high, total=plan.total, installed_on=plan.installed_on, token=token)
    record_deed(by, "equipment put up", made, station.unit, name=made.name)
    return made


@transaction.atomic
def remove_equipment(*, by: Account, equipment: Equipment, on: date) -> Equipment:
    """Take equipment away; its readings stay readable, and its mark becomes free."""
    if equipment.removed_on is None:
        equipment.removed_on, equipment.mark = on, ""
        equipment.save(update_fields=["removed_on", "mark"])
        record_deed(by, "equipment removed", equipment, equipment.unit, name=equipment.name)
    return equipment


def judge_equipment(one: Equipment, moment: datetime) -> str:
    """The level of one piece of equipment by its own sensor; without a sensor nothing speaks against it."""
    if one.measure == Measure.NONE:
        return KEPT
    if one.value is None or one.is_stale(moment):
        return UNKNOWN
    if one.measure == Measure.WORKS:
        return KEPT if one.value else BROKEN
    if one.measure == Measure.FREE:
        return KEPT if one.value > 0 else WATCH
    too_low, too_high = one.low is not None and one.value < one.low, one.high is not None and one.value > one.high
    return WATCH if too_low or too_high else KEPT


def say_reading(one: Equipment, moment: datetime) -> str:
    """What its sensor says, in words: 22℃, 3 空, 可用."""
    if one.measure == Measure.NONE:
        return _("没有传感器")
    if one.value is None or one.is_stale(moment):
        return _("读数过期") if one.value is not None else _("还没有读数")
    if one.measure == Measure.CELSIUS:
        return f"{one.value:.0f}℃"
    if one.measure == Measure.FREE:
        return _("%(free)d 空") % {"free": one.value}
    return _("可用") if one.value else _("故障")


def read_state(station: Station) -> list[FacilityState]:
    """What each facility of a station is at this moment, in the order of the plan."""
    return read_states([station])[station.pk]


def read_states(stations: Iterable[Station]) -> dict[int, list[FacilityState]]:
    """The same of several stations by their key, in three queries."""
    keys = [station.pk for station in stations]
    moment = now()
    plans, things, faults = defaultdict(list), defaultdict(list), defaultdict(list)
    for facility in Facility.objects.filter(station__in=keys):
        plans[facility.station_id].append(facility.kind)
    for one in Equipment.objects.filter(station__in=keys, removed_on=None):
        things[one.station_id, one.facility].append(one)
    for fault in Fault.objects.filter(station__in=keys).broken():
        for kind in (fault.facility,) if fault.facility else TOUCHES.get(fault.kind, ()):
            faults[fault.station_id, kind].append(fault)
    return {key: [_judge_facility(kind, things[key, kind], faults[key, kind], moment) for kind in plans[key]]
            for key in keys}


def _judge_facility(kind: str, things: Sequence[Equipment], faults: Sequence[Fault], moment: datetime) -> FacilityState:
    name = str(Facility.Kind(kind).label)
    if faults:
        taken = any(fault.state == Fault.State.TAKEN for fault in faults)
        words = _("%(name)s在修") if taken else _("%(name)s报修")
        sure = any(fault.is_overdue(moment) or fault.also >= SURE for fault in faults)
        return FacilityState(kind, words % {"name": name}, BROKEN if sure else WATCH)
    measured = [one for one in things if one.measure != Measure.NONE]
    if not measured:
        return FacilityState(kind, name, KEPT)
    levels = [judge_equipment(one, moment) for one in measured]
    fresh = [one for one, level in zip(measured, levels, strict=True) if level != UNKNOWN]
    if not fresh:
        return FacilityState(kind, _("%(name)s 不明") % {"name": name}, UNKNOWN)
    level = min((level for level in levels if level != UNKNOWN), key=ORDER.index)
    if level == BROKEN and len(fresh) > levels.count(BROKEN):
        level = WATCH  # one of several does not work
    return FacilityState(kind, _say_facility(name, fresh, level), level)


def _say_facility(name: str, fresh: Sequence[Equipment], level: str) -> str:
    free = [one for one in fresh if one.measure == Measure.FREE]
    warm = [one for one in fresh if one.measure == Measure.CELSIUS]
    if free:
        count = sum(int(one.value or 0) for one in free)
        return _("%(name)s %(free)d 空") % {"name": _short(name), "free": count} if count else \
            _("%(name)s已满") % {"name": _short(name)}
    if warm:
        return f"{_short(name)} {warm[0].value:.0f}℃"
    return _("%(name)s故障") % {"name": name} if level == BROKEN else name


def _short(name: str) -> str:
    """手机充电 is 充电 beside a number, where a tile has little room."""
    return _("充电") if name == str(Facility.Kind.PHONE_CHARGING.label) else name


def list_equipment(station: Station, moment: datetime) -> list[dict[str, Any]]:
    """Every piece of a station's equipment with its level and its reading in words, for the desk."""
    return [{"thing": one, "level": judge_equipment(one, moment), "words": say_reading(one, moment)}
            for one in Equipment.objects.filter(station=station, removed_on=None)]
