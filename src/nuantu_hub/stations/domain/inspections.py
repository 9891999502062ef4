"""Planning one inspection, moving it, handing its sheet in once, and letting it count, with a second pair of eyes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.files import store_file
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam import stars as engine
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.conflicts import check_inspectors
from nuantu_hub.stations.domain.standards import read_held
from nuantu_hub.stations.domain.stars import current_star, list_looks, restate
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Finding, Inspection, InspectionPhoto, Station

State = Inspection.State
#: Farther away than this, less what the phone itself is unsure of, whoever hands the sheet in says why.
NEAR_M = 150
#: A sheet is handed in at most so long after it was filled in: the phone had no network.
LATEST = timedelta(days=7)
MOST_PHOTOS = 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an inspector hands in: answers by item, words by item, when, how far off, and how many pictures follow."""

    answers: Mapping[str, engine.Value]
    held_at: datetime
    notes: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    distance_m: int | None = None
    accuracy_m: int | None = None
    far_why: str = ""
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Assignment:
    """One inspection that is to be: why, when, who, whether the station knows of it."""

    on: date
    inspector: Account
    second: Account | None = None
    kind: str = Inspection.Kind.ROUTINE
    announced: bool = False


@transaction.atomic
def plan_inspection(*, by: Account, station: Station, given: Assignment, token: UUID) -> Inspection:
    """Send an inspector to a station; the same token gives the same inspection.

    Raises StationRefused for a past day, a station that is not in use, and for who may not inspect it, by name.
    """
    known = Inspection.objects.filter(token=token).first()
    if known is not None:
        return known
    if given.on < localdate(now()):
        raise StationRefused(_("这一天已经过去"), _("选今天或以后"), field="on")
    if station.state != Station.State.USED:
        raise StationRefused(_("这座驿站%(state)s") % {"state": station.get_state_display()}, _("选使用中的驿站"))
    check_inspectors(station, given.inspector, given.second, rotates=given.kind != Inspection.Kind.RECHECK)
    made = Inspection.objects.create(token=token, station=station, on=given.on, inspector=given.inspector,
                                     second=given.second, kind=given.kind, announced=given.announced)
    record_deed(by, "inspection planned", made, station.unit, on=given.on.isoformat())
    return made


@transaction.atomic
def change_inspection(*, by: Account, inspection: Inspection, on: date, inspector: Account,
                      second: Account | None) -> Inspection:
    """Move a planned inspection or send somebody else. Raises StationRefused as planning does."""
    _check_planned(inspection)
    if (on, inspector, second) == (inspection.on, inspection.inspector, inspection.second):
        return inspection
    if on < localdate(now()):
        raise StationRefused(_("这一天已经过去"), _("选今天或以后"), field="on")
    check_inspectors(inspection.station, inspector, second, rotates=inspection.kind != Inspection.Kind.RECHECK)
    before = inspection.on
    inspection.on, inspection.inspector, inspection.second = on, inspector, second
    inspection.save(update_fields=["on", "inspector", "second"])
    record_deed(by, "inspection moved", inspection, inspection.station.unit, before=before.isoformat(),
                on=on.isoformat())
    return inspection


@transaction.atomic
def call_off_inspection(*, by: Account, inspection: Inspection, why: str) -> Inspection:
    """Call a planned or disputed inspection off. Raises StationRefused without a reason."""
    if inspection.state == State.OFF:
        return inspection
    if inspection.state not in (State.PLANNED, State.DISPUTED):
        raise StationRefused(_("这次检查%(state)s，不能取消") % {"state": inspection.get_state_display()},
                             _("结果要改，请申诉"))
    if not why.strip():
        raise StationRefused(_("没有写原因"), _("写明为什么取消"), field="why")
    inspection.state, inspection.off_why = State.OFF, why.strip()
    inspection.save(update_fields=["state", "off_why"])
    record_deed(by, "inspection called off", inspection, inspection.station.unit)
    return inspection


def list_asked(inspection: Inspection, day: date | None = None) -> list[engine.Item]:
    """The items of the checklist on a day, those of the season among them; of a re-check only what was wrong."""
    version = read_held().in_force(day or max(inspection.on, localdate(now())))
    when = day or localdate(now())
    asked = [item for item in version.items if item.season is None or item.season.find_start(when) is not None]
    if inspection.kind != Inspection.Kind.RECHECK:
        return asked
    # A look at one finding asks for that one; a re-check that was planned asks for all that is open.
    named = inspection.rechecked_findings.all() or Finding.objects.filter(station=inspection.station).still_open()
    wrong = {finding.item for finding in named}
    return [item for item in asked if item.id in wrong]


@transaction.atomic
def send_inspection(*, by: Account, inspection: Inspection, sheet: Sheet, token: UUID) -> Inspection:
    """Hand a filled-in sheet in, once: the same token again is the same sheet, however often the phone sends it.

    Raises StationRefused from anybody but the inspector, for another sheet than the one that was handed in, for items
    that are missing, unknown or out of season, for one that lies in the future or too far back, or far from the station
    without a word why.
    """
    locked = Inspection.objects.select_for_update(of=("self",))
    inspection = locked.select_related("station__unit").get(pk=inspection.pk)
    if inspection.sheet_token == token:
        return inspection
    _check_sender(by, inspection)
    day = _check_sheet(inspection, sheet)
    version = read_held().in_force(day)
    inspection.sheet_token, inspection.state, inspection.version = token, State.SENT, version.number
    inspection.answers, inspection.note = dict(sheet.answers), sheet.note.strip()
    inspection.held_at, inspection.sent_at = sheet.held_at, now()
    inspection.distance_m, inspection.accuracy_m = sheet.distance_m, sheet.accuracy_m
    inspection.far_why, inspection.photos_told = sheet.far_why.strip(), sheet.photos
    inspection.stars_before, inspection.by_rules = _foresee(inspection)
    inspection.needs_second = _needs_second(inspection, version)
    inspection.save()
    _open_findings(inspection, version, sheet.notes)
    record_deed(by, "inspection handed in", inspection, inspection.station.unit, needs_second=inspection.needs_second)
    if not inspection.needs_second:
        _let_count(inspection)
    return inspection


@transaction.atomic
def add_photo(*, by: Account, inspection: Inspection, item: str, upload: UploadedFile[Any], taken_at: datetime,
              token: UUID) -> InspectionPhoto:
    """Keep a picture of an item; the same token is the same picture.

    Raises StationRefused from anybody but the inspector, for an item that nobody knows, or for too many.
    """
    known = InspectionPhoto.objects.filter(token=token).first()
    if known is not None:
        return known
    if by.pk != inspection.inspector_id:
        raise StationRefused(_("照片要由检查的人交"), _("请%(name)s来交") % {"name": inspection.inspector})
    if all(item not in version.by_id for version in read_held().versions):
        raise StationRefused(_("没有这个检查项：%(item)s") % {"item": item}, _("重新打开检查表"), field="item")
    if inspection.photos.count() >= MOST_PHOTOS:
        raise StationRefused(_("一次检查最多%(most)s张照片") % {"most": MOST_PHOTOS}, _("留下最能说明问题的"))
    file = store_file(by=by, upload=upload, about=inspection, unit=inspection.station.unit)
    return InspectionPhoto.objects.create(token=token, inspection=inspection, item=item, file=file,
                                          taken_at=min(taken_at, now()))


@transaction.atomic
def second_inspection(*, by: Account, inspection: Inspection, agrees: bool, said: str = "") -> Inspection:
    """The second inspector agrees, which lets the inspection count, or objects, which holds it.

    Raises StationRefused from the inspector, from who has a conflict, and for an objection without a word.
    """
    if inspection.state in (State.COUNTED, State.DISPUTED) and inspection.second_id == by.pk:
        return inspection
    if inspection.state != State.SENT:
        raise StationRefused(_("这次检查%(state)s") % {"state": inspection.get_state_display()}, _("没有要复核的"))
    if inspection.second_id is not None and inspection.second_id != by.pk:
        raise StationRefused(_("复核人是%(name)s") % {"name": inspection.second}, _("请这位同事复核"))
    check_inspectors(inspection.station, inspection.inspector, by, rotates=False)
    if not agrees and not said.strip():
        raise StationRefused(_("没有写哪里有异议"), _("写明哪一项、看到什么"), field="said")
    inspection.second, inspection.second_at, inspection.second_said = by, now(), said.strip()
    inspection.state = State.SENT if agrees else State.DISPUTED
    inspection.save(update_fields=["second", "second_at", "second_said", "state"])
    if agrees:
        record_deed(by, "inspection agreed to", inspection, inspection.station.unit)
        _let_count(inspection)
    else:
        record_deed(by, "inspection objected to", inspection, inspection.station.unit)
    return inspection


def passed_on(inspection: Inspection, item: engine.Item) -> bool:
    """Whether an answer meets the least that is asked of the item."""
    return item.allows(inspection.answers[item.id]) >= item.first_stars


def _check_planned(inspection: Inspection) -> None:
    if inspection.state != State.PLANNED:
        raise StationRefused(_("这次检查%(state)s") % {"state": inspection.get_state_display()}, _("另外安排一次"))


def _check_sender(by: Account, inspection: Inspection) -> None:
    if by.pk != inspection.inspector_id:
        raise StationRefused(_("检查表要由检查的人交"),
                             _("请%(name)s来交，或由区里改派") % {"name": inspection.inspector})
    if inspection.state != State.PLANNED:
        raise StationRefused(_("这次检查%(state)s") % {"state": inspection.get_state_display()}, _("不能再交一份"))
    check_inspectors(inspection.station, by, inspection.second, rotates=inspection.kind != Inspection.Kind.RECHECK)


def _check_sheet(inspection: Inspection, sheet: Sheet) -> date:
    moment = now()
    if not moment - LATEST <= sheet.held_at <= moment + timedelta(minutes=5):
        raise StationRefused(_("检查时间不对"), _("检查表要在七天内交，核对手机的时间"))
    day = localdate(sheet.held_at)
    asked = {item.id: item for item in list_asked(inspection, day)}
    missing = [item.words.zh for key, item in asked.items() if key not in sheet.answers]
    if missing:
        raise StationRefused(_("还有%(count)s项没有填：%(names)s") % {
            "count": len(missing), "names": "、".join(missing[:3])}, _("填完再交；没网也可以先存着"))
    for key, value in sheet.answers.items():
        if key not in asked:
            raise StationRefused(_("没有这个检查项：%(item)s") % {"item": key}, _("重新打开检查表"))
        if isinstance(value, bool) == (asked[key].unit is not None) or not 0 <= value < 100_000:
            raise StationRefused(_("%(item)s填得不对") % {"item": asked[key].words.zh}, _("按单位填一个数"))
    distance = sheet.distance_m
    if distance is not None and distance - (sheet.accuracy_m or 0) > NEAR_M and not sheet.far_why.strip():
        raise StationRefused(_("手机离驿站%(far)s米") % {"far": distance}, _("写明为什么不在驿站交"), field="far_why")
    return day


def _foresee(inspection: Inspection) -> tuple[int, int]:
    """The stars that stand, and those that the rules give with this inspection among the evidence."""
    standing = current_star(inspection.station)
    fresh = engine.Look(inspection.day, inspection.answers, str(inspection.pk))
    rating = engine.rate_looks(read_held(), [*list_looks(inspection.station), fresh], localdate(now()))
    return (standing.stars if standing else 0), rating.stars


def _needs_second(inspection: Inspection, version: engine.Version) -> bool:
    """A second pair of eyes for what weighs most: stars lost, five stars, a knockout, or somebody was named for it."""
    if inspection.second_id is not None:
        return True
    before, after = inspection.stars_before or 0, inspection.by_rules or 0
    failed = any(item.id in inspection.answers and not passed_on(inspection, item)
                 for item in version.list_of("knockout"))
    return after < before or (after == engine.MOST_STARS and before != after) or failed


def _open_findings(inspection: Inspection, version: engine.Version, notes: Mapping[str, str]) -> None:
    """Order to mend what does not hold; what is open already from earlier stays with its own day."""
    open_items = set(Finding.objects.filter(station=inspection.station).still_open().values_list("item", flat=True))
    Finding.objects.bulk_create(
        Finding(inspection=inspection, station=inspection.station, item=item.id, role=item.role,
                note=notes.get(item.id, "").strip()[:300], opened_at=now(),
                due_on=inspection.day + timedelta(days=item.mend_days))
        for item in version.items
        if item.id in inspection.answers and item.first_stars <= max(1, inspection.stars_before or 0)
        and not passed_on(inspection, item) and item.id not in open_items)


def _let_count(inspection: Inspection) -> None:
    """Let an inspection be evidence: it is counted, what it saw mended is closed, the star's schedule follows."""
    inspection.state, inspection.counted_at = State.COUNTED, now()
    inspection.save(update_fields=["state", "counted_at"])
    rating = engine.rate_looks(read_held(), list_looks(inspection.station), localdate(now()))
    inspection.by_rules = rating.stars
    inspection.passed, inspection.asked = count_answers(inspection)
    inspection.save(update_fields=["by_rules", "passed", "asked"])
    _close_mended(inspection)
    restate(inspection.station)


def count_answers(inspection: Inspection) -> tuple[int, int]:
    """How many answers of an inspection meet the least that any star asks of their item, and how many there are."""
    version = read_held().find(inspection.version) if inspection.version else read_held().versions[-1]
    items = [version.by_id[key] for key in inspection.answers if key in version.by_id]
    return sum(passed_on(inspection, item) for item in items), len(items)


def _close_mended(inspection: Inspection) -> None:
    for finding in Finding.objects.filter(station=inspection.station).still_open().exclude(inspection=inspection):
        value = inspection.answers.get(finding.item)
        item = read_held().in_force(inspection.day).by_id.get(finding.item)
        if value is None or item is None:
            continue
        if item.allows(value) >= item.first_stars:
            if finding.mended_by_id == inspection.inspector_id:
                continue  # who mended does not judge the mending
            finding.state, finding.closed_at, finding.recheck = Finding.State.CLOSED, now(), inspection
        elif finding.state == Finding.State.MENDED:
            finding.state, finding.recheck = Finding.State.OPEN, inspection
            finding.false_mends += 1
        finding.save()
