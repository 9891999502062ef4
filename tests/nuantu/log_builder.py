"""Build event logs by hand, in the published format, for tests of whatever reads a log.

    log = LogBuilder("2026-11-20")
    log.register("W1", place_code="110105")
    log.online("W1", "10:00")
    log.order("A1", created="10:55", worker="W1", accepted="11:00", delivered="11:25", distance_m=1800)
    log.offline("W1", "12:00")
    folder = log.write(tmp_path)            # tmp_path/log/{manifest.json, events.parquet, candidates.parquet}

Clocks are local, ``"11:00"`` or ``"11:00:05"``; hours past 23 run on into the next day (``"24:10"``), and a plain
whole number is taken as UTC seconds. Events are numbered in order of time, equal times in the order in which they
were added; ``ref`` takes what an earlier ``add`` returned, and becomes that event's number.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from nuantu.core.tables import CANDIDATES, EVENTS
from nuantu.core.times import DEFAULT_TZ, local_midnight_s

Clock = str | int


class LogBuilder:
    """A day's events, gathered in any order and written as a log."""

    def __init__(self, day: str = "2026-11-20", tz: str = DEFAULT_TZ, currency: str = "CNY",
                 rules: str = "open") -> None:
        self.date = date.fromisoformat(day)
        self.tz = tz
        self.currency = currency
        self.rules = rules
        self._rows: list[dict[str, Any]] = []

    def at(self, clock: Clock) -> int:
        """UTC seconds of a local clock of the day; ``24:10`` is ten past midnight of the next day, and
        ``2026-12-01 10:00`` a clock of that day."""
        if isinstance(clock, int):
            return clock
        *dated, time = clock.split(" ")
        day = date.fromisoformat(dated[0]) if dated else self.date
        hours, minutes, *rest = (int(part) for part in time.split(":"))
        return local_midnight_s(day, self.tz) + hours * 3600 + minutes * 60 + (rest[0] if rest else 0)

    def add(self, kind: str, at: Clock, *, ref: int | None = None, **columns: Any) -> int:
        """Add one event of the published vocabulary; the columns are those of the published table."""
        unknown = set(columns) - set(EVENTS.to_arrow().names)
        if unknown:
            raise KeyError(f"events have no column {sorted(unknown)}")
        self._rows.append({"kind": kind, "at_s": self.at(at), "ref": ref, **columns})
        return len(self._rows) - 1

    def register(self, worker: str, at: Clock = "00:00", *, worker_class: str = "crowd", vehicle: str = "ebike",
                 tenure_days: int | None = 400, place_code: str | None = "110105") -> int:
        """A worker is made known to the day."""
        return self.add("registered", at, worker_id=worker, worker_class=worker_class, vehicle=vehicle,
                        tenure_days=tenure_days, place_code=place_code)

    def online(self, worker: str, at: Clock) -> int:
        """A worker comes online."""
        return self.add("online", at, worker_id=worker)

    def offline(self, worker: str, at: Clock, reason: str = "shift_end") -> int:
        """A worker goes offline."""
        return self.add("offline", at, worker_id=worker, reason=reason)

    def rest(self, worker: str, start: Clock, end: Clock, reason: str = "own") -> None:
        """A worker rests from start to end."""
        begun = self.add("rest_start", start, worker_id=worker, reason=reason)
        self.add("rest_end", end, worker_id=worker, ref=begun)

    def create(self, order: str, at: Clock, *, distance_m: int = 1500, district: str | None = "d1",
               merchant: str = "m1", ready: Clock | None = None, place_code: str | None = "110105",
               **more: Any) -> int:
        """An order is placed; ``more`` are further columns, such as ``weight_g``."""
        return self.add("created", at, order_id=order, merchant_id=merchant, district_id=district,
                        distance_m=distance_m, place_code=place_code,
                        ready_estimate_s=self.at(at if ready is None else ready),
                        from_x_m=0.0, from_y_m=0.0, x_m=float(distance_m), y_m=0.0, **more)

    def note(self, order: str, **columns: Any) -> None:
        """Say more of an order that was placed: further columns of its event."""
        for row in self._rows:
            if row["kind"] == "created" and row["order_id"] == order:
                row.update(columns)

    def accept(self, worker: str, order: str, at: Clock) -> int:
        """A worker accepts an order."""
        return self.add("accepted", at, worker_id=worker, order_id=order)

    def pick_up(self, worker: str, order: str, at: Clock) -> int:
        """A worker picks an order up."""
        return self.add("picked_up", at, worker_id=worker, order_id=order)

    def deliver(self, worker: str, order: str, at: Clock) -> int:
        """A worker delivers an order."""
        return self.add("delivered", at, worker_id=worker, order_id=order)

    def order(self, order: str, *, worker: str, created: Clock, accepted: Clock, delivered: Clock,
              **facts: Any) -> tuple[int, int, int]:
        """A whole order: placed, accepted and delivered; facts go to the placing."""
        return (self.create(order, created, **facts), self.accept(worker, order, accepted),
                self.deliver(worker, order, delivered))

    def price(self, worker: str, order: str, at: Clock, **components: int) -> None:
        """The parts of the price, in minor units, as shown to a worker: ``price("W1", "A1", "11:00", base=400)``."""
        for component, amount_minor in components.items():
            self.add("priced", at, worker_id=worker, order_id=order, component=component, amount_minor=amount_minor)

    def alert(self, level: str, start: Clock, end: Clock, *, kind: str = "rain", issued: Clock | None = None,
              district: str | None = None, supersedes: int | None = None) -> int:
        """A weather alert is issued, by default at the moment at which it begins to hold."""
        return self.add("alert", start if issued is None else issued, ref=supersedes, level=level, reason=kind,
                        district_id=district, from_s=self.at(start), to_s=self.at(end), issued_by="气象台")

    def table(self) -> pa.Table:
        """The events in the published schema, numbered in order of time."""
        order = sorted(range(len(self._rows)), key=lambda place: self._rows[place]["at_s"])
        number = {place: event_id for event_id, place in enumerate(order, start=1)}
        rows = []
        for place in order:
            row = dict(self._rows[place])
            ref = row.pop("ref")
            if ref is not None:
                row["ref_event_id"] = number[ref]
            rows.append({"event_id": number[place], **row})
        return pa.Table.from_pylist(rows, schema=EVENTS.to_arrow())

    def write(self, out: Path) -> Path:
        """Write ``out/log`` (manifest, events, an empty table of candidates) and return that folder."""
        folder = out / "log"
        folder.mkdir(parents=True, exist_ok=True)
        events = self.table()
        EVENTS.write(events, folder / "events.parquet")
        CANDIDATES.write(CANDIDATES.to_arrow().empty_table(), folder / "candidates.parquet")
        manifest = {"format": "nuantu-log/1", "date": self.date.isoformat(), "tz": self.tz, "currency": self.currency,
                    "rules": self.rules, "events": events.num_rows,
                    "events_sha256": hashlib.sha256((folder / "events.parquet").read_bytes()).hexdigest()}
        text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        (folder / "manifest.json").write_text(text, encoding="utf-8")
        return folder
