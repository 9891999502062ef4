"""A whole hand-written day in which every situation occurs that a clause of its book speaks of.

Its book is the demo's, cut to the clauses that the day tells of: what a month, a year or other records show is left to
tests of its own.

    Wang     rides from 05:30 in stretches of four hours: pauses, reminders from 8 h, a confirmation, the stop at 12 h,
             an attempt to send him on that is rejected
    Li       carries up to five orders at once, waits at a late kitchen with three others in hand, rides under alerts
    Zhao     is new and carries three at most
    Sun      earns less than the floor in a place that has one, and is topped up
    Qian     refuses: for the vehicle, then four times for other reasons; the fourth counts against the score

The day is written as OUT is by a replay: log, candidates, ledger (by the settlement), run.json, summary.json, book/.
Nothing in it is random. Expected moments (crossings of marks, ends of stretches) are counted here by hand-made
arithmetic on the orders' own times, not by the code under test.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.book import Book, load_book
from nuantu.core.tables import CANDIDATES, LEDGER
from nuantu.settle.ledger import settle

DATE = "2026-11-20"
AGREEMENTS = Path(__file__).resolve().parents[2] / "agreements"
ALLOWANCE_PM = 100
SPEED_M_PER_H = 15_000
RIDES_S = 35 * 60
BETWEEN_S = 120
PAUSE_S = 20 * 60
BEIJING = "110105"
DEMO = ("platform-2025", "gbt-46862-2025", "guidance-50-2023", "demo-assumption")
#: Clauses that the day tells of, and the figures that they leave open.
SHOWN = {"PLT-special-weather", "PLT-no-late-deduction", "PLT-reminder", "PLT-daily-stop", "PLT-injury-premium",
         "GBT-7.4.1-a", "GBT-7.4.1-b", "GBT-7.4.4", "GBT-slow-merchant", "GBT-7.2.8", "G50-worktime",
         "G50-minimum-wage", "YG-piece-rate", "YG-price-shown", "YG-orders-in-hand", "YG-refusals", "YG-no-bypass"}
OPEN = {"special_weather_amount", "special_weather_level", "special_weather_moment", "continuity_gap", "allowance_time"}


def write_day_agreements(folder: Path) -> list[Path]:
    """The agreements of the demo, each with the clauses of the day alone, as files; the agreement first."""
    return [_write_cut(yaml.load((AGREEMENTS / name / "agreement.yaml").read_text(encoding="utf-8"), yaml.BaseLoader),
                       folder / name) for name in DEMO]


def _write_cut(data: dict[str, Any], folder: Path) -> Path:
    data["clauses"] = [clause for clause in data["clauses"] if clause["id"] in SHOWN]
    for clause in data["clauses"]:
        clause.pop("ambiguities", None)
        clause["params"].pop("extra", None)
    kept = {clause["provision"] for clause in data["clauses"]}
    data["provisions"] = [one for one in data["provisions"] if one["id"] in kept]
    for one in data["provisions"]:
        one["types"] = [clause["type"] for clause in data["clauses"] if clause["provision"] == one["id"]]
    written = json.dumps(data["clauses"])
    data["parameters"] = {name: words for name, words in data.get("parameters", {}).items() if f'"{name}"' in written}
    data["supplies"] = {agreement: {name: one for name, one in figures.items() if name in OPEN}
                        for agreement, figures in data.get("supplies", {}).items()}
    folder.mkdir(parents=True)
    file = folder / "agreement.yaml"
    file.write_text(json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False),
                    encoding="utf-8")
    return folder


def load_demo_book() -> Book:
    """The special agreement under its layers, figures supplied by the assumption of the demo."""
    with tempfile.TemporaryDirectory() as folder:
        agreement, *layers = write_day_agreements(Path(folder))
        return load_book(agreement, layers)


class FullDay:
    """Writes complete lives of orders and workers, step by step as a replay does."""

    def __init__(self, book: Book) -> None:
        by_type = {clause.type.name: clause for clause in book.in_force(date.fromisoformat(DATE))}
        piece = by_type["weekday_distance_band"]
        self.base_minor, self.bands = piece.int_param("base"), piece.bands_param("bands")
        self.weather_minor = by_type["special_weather_subsidy"].int_param("amount")
        self.log = LogBuilder(DATE)
        self.candidates: list[dict[str, object]] = []

    def at(self, clock: str) -> int:
        """UTC seconds of a local clock."""
        return self.log.at(clock)

    def place(self, order: str, at_s: int, *, distance_m: int, ready_s: int, estimate_s: int,
              district: str = "d1") -> None:
        """An order is placed, promised at 15 km/h, and its kitchen gets ready when it does."""
        self.log.create(order, at_s, distance_m=distance_m, district=district, ready=estimate_s)
        riding_s = -(-distance_m * 3600 // SPEED_M_PER_H)
        self.log.add("eta_quoted", at_s, order_id=order, riding_s=riding_s, clause_id="GBT-7.4.4",
                     promised_s=max(estimate_s, at_s + 480) + riding_s + 900)
        self.log.add("merchant_ready", ready_s, order_id=order, merchant_id="m1")

    def offer(self, worker: str, order: str, at_s: int, *, distance_m: int, weather: bool = False) -> int:
        """An order is pushed with its price in parts and a decision on record; returns the push."""
        decision = len(self.candidates) // 2 + 1
        for rank, (who, status) in enumerate(((worker, "chosen"), ("Sun" if worker != "Sun" else "Li", "feasible"))):
            self.candidates.append({
                "decision_id": decision, "at_s": at_s, "order_id": order, "rank": rank, "worker_id": who,
                "status": status, "clause_id": None, "distance_m": 400 + 300 * rank, "arrive_s": at_s + 300,
                "pickup_s": at_s + 600, "deliver_s": at_s + 1500, "others_delay_s": 0, "in_hand": 0, "considered": 5,
                "allowed": 4})
        band = next(amount for bound_m, amount in self.bands if distance_m <= bound_m)
        parts = {"base": self.base_minor, "distance": band, "weather": self.weather_minor if weather else 0}
        self.log.price(worker, order, at_s, **{name: amount for name, amount in parts.items() if amount})
        return self.log.add("pushed", at_s, worker_id=worker, order_id=order, decision_id=decision)

    def carry(self, worker: str, order: str, taken: int, arrived: int, picked: int, delivered: int, *,
              distance_m: int = 1800, ready: int | None = None, estimate: int | None = None, district: str = "d1",
              weather: bool = False) -> int:
        """A whole order of one worker, times in UTC seconds; returns the pick-up."""
        ready_s = picked if ready is None else ready
        self.place(order, taken - 60, distance_m=distance_m, ready_s=ready_s, district=district,
                   estimate_s=ready_s if estimate is None else estimate)
        push = self.offer(worker, order, taken, distance_m=distance_m, weather=weather)
        self.log.add("accepted", taken, worker_id=worker, order_id=order, ref=push)
        self.log.add("merchant_arrived", arrived, worker_id=worker, order_id=order, merchant_id="m1")
        pick = self.log.pick_up(worker, order, picked)
        self.log.deliver(worker, order, delivered)
        return pick

    def write(self, out: Path, book: Book) -> Path:
        """Write OUT: log, candidates, ledger, run.json, summary.json and the book."""
        folder = self.log.write(out)
        CANDIDATES.write(pa.Table.from_pylist(self.candidates, schema=CANDIDATES.to_arrow()),
                         folder / "candidates.parquet")
        ledger = settle(folder, book)
        LEDGER.write(ledger, out / "ledger.parquet")
        book.copy_to(out / "book")
        files = {"events": folder / "events.parquet", "candidates": folder / "candidates.parquet",
                 "ledger": out / "ledger.parquet"}
        digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
        run = {"format": "nuantu-run/1", "book": {"digest": book.digest}, "digests": digests}
        (out / "run.json").write_text(json.dumps(run), encoding="utf-8")
        pay = sum(line["amount_minor"] for line in ledger.to_pylist() if line["account"] == "worker_pay")
        (out / "summary.json").write_text(json.dumps({"pay_minor": pay, "verdicts": {}}), encoding="utf-8")
        return out


def tell_long_day(day: FullDay) -> None:
    """Wang: three stretches of 35-minute orders, two minutes apart, until 12 hours of working time."""
    log = day.log
    log.register("Wang", "05:00", place_code=BEIJING)
    log.online("Wang", "05:30")
    begin_s, number, ends, stretch_s = day.at("05:30") + 60, 0, [], 0
    marks = {hours * 3600 for hours in range(8, 13)}
    worked_raw_s = 0
    while worked_raw_s * (1000 + ALLOWANCE_PM) // 1000 < 12 * 3600:
        number += 1
        end_s = begin_s + RIDES_S
        # Told before the order's own events, so that what falls on one second stands in order of cause.
        for mark_s in sorted(marks):
            raw_s = -(-mark_s * 1000 // (1000 + ALLOWANCE_PM))
            if worked_raw_s < raw_s <= worked_raw_s + RIDES_S:
                _tell_mark(log, begin_s + raw_s - worked_raw_s, mark_s)
        day.carry("Wang", f"W{number:02d}", begin_s, begin_s + 480, begin_s + 600, end_s, district="d3")
        worked_raw_s += RIDES_S
        stretch_s += RIDES_S
        ends.append(end_s)
        begin_s = end_s + BETWEEN_S
        if stretch_s >= 4 * 3600:
            log.add("push_paused", end_s, worker_id="Wang", worked_s=stretch_s, from_s=end_s, to_s=end_s + PAUSE_S,
                    clause_id="GBT-7.4.1-b")
            begin_s, stretch_s = end_s + PAUSE_S + 60, 0
    last_s = ends[-1]
    day.place("T1", last_s + 30, distance_m=900, ready_s=last_s + 700, estimate_s=last_s + 700)
    log.add("override_attempted", last_s + 60, worker_id="Wang", order_id="T1", outcome="rejected",
            clause_id="PLT-daily-stop")
    push = day.offer("Sun", "T1", last_s + 90, distance_m=900)
    log.add("accepted", last_s + 90, worker_id="Sun", order_id="T1", ref=push)
    log.add("merchant_arrived", last_s + 500, worker_id="Sun", order_id="T1", merchant_id="m1")
    log.pick_up("Sun", "T1", last_s + 700)
    log.deliver("Sun", "T1", last_s + 1100)
    log.offline("Wang", last_s + 120, "stopped")


def _tell_mark(log: LogBuilder, at_s: int, mark_s: int) -> None:
    """What Wang is shown when his working time reaches a full hour from the eighth on."""
    log.add("reminder_shown", at_s, worker_id="Wang", worked_s=mark_s, clause_id="PLT-reminder")
    if mark_s == 8 * 3600:
        worked_s = mark_s + 20 * (1000 + ALLOWANCE_PM) // 1000
        log.add("continue_confirmed", at_s + 20, worker_id="Wang", worked_s=worked_s, clause_id="GBT-7.4.1-a")
    if mark_s == 12 * 3600:
        log.add("forced_offline", at_s, worker_id="Wang", worked_s=mark_s, clause_id="PLT-daily-stop")


def tell_full_hands(day: FullDay) -> None:
    """Li: five orders at once, a kitchen 400 s late with four others in hand; then two orders under alerts."""
    log, begin_s = day.log, day.at("11:00")
    log.register("Li", "05:00", place_code=BEIJING)
    log.online("Li", "10:30")
    picks = []
    for number in range(1, 6):
        late_s = 400 if number == 5 else 0
        taken = begin_s + 30 * number
        picked = begin_s + 600 + 60 * number + late_s
        # At the fifth kitchen Li stands from 720 s on, and the order should have been ready at 900 s.
        estimate = begin_s + 900 if number == 5 else None
        picks.append(day.carry("Li", f"L{number}", taken, begin_s + 480 + 60 * number, picked,
                               begin_s + 2400 + 180 * number, distance_m=900 * number, estimate=estimate))
    for number in (5, 1, 2, 3, 4):
        log.add("eta_extended", begin_s + 1300, worker_id="Li", order_id=f"L{number}", added_s=400, reason="merchant",
                promised_s=begin_s + 4000, clause_id="GBT-slow-merchant", ref=picks[4])
    yellow = log.alert("yellow", "13:00", "16:00", kind="rain", district="d1")
    log.alert("orange", "14:00", "15:00", kind="rain", district="d1", supersedes=yellow)
    for order, clock, district, weather in (("L6", "12:59", "d1", False), ("L7", "13:30", "d1", True),
                                            ("L8", "14:30", "d1", True), ("L9", "14:40", "d2", False),
                                            ("LA", "15:10", "d1", False)):
        taken = day.at(clock)
        day.carry("Li", order, taken, taken + 300, taken + 360, taken + 540, weather=weather, district=district)
    log.offline("Li", "16:00")


def tell_newcomer(day: FullDay) -> None:
    """Zhao: ten days on the job, three in hand and no more."""
    log, begin_s = day.log, day.at("17:00")
    log.register("Zhao", "05:00", tenure_days=10, place_code=BEIJING)
    log.online("Zhao", "16:30")
    for number in range(1, 4):
        taken = begin_s + 40 * number
        day.carry("Zhao", f"Z{number}", taken, begin_s + 500, begin_s + 560 + 60 * number,
                  begin_s + 1500 + 240 * number, distance_m=2600)
    log.offline("Zhao", "18:30")


def tell_short_pay(day: FullDay) -> None:
    """Sun: two slow orders in two hours, far below the floor of Beijing."""
    log = day.log
    log.register("Sun", "05:00", place_code=BEIJING)
    log.online("Sun", "08:00")
    for order, clock in (("S1", "08:10"), ("S2", "09:30")):
        taken = day.at(clock)
        day.carry("Sun", order, taken, taken + 900, taken + 1000, taken + 3000, distance_m=5400)
    log.offline("Sun", "20:00")


def tell_refusals(day: FullDay) -> None:
    """Qian: refuses once for the vehicle, then four times otherwise."""
    log = day.log
    log.register("Qian", "05:00", place_code=BEIJING)
    log.online("Qian", "18:00")
    declines = []
    for number, reason in enumerate(("far", "vehicle", "far", "other", "other"), start=1):
        order, taken = f"Q{number}", day.at(f"18:{10 * number:02d}")
        day.place(order, taken - 30, distance_m=3300, ready_s=taken + 660, estimate_s=taken + 660)
        push = day.offer("Qian", order, taken, distance_m=3300)
        declines.append(log.add("declined", taken + 15, worker_id="Qian", order_id=order, reason=reason, ref=push))
        again = day.offer("Qian", order, taken + 60, distance_m=3300)
        log.add("accepted", taken + 60, worker_id="Qian", order_id=order, ref=again)
        log.add("merchant_arrived", taken + 200, worker_id="Qian", order_id=order, merchant_id="m1")
        log.pick_up("Qian", order, taken + 660)
        log.deliver("Qian", order, taken + 1000)
    log.add("score_change", "19:30", worker_id="Qian", order_id="Q5", score_delta=-2, reason="declined",
            ref=declines[4])
    log.offline("Qian", "20:00")


def write_full_day(out: Path) -> Path:
    """Write the whole day to a folder and return it."""
    book = load_demo_book()
    day = FullDay(book)
    tell_long_day(day)
    tell_full_hands(day)
    tell_newcomer(day)
    tell_short_pay(day)
    tell_refusals(day)
    return day.write(out, book)
