"""A true world of roll-outs and directions, and lies about it: on the published formats, with nothing of the project.

Two provinces, two riders, two days: on 20 November a fifth of the deliveries is late, on 21 November a tenth. The rule
of the roll-out took effect in both provinces in time, each order since then carries its premium, and the riders earn
more an hour on the second day than on the first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

Row = dict[str, Any]
TZ = ZoneInfo("Asia/Shanghai")
ORDERS = 60
PLACES = {"Wang": "110105", "Li": "310101"}
SPAN_S = 600
#: Columns of the table of candidates, which is empty here; those of text.
CANDIDATES = ("decision_id", "at_s", "order_id", "rank", "worker_id", "status", "clause_id", "distance_m", "arrive_s",
              "pickup_s", "deliver_s", "others_delay_s", "in_hand", "considered", "allowed")
WORDS = ("order_id", "worker_id", "status", "clause_id")


def at(day: int, hour: int, second: int = 0) -> int:
    """UTC seconds of an hour of a day of November 2026."""
    return int(datetime(2026, 11, day, hour, tzinfo=TZ).timestamp()) + second


class World:
    """Events and ledger lines that a falsification may change before they are written."""

    def __init__(self) -> None:
        self.events: list[Row] = []
        self.lines: list[Row] = []
        for place, worker in (("11", "Wang"), ("31", "Li")):
            self.add("registered", at(18, 8), worker_id=worker, worker_class="crowd", vehicle="ebike",
                     tenure_days=400, place_code=PLACES[worker])
            self.add("rule_effective", at(19, 10), clause_id="insurance", place_code=place)
        for day, late in ((20, 12), (21, 6)):
            for worker, code in PLACES.items():
                for number in range(ORDERS):
                    self.ride(day, worker, code, number, is_late=number < late)

    def add(self, kind: str, at_s: int, **columns: Any) -> Row:
        """One event."""
        row = {"kind": kind, "at_s": at_s, **columns}
        self.events.append(row)
        return row

    def ride(self, day: int, worker: str, code: str, number: int, *, is_late: bool) -> None:
        """One order from its placing to its pay: ten minutes in hand, 5 yuan on the first day, 6 on the second."""
        order, begin_s = f"{worker}-{day}-{number}", at(day, 8, SPAN_S * number)
        own = {"worker_id": worker, "order_id": order}
        self.add("created", begin_s, order_id=order, merchant_id="m", place_code=code, distance_m=1500)
        promised_s = begin_s + SPAN_S - 10 if is_late else begin_s + SPAN_S
        self.add("eta_quoted", begin_s, order_id=order, promised_s=promised_s, riding_s=300)
        taken = self.add("accepted", begin_s, **own)
        done = self.add("delivered", begin_s + SPAN_S - 1, **own)
        pay = 500 if day == 20 else 600 + number % 3
        for account, component, clause, amount in (("worker_pay", "base", "piece", pay),
                                                   ("injury_premium", "premium", "insurance", 7)):
            self.lines.append({
                "period": f"2026-11-{day}", "account": account, **own, "component": component, "clause_id": clause,
                "quantity": 1, "quantity_unit": "order", "rate_minor": amount, "rate_per": 1, "rounding": "half_up",
                "less_minor": 0, "amount_minor": amount, "currency": "CNY", "first": taken, "last": done})

    def write(self, out: Path) -> Path:
        """Write a folder as a run leaves it, events in order of time; returns it."""
        (out / "log").mkdir(parents=True)
        self.events.sort(key=lambda row: row["at_s"])
        for number, row in enumerate(self.events, start=1):
            row["event_id"] = number
        _write(out / "log" / "events.parquet", self.events)
        _write(out / "ledger.parquet", [
            {"line_id": number, **{name: value for name, value in line.items() if name not in ("first", "last")},
             "first_event_id": line["first"]["event_id"], "last_event_id": line["last"]["event_id"]}
            for number, line in enumerate(self.lines, start=1)])
        empty = pa.table({name: pa.array([], pa.string() if name in WORDS else pa.int64()) for name in CANDIDATES})
        pq.write_table(empty, out / "log" / "candidates.parquet")
        digest = hashlib.sha256((out / "log" / "events.parquet").read_bytes()).hexdigest()
        manifest = {"format": "nuantu-log/1", "date": "2026-11-18", "tz": "Asia/Shanghai", "currency": "CNY",
                    "rules": "open", "events": len(self.events), "events_sha256": digest}
        (out / "log" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        return out


def _write(path: Path, rows: list[Row]) -> None:
    names = dict.fromkeys(name for row in rows for name in row)
    pq.write_table(pa.Table.from_pylist([{name: row.get(name) for name in names} for row in rows]), path)


def _drop_rule(world: World) -> Row:
    world.events = [row for row in world.events if row.get("place_code") != "31" or row["kind"] != "rule_effective"]
    return {"clause_id": "rollout", "says": "place 31: no rule_effective", "event": None}


def _delay_rule(world: World) -> Row:
    rule = next(row for row in world.events if row["kind"] == "rule_effective" and row["place_code"] == "11")
    rule["at_s"] = at(20, 0)
    return {"clause_id": "rollout", "says": "place 11: rule_effective after the deadline", "event": rule}


def _move_rule(world: World) -> Row:
    rule = next(row for row in world.events if row["kind"] == "rule_effective" and row["place_code"] == "31")
    rule["place_code"] = "3101"
    return {"clause_id": "rollout", "says": "place 31: no rule_effective", "event": None}


def _drop_premium(world: World) -> Row:
    world.lines = [line for line in world.lines
                   if line["component"] != "premium" or line["order_id"] != "Li-21-30"]
    done = next(row for row in world.events if row["kind"] == "delivered" and row["order_id"] == "Li-21-30")
    return {"clause_id": "everywhere", "says": "place 31: 1 of 120 orders without", "event": done}


def _be_late(world: World) -> Row:
    for row in world.events:
        if row["kind"] == "eta_quoted" and "-21-" in row["order_id"]:
            row["promised_s"] -= 60
    return {"clause_id": "late", "says": "late_share 120 of 120", "event": None}


def _crash(world: World) -> Row:
    for number in range(20):
        world.add("accident", at(21, 9, number), worker_id="Li")
    return {"clause_id": "safe", "says": "accidents_per_order 20 of 120", "event": None}


def _pay_less(world: World) -> Row:
    for line in world.lines:
        if line["component"] == "base" and line["period"] == "2026-11-21":
            line["rate_minor"] = line["amount_minor"] = 300
    return {"clause_id": "pay", "says": "income_per_hour 36000 of 2", "event": None}


#: Lies by name: each changes a world and says which clause must find it, by which words, and with which event.
LIES: dict[str, Callable[[World], Row]] = {
    "a place left out": _drop_rule, "a place a day late": _delay_rule, "a city for its province": _move_rule,
    "an order without its premium": _drop_premium, "promises made shorter": _be_late, "accidents": _crash,
    "pay cut": _pay_less,
}
