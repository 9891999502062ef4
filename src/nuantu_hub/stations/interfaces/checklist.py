"""The checklist as a form of the phone, and what comes back from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nuantu_hub.seam import stars as engine
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.inspections import Sheet, list_asked
from nuantu_hub.stations.domain.standards import read_held
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Inspection


@dataclass(frozen=True, slots=True)
class Line:
    """One item on the phone: its number, words, unit, what was answered so far, what was noted."""

    number: int
    id: str
    words: str
    unit: str
    knockout: bool
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the checklist."""

    title: str
    lines: list[Line]


def say(words: Any) -> str:
    """Words of the standard in the language of the page."""
    return str(words.say("en" if (get_language() or "").startswith("en") else "zh"))


def list_parts(inspection: Inspection, told: Mapping[str, str] | None = None) -> list[Part]:
    """The checklist in its sections, with what was filled in."""
    version = read_held().in_force(inspection.on)
    filled = told or {}
    parts: dict[str, list[Line]] = {}
    for number, item in enumerate(list_asked(inspection), 1):
        unit = engine.UNITS.get(item.unit or "", (item.unit or "", item.unit or ""))
        line = Line(number, item.id, say(item.words), unit[(get_language() or "").startswith("en")],
                    item.role == "knockout", filled.get(f"value-{item.id}", ""), filled.get(f"note-{item.id}", ""))
        parts.setdefault(item.section, []).append(line)
    return [Part(say(version.sections[section]), lines) for section, lines in parts.items()]


def read_sheet(inspection: Inspection, told: Mapping[str, str], photos: int) -> Sheet:
    """A sheet from what the phone sends. Raises StationRefused for a number or a time that cannot be read."""
    answers: dict[str, engine.Value] = {}
    notes: dict[str, str] = {}
    for item in list_asked(inspection):
        value = told.get(f"value-{item.id}", "").strip()
        if value:
            answers[item.id] = _read_value(item, value)
        notes[item.id] = told.get(f"note-{item.id}", "")
    return Sheet(answers, _read_moment(told.get("held_at", "")), notes, told.get("note", "")[:600],
                 _read_whole(told.get("distance_m", "")), _read_whole(told.get("accuracy_m", "")),
                 told.get("far_why", "")[:200], photos)


def read_token(told: Mapping[str, str]) -> UUID:
    """The token of a sheet or of a picture. Raises StationRefused where there is none."""
    try:
        return UUID(told.get("token", ""))
    except ValueError as fault:
        raise StationRefused(_("这份检查表没有编号"), _("重新打开检查表")) from fault


def list_photos(files: MultiValueDict[str, UploadedFile[Any]]) -> list[tuple[str, UploadedFile[Any]]]:
    """Pictures that came with the sheet itself, by item."""
    return [(name.removeprefix("photo-"), file) for name in files if name.startswith("photo-")
            for file in files.getlist(name)]


def _read_value(item: engine.Item, told: str) -> engine.Value:
    if item.unit is None:
        if told not in ("yes", "no"):
            raise StationRefused(_("%(item)s填得不对") % {"item": item.words.zh}, _("选合格或不合格"))
        return told == "yes"
    try:
        return float(told)
    except ValueError as fault:
        raise StationRefused(_("%(item)s填得不对") % {"item": item.words.zh}, _("按单位填一个数")) from fault


def _read_moment(told: str) -> datetime:
    if not told:
        return now()
    try:
        found = parse_datetime(told)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise StationRefused(_("检查时间读不出来"), _("重新打开检查表"))
    return found


def _read_whole(told: str) -> int | None:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else None
