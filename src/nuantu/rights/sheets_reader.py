"""A folder of CSV sheets read as one person's own copy."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nuantu.core.errors import InputError
from nuantu.core.money import MINOR_PER_MAJOR
from nuantu.core.tables import EVENTS
from nuantu.core.times import DEFAULT_TZ, local_date, local_midnight_s
from nuantu.core.vocabulary import EVENT_KINDS
from nuantu.rights.cell import Cells
from nuantu.rights.csv_file import CsvFile, Row, read_csv
from nuantu.rights.own_copy import ALWAYS, OwnCopy, Person, SlipLine, number_events
from nuantu.rights.sheet import (
    ALERTS,
    PAYSLIPS,
    PLAIN,
    RECORDS,
    RIDER,
    SHEETS,
    STRETCHES,
    TRIPS,
    Field,
    Sheet,
)

#: Of events in one second, these come in this order; what is not named stands between.
RANK: Final = ("registered", "alert", "offline", "rest_end", "online", "created", "eta_quoted", "priced", "pushed",
               "declined", "accepted", "merchant_ready", "merchant_arrived", "picked_up", "arrived_gate", "",
               "cancelled", "reassigned", "delivered", "rest_start")
STEPS: Final = ("merchant_arrived", "merchant_ready", "picked_up", "arrived_gate")
ENDS: Final = ("delivered", "cancelled", "reassigned")
LONGEST_DAYS = 366

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Sheets:
    """All files of a folder and the person whose they are."""

    folder: Path
    files: dict[str, CsvFile]
    person: Person

    def cells(self, sheet: Sheet) -> Cells | None:
        """The cells of one sheet; ``None`` where the export has no such file."""
        file = self.files.get(sheet.name)
        return None if file is None else Cells(file, self.person.tz or DEFAULT_TZ, self.person.currency or "CNY")


def read_sheets(folder: Path, stated: Person) -> OwnCopy:
    """Read a folder of sheets as the own copy of the person whom the options state.

    Raises InputError by file, line and column.
    """
    files = {sheet.name: read_csv(folder / sheet.file, sheet) for sheet in SHEETS if (folder / sheet.file).is_file()}
    _refuse_strangers(folder)
    if TRIPS.name not in files:
        raise InputError(f"the export has no {TRIPS.file}", file=folder,
                         fix="ask the platform for your trips, and see docs/rights.md for the format")
    person = stated.fill(_read_person(files.get(RIDER.name), stated))
    _check_person(person, folder)
    sheets = _Sheets(folder, files, person)
    events = [*_tell_trips(sheets), *_tell_stretches(sheets), *_tell_plain(sheets), *_tell_alerts(sheets),
              *_tell_records(sheets)]
    first_day = _find_first_day(sheets, events)
    events.append(_register(person, first_day, events))
    events.sort(key=lambda row: (row["at_s"], _rank(row["kind"])))
    return OwnCopy(
        person=person, date=first_day, events=number_events(events), kinds=_find_kinds(sheets),
        slips=tuple(_read_slips(sheets)), has_slips=PAYSLIPS.name in files, ledger=None,
        files=tuple((file.path.name, file.sha256) for file in files.values()),
        to_the_minute=_count_coarse(sheets))


def _rank(kind: str) -> int:
    return RANK.index(kind) if kind in RANK else RANK.index("")


def _refuse_strangers(folder: Path) -> None:
    """A CSV file that nobody reads could be a mistyped name: say so instead of passing it over."""
    known = {sheet.file for sheet in SHEETS}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known:
            raise InputError("no sheet of an export has this name", file=path,
                             fix=f"name it as one of {', '.join(sorted(known))}, or take it out of the folder")


def _read_person(file: CsvFile | None, stated: Person) -> Person:
    if file is None:
        return Person(stated.worker_id)
    if len(file.rows) != 1:
        raise InputError(f"the sheet has {len(file.rows)} rows", file=file.path, line=1,
                         fix="keep the one row of the person whose export it is")
    row = file.rows[0]
    cells = Cells(file, DEFAULT_TZ, "CNY")
    worker_id = str(cells.text(row, "worker_id"))
    if worker_id != stated.worker_id:
        raise file.refuse(row, "worker_id", f"this is the export of {worker_id[:40]}, not of {stated.worker_id[:40]}",
                          "name that person with --worker, or hand in the other export")
    return Person(worker_id, cells.word(row, "worker_class"), cells.word(row, "vehicle"),
                  cells.number(row, "tenure_days"), cells.text(row, "place_code"), cells.text(row, "platform"),
                  cells.text(row, "tz"), cells.text(row, "currency"))


def _check_person(person: Person, folder: Path) -> None:
    try:
        ZoneInfo(person.tz or DEFAULT_TZ)
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        raise InputError(f"{person.tz!r} is no time zone", file=folder / RIDER.file, field="时区 (tz)",
                         fix="write an IANA name such as Asia/Shanghai") from error
    if (person.currency or "CNY") not in MINOR_PER_MAJOR:
        raise InputError(f"{person.currency!r} is no currency that is known here", file=folder / RIDER.file,
                         field="币种 (currency)", fix=f"use one of {', '.join(MINOR_PER_MAJOR)}")
    if person.place_code is not None and not (person.place_code.isascii() and person.place_code.isalnum()):
        raise InputError(f"{person.place_code[:40]!r} is no administrative code", file=folder / RIDER.file,
                         field="地区代码 (place_code)", fix="write it as 110105")


def _register(person: Person, first_day: date, events: list[Event]) -> Event:
    begin_s = local_midnight_s(first_day, person.tz or DEFAULT_TZ)
    at_s = min([begin_s, *(event["at_s"] for event in events)])
    return {"at_s": at_s, "kind": "registered", "worker_id": person.worker_id, "worker_class": person.worker_class,
            "vehicle": person.vehicle, "tenure_days": person.tenure_days, "place_code": person.place_code}


def _find_first_day(sheets: _Sheets, events: list[Event]) -> date:
    own = [event["at_s"] for event in events if event.get("worker_id") is not None]
    if not own:
        raise InputError("the export holds no trip and no time on duty", file=sheets.folder / TRIPS.file,
                         fix="hand in the days that you want to have looked at")
    tz = sheets.person.tz or DEFAULT_TZ
    first, last = local_date(min(own), tz), local_date(max(own), tz)
    if (last - first).days >= LONGEST_DAYS:
        raise InputError(f"the export runs from {first} to {last}, longer than a year", file=sheets.folder / TRIPS.file,
                         fix="correct the times, or hand in one year at a time")
    return first


def _tell_trips(sheets: _Sheets) -> Iterable[Event]:
    cells = sheets.cells(TRIPS)
    assert cells is not None
    seen: dict[str, int] = {}
    for row in cells.file.rows:
        order = row.cells["order_id"]
        if order in seen:
            raise cells.file.refuse(row, "order_id", f"order {order[:40]} stands on line {seen[order]} already",
                                    "keep one row an order")
        seen[order] = row.line
        yield from _tell_trip(cells, row, sheets.person.worker_id)


def _tell_trip(cells: Cells, row: Row, worker: str) -> Iterable[Event]:
    order = row.cells["order_id"]
    times = {name: cells.time(row, name) for name in ("created", "accepted", *STEPS, *ENDS)}
    _check_order_of_times(cells, row, times)
    accepted_s = times["accepted"]
    assert accepted_s is not None
    own = {"worker_id": worker, "order_id": order}
    yield {"kind": "created", "at_s": accepted_s if times["created"] is None else times["created"],
           "order_id": order, **_read_columns(cells, row, ("merchant_id", "district_id", "compound_id", "place_code")),
           "distance_m": cells.number(row, "distance_m"), "weight_g": cells.number(row, "weight_g"),
           "floor": cells.number(row, "floor", least=-20), "ready_estimate_s": cells.time(row, "ready_estimate")}
    if "promised" in row.cells:
        yield {"kind": "eta_quoted", "at_s": accepted_s if times["created"] is None else times["created"],
               "order_id": order, "promised_s": cells.time(row, "promised"), "riding_s": cells.number(row, "riding_s")}
    yield {"kind": "accepted", "at_s": accepted_s, **own}
    place = {"merchant_id": row.cells.get("merchant_id")}
    for name in STEPS:
        at_s = times[name]
        if at_s is not None:
            extra = place if name != "arrived_gate" else {"compound_id": row.cells.get("compound_id")}
            yield {"kind": name, "at_s": at_s, "order_id": order,
                   "worker_id": None if name == "merchant_ready" else worker, **extra}
    for name in ENDS:
        at_s = times[name]
        if at_s is not None:
            yield {"kind": name, "at_s": at_s, **own}


def _read_columns(cells: Cells, row: Row, names: tuple[str, ...]) -> dict[str, str | None]:
    return {name: cells.text(row, name) for name in names}


def _check_order_of_times(cells: Cells, row: Row, times: dict[str, int | None]) -> None:
    """A trip ends once and after it began."""
    ends = [name for name in ENDS if times[name] is not None]
    if len(ends) != 1:
        what = "the trip has no end" if not ends else f"the trip ends {len(ends)} times"
        raise cells.file.refuse(row, ends[1] if ends else "delivered", what,
                                "give exactly one of delivery, cancellation and reassignment")
    accepted_s = times["accepted"] or 0
    if (times["created"] or 0) > accepted_s:
        raise cells.file.refuse(row, "created", "the order was placed after it was accepted", "correct the times")
    for name in ("picked_up", "merchant_arrived", "arrived_gate", *ends):
        at_s = times[name]
        if at_s is not None and at_s < accepted_s:
            raise cells.file.refuse(row, name, "this lies before the acceptance", "correct the times")
    end_s = times[ends[0]] or 0
    for name in ("picked_up", "arrived_gate"):
        if ends[0] == "delivered" and (times[name] or 0) > end_s:
            raise cells.file.refuse(row, name, "this lies after the delivery", "correct the times")


def _tell_stretches(sheets: _Sheets) -> Iterable[Event]:
    """Duty and rests, which may touch but not overlap."""
    for sheet in STRETCHES:
        cells = sheets.cells(sheet)
        if cells is None:
            continue
        opens, closes = sheet.kinds
        told = sorted(((cells.needed_time(row, opens), cells.needed_time(row, closes), row) for row in cells.file.rows),
                      key=lambda one: one[:2])
        last_s = None
        for number, (begin_s, end_s, row) in enumerate(told):
            if end_s <= begin_s:
                raise cells.file.refuse(row, closes, "the stretch ends before it begins", "correct the times")
            if last_s is not None and begin_s < last_s:
                raise cells.file.refuse(row, opens, "the stretch begins before the one before it has ended",
                                        "correct the times or join the two rows")
            last_s = end_s
            own = {"worker_id": sheets.person.worker_id}
            tag, reason = (sheet.name, number), cells.word(row, "reason", free=True)
            begin = {"kind": opens, "at_s": begin_s, "tag": tag, **own}
            end = {"kind": closes, "at_s": end_s, **own}
            (begin if opens == "rest_start" else end)["reason"] = reason
            yield begin
            yield end | ({"ref_tag": tag} if opens == "rest_start" else {})


def _tell_plain(sheets: _Sheets) -> Iterable[Event]:
    for sheet in PLAIN:
        cells = sheets.cells(sheet)
        if cells is None:
            continue
        for row in cells.file.rows:
            told = {field.event: _read_cell(cells, row, field) for field in sheet.fields
                    if field.event and field.name in row.cells}
            yield {"at_s": cells.needed_time(row, "at"), "kind": sheet.kinds[0], "worker_id": sheets.person.worker_id,
                   **told, **_read_tags(row)}


def _read_tags(row: Row) -> Event:
    """The number of a row, and the number of the one that it answers."""
    tags: Event = {}
    if "no" in row.cells:
        tags["tag"] = ("no", row.cells["no"])
    if "answers" in row.cells:
        tags["ref_tag"] = ("no", row.cells["answers"])
    return tags


def _read_cell(cells: Cells, row: Row, field: Field) -> int | str | None:
    if field.kind == "time":
        return cells.time(row, field.name)
    if field.kind == "money":
        return cells.money(row, field.name)
    if field.kind == "word":
        return cells.word(row, field.name, free=field.name in ("reason", "component"))
    if field.kind == "text":
        return cells.text(row, field.name)
    return cells.number(row, field.name, least=-10**6 if field.event == "score_delta" else 0)


def _tell_alerts(sheets: _Sheets) -> Iterable[Event]:
    cells = sheets.cells(ALERTS)
    for row in () if cells is None else cells.file.rows:
        assert cells is not None
        told = {field.event: _read_cell(cells, row, field) for field in ALERTS.fields
                if field.event and field.name in row.cells}
        if told["to_s"] <= told["from_s"]:  # type: ignore[operator]
            raise cells.file.refuse(row, "to", "the alert ends before it begins", "correct the times")
        issued_s = cells.time(row, "issued")
        event: Event = {"at_s": told["from_s"] if issued_s is None else issued_s, "kind": "alert", **told}
        if "alert_id" in row.cells:
            event["tag"] = ("alert", row.cells["alert_id"])
        if "supersedes" in row.cells:
            event["ref_tag"] = ("alert", row.cells["supersedes"])
            if not any(other.cells.get("alert_id") == row.cells["supersedes"] for other in cells.file.rows):
                raise cells.file.refuse(row, "supersedes", "no alert of the sheet has this number",
                                        "add the alert that was replaced, or leave the cell empty")
        yield event


def _tell_records(sheets: _Sheets) -> Iterable[Event]:
    cells = sheets.cells(RECORDS)
    for row in () if cells is None else cells.file.rows:
        assert cells is not None
        kind = row.cells["kind"]
        if kind not in EVENT_KINDS:
            raise cells.file.refuse(row, "kind", f"{kind[:40]!r} is no word of the event vocabulary",
                                    "see: nuantu schema log")
        values = _read_values(cells, row)
        if values.get("worker_id") not in (None, sheets.person.worker_id):
            raise cells.file.refuse(row, "values", "the record is of another person", "take it out of the export")
        yield {"at_s": cells.needed_time(row, "at"), "kind": kind, **values, **_read_tags(row)}


def _read_values(cells: Cells, row: Row) -> dict[str, Any]:
    columns = {column.name: column for column in EVENTS.columns}
    try:
        values = json.loads(row.cells.get("values", "{}"))
    except ValueError as error:
        raise cells.file.refuse(row, "values", f"this is not JSON ({error})", "write one JSON object") from error
    if not isinstance(values, dict):
        raise cells.file.refuse(row, "values", "this is not a JSON object", "write one JSON object")
    for name, value in values.items():
        column = columns.get(name)
        if column is None or name in ("event_id", "at_s", "kind", "ref_event_id"):
            raise cells.file.refuse(row, "values", f"{name[:40]!r} is no column that a record may carry",
                                    "see: nuantu schema log")
        if not _fits(value, column.type):
            raise cells.file.refuse(row, "values", f"{name} is not of type {column.type}", "correct it")
    return values


def _fits(value: Any, kind: str) -> bool:
    if kind.startswith("list<"):
        return isinstance(value, list) and all(_fits(one, kind[5:-1]) for one in value)
    if kind == "int64":
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= 10**11
    return isinstance(value, {"string": str, "float64": (int, float), "bool": bool}[kind])  # type: ignore[arg-type]


def _read_slips(sheets: _Sheets) -> Iterable[SlipLine]:
    cells = sheets.cells(PAYSLIPS)
    for row in () if cells is None else cells.file.rows:
        assert cells is not None
        component = cells.word(row, "component", free=True) or "total"
        amount_minor = cells.money(row, "amount")
        order_id = cells.text(row, "order_id")
        period = cells.period(row, "period")
        if order_id is not None and len(period) == 7:
            raise cells.file.refuse(row, "period", "an order belongs to a day, and this is a month",
                                    "write the day of the delivery")
        # What is paid for the person to an insurer is no pay; taken from the person it is.
        account = "injury_premium" if component == "premium" and amount_minor >= 0 else "worker_pay"
        yield SlipLine(period, order_id, component, amount_minor, cells.word(row, "reason", free=True), account,
                       f"{PAYSLIPS.file}:{row.line}")


def _find_kinds(sheets: _Sheets) -> frozenset[str]:
    """Kinds of event of which the sheets tell all: by the sheets that are there, the columns of the trips, and every
    kind that other records name."""
    found = set(ALWAYS)
    for name, file in sheets.files.items():
        found |= set(next(sheet for sheet in SHEETS if sheet.name == name).kinds)
        if name == RECORDS.name:
            found |= {row.cells["kind"] for row in file.rows}
    found |= _read_told(sheets)
    trips = sheets.files[TRIPS.name]
    for column, kind in [("promised", "eta_quoted"), *((name, name) for name in STEPS)]:
        if column in trips.fields:
            found.add(kind)
    if trips.rows and all("created" in row.cells for row in trips.rows):
        found.add("created")
    return frozenset(found)


def _read_told(sheets: _Sheets) -> set[str]:
    """Kinds of event that the sheet of the person declares to be told whole."""
    cells = sheets.cells(RIDER)
    if cells is None:
        return set()
    row = cells.file.rows[0]
    told = set((cells.text(row, "tells_all_of") or "").split())
    strange = sorted(told - EVENT_KINDS)
    if strange:
        raise cells.file.refuse(row, "tells_all_of", f"{strange[0][:40]!r} is no word of the event vocabulary",
                                "see: nuantu schema log")
    return told


def _count_coarse(sheets: _Sheets) -> int:
    cells = sheets.cells(TRIPS)
    assert cells is not None
    return sum(not all(cells.is_to_the_second(row, name) for name in ("accepted", *ENDS)) for row in cells.file.rows)
