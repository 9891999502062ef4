"""Faults: reported by anybody in three taps, taken on, repaired, and confirmed by somebody else than who repaired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.files import remove_file, store_file
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, StoredFile
from nuantu_hub.people.permissions import is_worker
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.limits import Caller, Limit
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Fault, FaultStep, Station
from nuantu_hub.stations.models.fault import FaultQuerySet, reporter_key

#: Hours until something of a kind should work again. A door before all, since behind it is everything else.
HOURS: dict[str, int] = {
    Fault.Kind.DOOR: 4, Fault.Kind.HEAT: 12, Fault.Kind.WATER: 24, Fault.Kind.CLEAN: 12, Fault.Kind.POWER: 24,
    Fault.Kind.MEDICINE: 24, Fault.Kind.KITCHEN: 48, Fault.Kind.OTHER: 72}
BY_DEVICE = Limit("fault-device", 5, 3600)
BY_ADDRESS = Limit("fault-address", 40, 3600)
MOST_WORDS = 300
#: What was confirmed so long ago keeps neither its words nor its pictures.
KEPT_DAYS = 365
Kind, State = FaultStep.Kind, Fault.State
PHOTO_KINDS = ("image/jpeg", "image/png", "image/webp")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a fault: words and a picture, both of which may be missing."""

    words: str = ""
    photo: UploadedFile[Any] | None = None


def open_faults(station: Station) -> FaultQuerySet:
    """Faults of a station that are not confirmed as repaired, the most urgent first."""
    return Fault.objects.filter(station=station).still_open().select_related("owner", "fixed_by")


def open_faults_of(stations: Iterable[Station]) -> dict[int, list[Fault]]:
    """The same of several stations by their key, in one query."""
    found: dict[int, list[Fault]] = defaultdict(list)
    for fault in Fault.objects.filter(station__in=[one.pk for one in stations]).still_open():
        found[fault.station_id].append(fault)
    return dict(found)


@transaction.atomic
def report_fault(*, station: Station, kind: str, token: UUID, said: Said | None = None, facility: str = "",
                 by: Account | None = None, caller: Caller | None = None) -> Fault:
    """Somebody says that something is broken; the same token is the same report.

    What is reported already and not repaired is counted there; what was said to be repaired is open again. Raises
    StationRefused when one phone reports too often.
    """
    known = FaultStep.objects.filter(token=token).select_related("fault").first()
    if known is not None:
        return known.fault
    if caller is not None and not caller.may(by_device=BY_DEVICE, by_address=BY_ADDRESS):
        raise StationRefused(_("这台手机一小时里报得太多了"), _("过一会儿再报；急事按求助"))
    same = Fault.objects.select_for_update(of=("self",)).still_open().filter(
        station=station, kind=kind, facility=facility).order_by("pk").first()
    if same is not None and same.state == State.FIXED:
        return _reopen(same, by=by, said=said or Said(), token=token)
    if same is not None:
        same.also += 1
        same.save(update_fields=["also"])
        _step(same, Kind.ALSO, by, said, token)
        return same
    moment = now()
    made = Fault.objects.create(
        token=token, station=station, kind=kind, facility=facility, reported_at=moment,
        due_at=moment + timedelta(hours=HOURS[kind]), reporter_key=_find_key(by))
    _step(made, Kind.REPORTED, by, said, token)
    record_deed(by if by is not None and not is_worker(by) else None, "fault reported", made, station.unit, kind=kind)
    return made


@transaction.atomic
def take_fault(*, by: Account, fault: Fault) -> Fault:
    """Take a fault on oneself; one that somebody has taken on stays there."""
    fault = _lock(fault, State.OPEN, State.TAKEN)
    if fault.owner_id == by.pk:
        return fault
    if fault.owner_id is not None:
        raise StationRefused(_("%(name)s 已经认领") % {"name": fault.owner}, _("请他放下，或由负责人改派"))
    return _give(fault, by, by)


@transaction.atomic
def give_fault(*, by: Account, fault: Fault, owner: Account) -> Fault:
    """Make somebody the owner of a fault, whoever had it."""
    fault = _lock(fault, State.OPEN, State.TAKEN)
    return fault if fault.owner_id == owner.pk else _give(fault, by, owner)


@transaction.atomic
def nudge_owner(*, by: Account, fault: Fault, words: str = "") -> Fault:
    """Remind whoever owes the repair; it stands in the fault's history and is due for the owner."""
    fault = _lock(fault, State.OPEN, State.TAKEN)
    _step(fault, Kind.NUDGED, by, Said(words), uuid4())
    record_deed(by, "fault nudged", fault, fault.unit)
    return fault


@transaction.atomic
def mark_fixed(*, by: Account, fault: Fault, said: Said) -> Fault:
    """Say that it is repaired. It stays open until somebody else says so too. Raises StationRefused without words."""
    fault = _lock(fault, State.OPEN, State.TAKEN)
    if not said.words.strip():
        raise StationRefused(_("没有写怎么修的"), _("一句话：换了什么、试过没有"), field="words")
    fault.state, fault.fixed_at, fault.fixed_by = State.FIXED, now(), by
    fault.owner = fault.owner or by
    fault.save(update_fields=["state", "fixed_at", "fixed_by", "owner"])
    _step(fault, Kind.FIXED, by, said, uuid4())
    record_deed(by, "fault fixed", fault, fault.unit)
    return fault


@transaction.atomic
def confirm_fixed(*, fault: Fault, by: Account | None, token: UUID, caller: Caller | None = None) -> Fault:
    """Somebody who is there says that it works again. Raises StationRefused for whoever repaired it."""
    if FaultStep.objects.filter(token=token).exists():
        return fault
    fault = _lock(fault, State.FIXED)
    _check_other(fault, by, caller)
    fault.state, fault.confirmed_at = State.CONFIRMED, now()
    fault.save(update_fields=["state", "confirmed_at"])
    _step(fault, Kind.CONFIRMED, by, None, token)
    record_deed(by if by is not None and not is_worker(by) else None, "fault confirmed", fault, fault.unit)
    return fault


@transaction.atomic
def reopen_fault(*, fault: Fault, by: Account | None, said: Said, token: UUID, caller: Caller | None = None) -> Fault:
    """Somebody says that it is not repaired: open again with its owner, counted, with the time of its kind anew."""
    if FaultStep.objects.filter(token=token).exists():
        return fault
    fault = _lock(fault, State.FIXED, State.CONFIRMED)
    _check_other(fault, by, caller)
    return _reopen(fault, by=by, said=said, token=token)


@transaction.atomic
def drop_fault(*, by: Account, fault: Fault, words: str) -> Fault:
    """Say that it is no fault, with the reason. Whoever owns the repair does not decide this alone."""
    fault = _lock(fault, State.OPEN, State.TAKEN)
    if not words.strip():
        raise StationRefused(_("没有写原因"), _("写明为什么不是故障"), field="words")
    if fault.owner_id == by.pk:
        raise StationRefused(_("是你认领的，要别人来定"), _("请同站的值守人或负责人看一眼"))
    fault.state = State.DROPPED
    fault.save(update_fields=["state"])
    _step(fault, Kind.DROPPED, by, Said(words), uuid4())
    record_deed(by, "fault dropped", fault, fault.unit)
    return fault


def forget_old_reports() -> int:
    """Remove words and pictures of what was settled a year ago, and pictures that no step holds. Gives their number."""
    before = now() - timedelta(days=KEPT_DAYS)
    old = FaultStep.objects.filter(fault__state__in=(State.CONFIRMED, State.DROPPED), at__lt=before)
    old.update(words="", photo=None)
    held = FaultStep.objects.exclude(photo=None).values("photo")
    loose = list(StoredFile.objects.filter(thing="stations.fault", at__lt=now() - timedelta(hours=1))
                 .exclude(pk__in=held).select_related("unit"))
    for file in loose:
        remove_file(by=None, file=file)
    return len(loose)


def _reopen(fault: Fault, *, by: Account | None, said: Said, token: UUID) -> Fault:
    fault.state = State.TAKEN if fault.owner_id else State.OPEN
    fault.reopened, fault.due_at = F("reopened") + 1, now() + timedelta(hours=HOURS[fault.kind])
    fault.fixed_at = fault.fixed_by = fault.confirmed_at = None
    fault.save(update_fields=["state", "reopened", "due_at", "fixed_at", "fixed_by", "confirmed_at"])
    fault.refresh_from_db()
    _step(fault, Kind.REOPENED, by, said, token)
    record_deed(by if by is not None and not is_worker(by) else None, "fault reopened", fault, fault.unit,
                times=fault.reopened)
    return fault


def _give(fault: Fault, by: Account, owner: Account) -> Fault:
    fault.owner, fault.state = owner, State.TAKEN
    fault.save(update_fields=["owner", "state"])
    _step(fault, Kind.TAKEN if owner.pk == by.pk else Kind.GIVEN, by,
          None if owner.pk == by.pk else Said(owner.name), uuid4())
    if owner.pk == by.pk:
        record_deed(by, "fault taken", fault, fault.unit)
    else:
        record_deed(by, "fault given", fault, fault.unit)
    return fault


def _check_other(fault: Fault, by: Account | None, caller: Caller | None) -> None:
    if by is not None and by.pk == fault.fixed_by_id:
        raise StationRefused(_("是你说修好的，要别人来确认"), _("请在站里的人在手机上点一下"))
    if caller is not None and not caller.may(by_device=BY_DEVICE, by_address=BY_ADDRESS):
        raise StationRefused(_("点得太多了"), _("过一会儿再点"))


def _step(fault: Fault, kind: str, by: Account | None, said: Said | None, token: UUID) -> FaultStep:
    """Write a step down. A worker is not named: a key stands there by which the worker alone is found."""
    words = (said.words.strip()[:MOST_WORDS] if said else "")
    worker = is_worker(by)
    photo = _keep_photo(fault, said.photo, None if worker else by) if said and said.photo else None
    return FaultStep.objects.create(fault=fault, kind=kind, at=now(), by=None if worker else by, words=words,
                                    key=_find_key(by), photo=photo, token=token)


def _find_key(by: Account | None) -> str:
    return reporter_key(by) if by is not None and is_worker(by) else ""


def _keep_photo(fault: Fault, photo: UploadedFile[Any], by: Account | None) -> StoredFile:
    file = store_file(by=by, upload=photo, about=fault)
    if file.kind not in PHOTO_KINDS:
        raise StationRefused(_("这里只收照片"), _("拍一张，或选一张图片"), field="photo")
    return file


def _lock(fault: Fault, *states: str) -> Fault:
    found = Fault.objects.select_for_update(of=("self",)).select_related("station__unit", "owner").get(pk=fault.pk)
    if found.state not in states:
        raise StationRefused(_("这件事现在是“%(state)s”") % {"state": found.get_state_display()}, _("刷新看看"))
    return found
