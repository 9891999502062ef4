"""Random small logs, many side by side in one, for comparing the audit with its slow twins.

Each world has three workers and a dozen orders between 23:00 and 01:00, times on half minutes so that borders are met
often, some orders a day before; orders are declined, cancelled, taken away or never ended; reminders, pauses, stops and
extensions are told in time, late, wrongly or not at all; ledger lines are right or a little off.
"""

from __future__ import annotations

import hashlib
import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from tests.oracles.checks import Clock, spells_of

from nuantu.core.tables import CANDIDATES, EVENTS, LEDGER
from nuantu.core.times import local_midnight_s

Row = dict[str, Any]
DATE = date(2026, 11, 20)
START_S = local_midnight_s(DATE) + 23 * 3600
END_S = START_S + 9000
FLOOR_MINOR = 2770
REASONS = ("far", "vehicle", "other")


class World:
    """One random small log."""

    def __init__(self, number: int, allowance_pm: int, exclude_s: int | None) -> None:
        self.rng = random.Random(number)
        self.mark = f"{number:03d}-"
        self.rows: list[Row] = []
        self.ledger: list[Row] = []
        self.rules = (allowance_pm, exclude_s)
        self.workers = [f"{self.mark}{name}" for name in "ABC"]
        self.fill()

    def add(self, kind: str, at_s: int, **values: Any) -> Row:
        """Add an event with all columns."""
        row: Row = dict.fromkeys(EVENTS.to_arrow().names) | {"kind": kind, "at_s": at_s, "ref": None} | values
        self.rows.append(row)
        return row

    def half_minutes(self, low: int, high: int) -> int:
        """A random number of half minutes, in seconds."""
        return 30 * self.rng.randint(low, high)

    def fill(self) -> None:
        """The whole world, told in order of time."""
        rng = self.rng
        for worker in self.workers:
            self.add("registered", START_S - 100_000, worker_id=worker, worker_class="crowd", vehicle="ebike",
                     tenure_days=rng.choice([10, 30, 31, None]), place_code="110105")
            begin_s = START_S - self.half_minutes(0, 60)
            self.add("online", begin_s, worker_id=worker)
            self.add("offline", begin_s + self.half_minutes(60, 300), worker_id=worker)
            if rng.random() < 0.6:
                rest_s = START_S + self.half_minutes(0, 120)
                self.add("rest_start", rest_s, worker_id=worker)
                self.add("rest_end", rest_s + self.half_minutes(1, 40), worker_id=worker)
        self.tell_alerts()
        for number in range(12):
            self.tell_order(f"{self.mark}o{number}", rng.choice(self.workers))
        self.add("location_consent", END_S, worker_id=self.workers[0])
        self.settle_order_of_time()
        self.tell_rest_rules()
        self.settle_order_of_time()
        self.top_up()

    def settle_order_of_time(self) -> None:
        """Sort by time; what was added first stays first within a second. Ids here serve the twins only."""
        self.rows.sort(key=lambda row: row["at_s"])
        for number, row in enumerate(self.rows, start=1):
            row["event_id"] = number

    def tell_alerts(self) -> None:
        """Up to two alerts, the second perhaps in place of the first."""
        rng, earlier = self.rng, None
        for _ in range(rng.randint(0, 2)):
            issued_s = START_S + self.half_minutes(0, 160)
            from_s = issued_s + self.half_minutes(-10, 20)
            earlier = self.add("alert", issued_s, level=rng.choice(["blue", "yellow", "orange", "red"]), reason="rain",
                               from_s=from_s, to_s=from_s + self.half_minutes(10, 120), issued_by="x",
                               district_id=rng.choice([None, f"{self.mark}d1", f"{self.mark}d2"]),
                               ref=earlier if rng.random() < 0.6 else None)
            if earlier["district_id"] is None:
                # Everywhere would mean in all worlds; two alerts mean the same here and nothing elsewhere.
                earlier["district_id"] = f"{self.mark}d1"

    def tell_order(self, order: str, worker: str) -> None:
        """One order, wherever its life ends."""
        rng = self.rng
        taken = START_S + self.half_minutes(0, 200) - rng.choice([0, 0, 0, 0, 86_400])
        metres = rng.choice([800, 1000, 1001, 2500, 5000])
        riding = -(-metres * 3600 // 15_000) + rng.choice([-1, 0, 0, 0, 30])
        self.add("created", taken - 60, order_id=order, merchant_id=f"{self.mark}m{rng.randint(1, 2)}",
                 district_id=f"{self.mark}d{rng.randint(1, 2)}", distance_m=metres,
                 ready_estimate_s=taken + self.half_minutes(0, 20), x_m=float(metres), y_m=0.0, from_x_m=0.0,
                 from_y_m=0.0)
        promised = taken - 60 + riding + self.half_minutes(-1, 40)
        self.add("eta_quoted", taken - 60, order_id=order, riding_s=riding, promised_s=promised)
        shown = {"base": 500, "distance": rng.choice([0, 150]), "weather": rng.choice([0, 150])}
        push = self.offer(worker, order, taken, shown)
        if rng.random() < 0.3:
            no = self.add("declined", taken, worker_id=worker, order_id=order, reason=rng.choice(REASONS), ref=push)
            if rng.random() < 0.5:
                self.add("score_change", taken + 30, worker_id=worker, order_id=order, ref=no,
                         score_delta=rng.choice([-2, 2]))
            worker = rng.choice(self.workers)
            taken += 30
            self.offer(worker, order, taken, shown)
        self.carry(order, worker, taken, shown, promised)

    def offer(self, worker: str, order: str, at_s: int, shown: dict[str, int]) -> Row:
        """A price in parts and a push."""
        for name, amount in shown.items():
            self.add("priced", at_s, worker_id=worker, order_id=order, component=name, amount_minor=amount)
        return self.add("pushed", at_s, worker_id=worker, order_id=order)

    def carry(self, order: str, worker: str, taken: int, shown: dict[str, int], promised: int) -> None:
        """From the acceptance to wherever it ends, and the pay of what was delivered."""
        rng = self.rng
        own = {"worker_id": worker, "order_id": order}
        accept = self.add("accepted", taken, **own)
        # What began a day before ends there, or it would last as long as the rest of the log.
        end = rng.random() if taken >= START_S else 1.0
        if end < 0.1:
            self.add("reassigned", taken + self.half_minutes(0, 20), **own)
            return
        if end < 0.2:
            self.add("cancelled", taken + self.half_minutes(0, 20), order_id=order)
            return
        arrived = taken + self.half_minutes(1, 16)
        ready = arrived + self.half_minutes(-10, 20)
        picked = max(arrived, ready) + 30
        self.add("merchant_arrived", arrived, **own)
        self.add("merchant_ready", ready, order_id=order)
        pick = self.add("picked_up", picked, **own)
        if rng.random() < 0.7:
            late = max(ready - arrived, 0)
            self.add("eta_extended", picked, **own, reason="merchant", ref=pick, promised_s=promised + late,
                     added_s=max(late - rng.choice([0, 0, 30]), 0))
        for cause, seconds in (("weather", 300), ("gate", 120)):
            if rng.random() < 0.3:
                self.add("eta_extended", taken, **own, reason=cause, promised_s=promised, ref=accept,
                         added_s=seconds - rng.choice([0, 0, 60]))
        if end < 0.3:
            return
        if rng.random() < 0.3:
            self.add("arrived_gate", picked + 30, **own)
        done = self.add("delivered", picked + self.half_minutes(1, 30), **own)
        self.pay(accept, done, shown)

    def pay(self, accept: Row, done: Row, shown: dict[str, int]) -> None:
        """Lines of one delivery, each perhaps missing, a fen off or doubled, and at times something taken away."""
        rng = self.rng
        parts = [("worker_pay", name, amount, {"base": "P21", "distance": "P21", "weather": "P07"}[name])
                 for name, amount in shown.items()]
        for account, component, amount, clause in [*parts, ("injury_premium", "premium", 7, "C01")]:
            for _ in range(rng.choice([0, 1, 1, 1, 1, 1, 1, 2])):
                self.enter(accept, done, account, component, amount - rng.choice([0] * 9 + [1]), clause, None)
        if rng.random() < 0.15:
            self.enter(accept, done, "worker_pay", rng.choice(["deduction", "adjustment"]), -100,
                       rng.choice([None, "P21"]), rng.choice(["late", "other", None]))

    def enter(self, accept: Row, done: Row, account: str, component: str, amount: int, clause: str | None,
              reason: str | None) -> None:
        """One ledger line; lines of nothing are not written."""
        if amount:
            day = DATE.toordinal() + (done["at_s"] - local_midnight_s(DATE)) // 86_400
            self.ledger.append({
                "period": date.fromordinal(day).isoformat(), "account": account, "worker_id": done["worker_id"],
                "order_id": done["order_id"], "component": component, "reason": reason, "clause_id": clause,
                "quantity": 1, "quantity_unit": "order", "rate_minor": amount, "rate_per": 1, "rounding": "half_up",
                "less_minor": 0, "amount_minor": amount, "currency": "CNY", "first": accept, "last": done})

    def top_up(self) -> None:
        """Top-ups to the floor by working time: right, a fen off either way, doubled or missing."""
        rng, clock = self.rng, Clock(self.rows, *self.rules)
        midnights = sorted({local_midnight_s(DATE) + 86_400 * day for day in (-1, 0, 1)})
        for worker in self.workers:
            own = [row for row in self.rows if row["worker_id"] == worker]
            for midnight_s in midnights:
                period = date.fromordinal(DATE.toordinal() + (midnight_s - midnights[1]) // 86_400).isoformat()
                counted_s = clock.worked(worker, midnight_s + 86_399)
                included = sum(line["amount_minor"] for line in self.ledger if line["account"] == "worker_pay"
                               and (line["worker_id"], line["period"]) == (worker, period)
                               and line["component"] in ("base", "distance", "weather"))
                due = max((2 * counted_s * FLOOR_MINOR + 3600) // 7200 - included, 0) + rng.choice([0, 0, 0, -1, 1])
                for _ in range(rng.choice([0, 1, 1, 1, 1, 2]) if due > 0 else 0):
                    self.enter(own[0], own[-1], "worker_pay", "floor_topup", due, "P01", None)
                    self.ledger[-1] |= {"order_id": None, "period": period, "worker_id": worker}

    def tell_rest_rules(self) -> None:
        """Reminders, confirmations, stops, pauses and overrides around the moments at which they are due."""
        rng, clock = self.rng, Clock(self.rows, *self.rules)
        told: list[tuple[str, int, Row]] = []
        for worker in self.workers:
            for mark in (600, 900, 1200, 1500):
                for due in clock.crossings(worker, mark):
                    late = rng.choice([0, 0, 0, 30, 60, 61, 90])
                    said = mark + rng.choice([0, 0, 0, late, 200])
                    if rng.random() < 0.8:
                        told.append(("reminder_shown", due + late, {"worker_id": worker, "worked_s": said}))
                    if mark == 900 and rng.random() < 0.6:
                        told.append(("continue_confirmed", due + late, {"worker_id": worker, "worked_s": said}))
                    if mark == 1500 and rng.random() < 0.7:
                        told.append(("forced_offline", due + late, {"worker_id": worker, "worked_s": said}))
            for _, high in spells_of(self.rows, worker):
                if rng.random() < 0.5:
                    told.append(("push_paused", high, {"worker_id": worker, "from_s": high,
                                                       "to_s": high + rng.choice([570, 600, 630])}))
            push = rng.choice([row for row in self.rows if row["kind"] == "pushed"])
            told.append(("override_attempted", push["at_s"] - 30, {
                "worker_id": push["worker_id"], "order_id": push["order_id"],
                "outcome": rng.choice(["rejected", "rejected", "allowed"])}))
        for kind, at_s, values in told:
            self.add(kind, at_s, **values)


def write_worlds(worlds: list[World], out: Path) -> Path:
    """Number all worlds' rows in one run and write it; rows of the worlds carry the numbers of the joint run then."""
    rows = sorted((row for world in worlds for row in world.rows), key=lambda row: row["at_s"])
    for number, row in enumerate(rows, start=1):
        row["event_id"] = number
    for row in rows:
        row["ref_event_id"] = None if row["ref"] is None else row["ref"]["event_id"]
    for world in worlds:
        world.rows.sort(key=lambda row: row["event_id"])
    lines = [line for world in worlds for line in world.ledger]
    for number, line in enumerate(lines, start=1):
        line |= {"line_id": number, "first_event_id": line["first"]["event_id"],
                 "last_event_id": line["last"]["event_id"]}
    folder = out / "log"
    folder.mkdir(parents=True)
    for table, held, path in ((EVENTS, rows, folder / "events.parquet"), (LEDGER, lines, out / "ledger.parquet")):
        clean = [{name: row[name] for name in table.to_arrow().names} for row in held]
        table.write(pa.Table.from_pylist(clean, schema=table.to_arrow()), path)
    CANDIDATES.write(CANDIDATES.to_arrow().empty_table(), folder / "candidates.parquet")
    manifest = {"format": "nuantu-log/1", "date": DATE.isoformat(), "tz": "Asia/Shanghai", "currency": "CNY",
                "rules": "open", "events": len(rows),
                "events_sha256": hashlib.sha256((folder / "events.parquet").read_bytes()).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return out
