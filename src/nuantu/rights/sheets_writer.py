"""The right to take one's records along: a person's own copy written as the sheets of an export."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from nuantu.core.errors import InputError
from nuantu.core.money import MINOR_PER_MAJOR
from nuantu.core.times import Lang
from nuantu.rights.own_copy import OwnCopy
from nuantu.rights.sheet import ALERTS, PAYSLIPS, PLAIN, RECORDS, RIDER, STRETCHES, TRIPS, Field, Sheet
from nuantu.rights.sheets_reader import ENDS, STEPS

Event = Mapping[str, Any]
Cell = str | int | None
#: Columns of the log that an export leaves out: what numbers events anew, and places.
LEFT_OUT: Final = ("event_id", "at_s", "kind", "ref_event_id", "decision_id", "x_m", "y_m", "from_x_m", "from_y_m")

#: What the trips tell of an order's placing and promise: column of the sheet and of the log.
ORIGINS: Final[Mapping[str, Mapping[str, str]]] = {
    "created": {"created": "at_s", "ready_estimate": "ready_estimate_s",
                **{name: name for name in ("merchant_id", "district_id", "compound_id", "place_code", "distance_m",
                                           "weight_g", "floor")}},
    "eta_quoted": {"promised": "promised_s", "riding_s": "riding_s"},
}


def write_export(copy: OwnCopy, folder: Path, lang: Lang = "zh") -> list[str]:
    """Write the copy as CSV in UTF-8 with a mark (spreadsheets open it as it is); names of the files written.

    Headers and words are in the language. The folder appears whole or not at all. Raises InputError where something
    stands there.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("something stands where the export is to go", file=folder, fix="name a new folder")
    writer = _Writer(copy, lang)
    texts = writer.write_all()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as error:
        raise InputError(f"the export cannot be written ({os.strerror(error.errno or 0)})", file=folder,
                         fix="name a folder that you may write") from error
    try:
        fresh.chmod(0o755)
        for name, text in texts.items():
            (fresh / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
        if folder.is_dir():
            folder.rmdir()
        fresh.replace(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return list(texts)


class _Writer:
    """Writes sheets in one language; ``told`` are numbers of the events that stand in one."""

    def __init__(self, copy: OwnCopy, lang: Lang) -> None:
        self.copy = copy
        self.lang = lang
        self.zone = ZoneInfo(copy.tz)
        self.events: list[dict[str, Any]] = copy.events.to_pylist()
        self.told: set[int] = set()
        self.answered = {event["ref_event_id"] for event in self.events if event["ref_event_id"] is not None}

    def write_all(self) -> dict[str, str]:
        """Text of each file by its name; sheets of records that the copy does not hold are left out."""
        texts = {RIDER.file: self.write(RIDER, [self.list_rider()]), TRIPS.file: self.write(TRIPS, self.list_trips())}
        if self.copy.has_slips:
            texts[PAYSLIPS.file] = self.write(PAYSLIPS, self.list_slips())
        for sheet in STRETCHES:
            if set(sheet.kinds) <= self.copy.kinds:
                texts[sheet.file] = self.write(sheet, self.list_stretches(sheet))
        if "alert" in self.copy.kinds:
            texts[ALERTS.file] = self.write(ALERTS, self.list_alerts())
        for sheet in PLAIN:
            if set(sheet.kinds) <= self.copy.kinds:
                texts[sheet.file] = self.write(sheet, self.list_plain(sheet))
        texts[RECORDS.file] = self.write(RECORDS, self.list_records())
        return texts

    def write(self, sheet: Sheet, rows: Sequence[Mapping[str, Cell]]) -> str:
        """A sheet as CSV text: its columns that any row fills, and those that are required."""
        kept = [field for field in sheet.fields
                if field.required or any(row.get(field.name) is not None for row in rows)]
        if sheet is TRIPS:
            # An empty column still says that nothing of the kind happened.
            held = self.copy.kinds | ({"promised"} if "eta_quoted" in self.copy.kinds else set())
            kept = [field for field in sheet.fields if field in kept or field.name in held]
        out = io.StringIO(newline="")
        table = csv.writer(out, lineterminator="\r\n")
        table.writerow([field.zh if self.lang == "zh" else field.name for field in kept])
        for row in rows:
            table.writerow([self.say(field, row.get(field.name)) for field in kept])
        return out.getvalue()

    def say(self, field: Field, value: Cell) -> str:
        """One cell as the format documents it."""
        if value is None:
            return ""
        if field.kind == "time":
            local = datetime.fromtimestamp(int(value), UTC).astimezone(self.zone)
            if local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset():
                return local.isoformat(sep=" ")
            return local.strftime("%Y-%m-%d %H:%M:%S")
        if field.kind == "money":
            per_major = MINOR_PER_MAJOR[self.copy.currency]
            whole, rest = divmod(abs(int(value)), per_major)
            return f"{'-' if int(value) < 0 else ''}{whole}.{rest:0{len(str(per_major)) - 1}d}"
        if field.kind == "word" and self.lang == "zh":
            return dict(field.words).get(str(value), str(value))
        return str(value)

    def list_rider(self) -> dict[str, Cell]:
        """The one row of the person."""
        sheeted = {kind for sheet in (TRIPS, ALERTS, *STRETCHES, *PLAIN) for kind in sheet.kinds}
        row: dict[str, Cell] = {field.name: getattr(self.copy.person, field.name) for field in RIDER.fields
                                if field.name != "tells_all_of"}
        return row | {"tells_all_of": " ".join(sorted(self.copy.kinds - sheeted)) or None}

    def list_slips(self) -> list[dict[str, Cell]]:
        """One row an amount."""
        return [{"period": line.period, "order_id": line.order_id, "component": line.component,
                 "amount": line.amount_minor, "reason": line.reason} for line in self.copy.slips]

    def list_trips(self) -> list[dict[str, Cell]]:
        """One row an order that the person accepted: the last acceptance and what followed it."""
        of_order: dict[str, list[Event]] = {}
        for event in self.events:
            if event["order_id"] is not None:
                of_order.setdefault(event["order_id"], []).append(event)
        rows = [self._list_trip(order, events) for order, events in of_order.items()]
        return sorted((row for row in rows if row), key=lambda row: str(row["accepted"]).zfill(12))

    def _list_trip(self, order: str, events: Sequence[Event]) -> dict[str, Cell]:
        accepted = [event for event in events if event["kind"] == "accepted"]
        ends = [event for event in events if event["kind"] in ENDS]
        if not accepted or not ends or ends[-1]["event_id"] < accepted[-1]["event_id"]:
            return {}
        row: dict[str, Cell] = {"order_id": order}
        for event in events:
            kind, column = event["kind"], {"eta_quoted": "promised"}.get(event["kind"], event["kind"])
            own = kind in ("accepted", *ENDS, *STEPS)
            if own and (event["event_id"] >= accepted[-1]["event_id"] or kind == "merchant_ready"):
                row[kind] = event["at_s"]
            elif kind in ORIGINS and column not in row:
                row |= {field: event[name] for field, name in ORIGINS[kind].items()}
            else:
                continue
            self.told.add(event["event_id"])
        return row

    def list_stretches(self, sheet: Sheet) -> list[dict[str, Cell]]:
        """One row from each opening to its closing; what never closed ends with the copy."""
        opens, closes = sheet.kinds
        rows: list[dict[str, Cell]] = []
        begun: Event | None = None
        for event in self.events:
            if event["kind"] == opens and begun is None:
                begun = event
            elif event["kind"] == closes and begun is not None and event["at_s"] > begun["at_s"]:
                reason = (begun if opens == "rest_start" else event)["reason"]
                rows.append({opens: begun["at_s"], closes: event["at_s"], "reason": reason})
                self.told |= {begun["event_id"], event["event_id"]}
                begun = None
        return rows

    def list_alerts(self) -> list[dict[str, Cell]]:
        """One row an alert, replaced ones by number."""
        rows = []
        for event in self.events:
            if event["kind"] == "alert":
                self.told.add(event["event_id"])
                rows.append({"kind": event["reason"], "level": event["level"], "from": event["from_s"],
                             "to": event["to_s"], "issued": event["at_s"], "district_id": event["district_id"],
                             "issued_by": event["issued_by"], "alert_id": event["event_id"],
                             "supersedes": event["ref_event_id"]})
        return rows

    def list_plain(self, sheet: Sheet) -> list[dict[str, Cell]]:
        """One row an event."""
        rows = []
        for event in self.events:
            if event["kind"] in sheet.kinds:
                row: dict[str, Cell] = {field.name: event[field.event] for field in sheet.fields if field.event}
                rows.append(row | {"at": event["at_s"]} | self._tag(event))
                self.told.add(event["event_id"])
        return rows

    def list_records(self) -> list[dict[str, Cell]]:
        """Every event that stands in no other sheet, as it is but for its places."""
        rows = []
        for event in self.events:
            if event["event_id"] not in self.told and event["kind"] != "registered":
                values = {name: value for name, value in event.items() if name not in LEFT_OUT and value is not None}
                text = json.dumps(values, ensure_ascii=False, sort_keys=True)
                rows.append({"at": event["at_s"], "kind": event["kind"], "values": text, **self._tag(event)})
        return rows

    def _tag(self, event: Event) -> dict[str, Cell]:
        own = event["event_id"] if event["event_id"] in self.answered else None
        return {"no": own, "answers": event["ref_event_id"]}
