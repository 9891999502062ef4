"""Plant falsifications in the published records of a run: event log, candidates, ledger.

    python falsify.py list
    python falsify.py plant NAME FROM TO [--careless]

``FROM`` is the folder of a run (log/, ledger.parquet, run.json), ``TO`` a new folder. This program knows the published
formats and the terms of the demo book; it shares no line of code with what it is meant to deceive.

A careful forger (the default) renumbers events and lines, repairs references, manifest and summary, and writes new
digests into run.json, so that only the sense of the records can give him away. A careless one changes rows and leaves
the rest as it was. ``plant`` prints as JSON what an auditor must find: type, worker, order, and one of the events or
lines concerned.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Row = dict[str, Any]

ALLOWANCE_PM = 100
STOP_S = 12 * 3600
TOLERANCE_S = 15 * 60
SPEED_M_PER_H = 15_000


@dataclass
class Finding:
    """What must be found: the clause type (or log_integrity, ledger_integrity), whom, and one of these rows.

    ``also`` are further types that the same lie cannot help touching.
    """

    type: str
    worker_id: str | None = None
    order_id: str | None = None
    events: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    also: frozenset[str] = frozenset()

    def to_json(self) -> Row:
        """The finding with the numbers that its rows bear after the forgery."""
        return {"type": self.type, "worker_id": self.worker_id, "order_id": self.order_id,
                "event_ids": [row["event_id"] for row in self.events],
                "line_ids": [row["line_id"] for row in self.lines], "also": sorted(self.also)}


class Records:
    """The rows of a run as plain dictionaries; what refers to an event holds the event itself while it is edited."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tables = {name: pq.read_table(folder / path) for name, path in PATHS.items()}
        self.events: list[Row] = self.tables["events"].to_pylist()
        self.candidates: list[Row] = self.tables["candidates"].to_pylist()
        self.ledger: list[Row] = self.tables["ledger"].to_pylist()
        self.manifest: Row = json.loads((folder / "log/manifest.json").read_text(encoding="utf-8"))
        by_id = {row["event_id"]: row for row in self.events}
        for row in self.events:
            row["ref"] = by_id.get(row["ref_event_id"])
        for line in self.ledger:
            line["first"], line["last"] = by_id[line["first_event_id"]], by_id[line["last_event_id"]]

    # -- finding rows ---------------------------------------------------------------------------------------------

    def all(self, kind: str, **values: Any) -> list[Row]:
        """Events of a kind with these values, in order."""
        return [row for row in self.events if row["kind"] == kind and matches(row, values)]

    def one(self, kind: str, **values: Any) -> Row:
        """The first of them."""
        found = self.all(kind, **values)
        if not found:
            raise UnplantableError(f"no {kind} with {values}")
        return found[0]

    def lines(self, **values: Any) -> list[Row]:
        """Ledger lines with these values, in order."""
        return [line for line in self.ledger if matches(line, values)]

    def line(self, **values: Any) -> Row:
        """The first of them."""
        found = self.lines(**values)
        if not found:
            raise UnplantableError(f"no line with {values}")
        return found[0]

    # -- editing --------------------------------------------------------------------------------------------------

    def drop(self, *rows: Row) -> None:
        """Take events or lines out; a careful forger lets what referred to them refer to their neighbours."""
        gone = {id(row) for row in rows}
        for line in self.ledger:
            for side in ("first", "last"):
                if id(line[side]) in gone:
                    own = [row for row in self.events if id(row) not in gone and row["worker_id"] == line["worker_id"]
                           and (line["order_id"] is None or row["order_id"] == line["order_id"])]
                    line[side] = own[0 if side == "first" else -1] if own else line[side]
        for row in self.events:
            if row["ref"] is not None and id(row["ref"]) in gone:
                row["ref"] = None
        self.events = [row for row in self.events if id(row) not in gone]
        self.ledger = [row for row in self.ledger if id(row) not in gone]

    def add_event(self, kind: str, at_s: int, **values: Any) -> Row:
        """Put an event where its time belongs, after all of the same second."""
        row: Row = dict.fromkeys(self.tables["events"].column_names)
        row |= {"kind": kind, "at_s": at_s, "ref": None} | values
        place = next((number for number, other in enumerate(self.events) if other["at_s"] > at_s), len(self.events))
        self.events.insert(place, row)
        return row

    def move(self, row: Row, at_s: int) -> None:
        """Give an event another time and the place that belongs to it."""
        self.events = [other for other in self.events if other is not row]
        row["at_s"] = at_s
        place = next((number for number, other in enumerate(self.events) if other["at_s"] > at_s), len(self.events))
        self.events.insert(place, row)

    def add_line(self, like: Row, **values: Any) -> Row:
        """A new ledger line, a copy of another but for these values."""
        line = dict(like) | values
        self.ledger.append(line)
        return line

    def set_amount(self, line: Row, amount_minor: int) -> None:
        """Make a line come to this amount, its rate changed so that it still recomputes."""
        line |= {"quantity": 1, "rate_minor": amount_minor, "rate_per": 1, "less_minor": 0,
                 "amount_minor": amount_minor}

    def drop_order(self, order_id: str) -> None:
        """Take out everything about an order."""
        rows = [row for row in self.events if row["order_id"] == order_id]
        self.drop(*[line for line in self.ledger if line["order_id"] == order_id])
        self.drop(*rows)
        self.candidates = [row for row in self.candidates if row["order_id"] != order_id]

    def copy_order(self, order_id: str, new_id: str, shift_s: int, worker_id: str | None = None) -> dict[str, Row]:
        """A second order with the life and pay of another, later by ``shift_s``; events by kind (the last of each)."""
        twins: dict[int, Row] = {}
        made: dict[str, Row] = {}
        for row in [row for row in self.events if row["order_id"] == order_id]:
            values = {name: value for name, value in row.items() if name not in ("event_id", "kind", "at_s", "ref")}
            values |= {"order_id": new_id, "decision_id": None}
            for name in ("promised_s", "ready_estimate_s"):
                values[name] = None if values[name] is None else values[name] + shift_s
            if worker_id is not None and values["worker_id"] is not None:
                values["worker_id"] = worker_id
            made[row["kind"]] = twins[id(row)] = self.add_event(row["kind"], row["at_s"] + shift_s, **values)
            made[row["kind"]]["ref"] = twins.get(id(row["ref"]))
        for line in self.lines(order_id=order_id):
            own = {"first": twins.get(id(line["first"]), line["first"]), "last": twins[id(line["last"])],
                   "order_id": new_id, "worker_id": worker_id or line["worker_id"]}
            self.add_line(line, **own)
        return made

    # -- what a rider's day holds -----------------------------------------------------------------------------------

    def hands(self, worker_id: str) -> list[tuple[int, int, Row, Row]]:
        """Orders of a worker from acceptance to delivery: UTC seconds and the two events."""
        ends = {row["order_id"]: row for row in self.all("delivered", worker_id=worker_id)}
        return [(row["at_s"], ends[row["order_id"]]["at_s"], row, ends[row["order_id"]])
                for row in self.all("accepted", worker_id=worker_id) if row["order_id"] in ends]

    def moment_of(self, worker_id: str, worked_s: int) -> int:
        """The second at which a worker's working time reaches this much (all of it on one day)."""
        needed = -(-worked_s * 1000 // (1000 + ALLOWANCE_PM))
        reach = 0
        for begin_s, end_s, _, _ in sorted(self.hands(worker_id), key=lambda hand: hand[:2]):
            begin_s = max(begin_s, reach)
            if end_s - begin_s >= needed:
                return begin_s + needed
            needed -= max(end_s - begin_s, 0)
            reach = max(reach, end_s)
        raise UnplantableError(f"{worker_id} does not work {worked_s} s")

    def stopped_worker(self) -> str:
        """Someone who was stopped for the day."""
        return str(self.one("forced_offline")["worker_id"])

    # -- writing --------------------------------------------------------------------------------------------------

    def save(self, out: Path, *, careful: bool = True) -> None:
        """Write the forged records to a new folder."""
        shutil.copytree(self.folder, out)
        if careful:
            for number, row in enumerate(self.events, start=1):
                row["event_id"] = number
            for number, line in enumerate(self.ledger, start=1):
                line["line_id"] = number
        for row in self.events:
            row["ref_event_id"] = None if row["ref"] is None else row["ref"]["event_id"]
        for line in self.ledger:
            line["first_event_id"], line["last_event_id"] = line["first"]["event_id"], line["last"]["event_id"]
        for name, rows in (("events", self.events), ("candidates", self.candidates), ("ledger", self.ledger)):
            schema = self.tables[name].schema
            clean = [{column: row[column] for column in schema.names} for row in rows]
            pq.write_table(pa.Table.from_pylist(clean, schema=schema), out / PATHS[name], compression="zstd")
        if careful:
            self.repair(out)

    def repair(self, out: Path) -> None:
        """Make manifest, summary and digests fit the forged files."""
        digests = {name: hashlib.sha256((out / path).read_bytes()).hexdigest() for name, path in PATHS.items()}
        manifest = self.manifest | {"events": len(self.events), "events_sha256": digests["events"]}
        (out / "log/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        for name in ("run.json", "summary.json"):
            if (out / name).is_file():
                value = json.loads((out / name).read_text(encoding="utf-8"))
                if name == "run.json":
                    value["digests"] = value["digests"] | digests
                else:
                    value["pay_minor"] = sum(line["amount_minor"] for line in self.ledger
                                             if line["account"] == "worker_pay")
                (out / name).write_text(json.dumps(value), encoding="utf-8")


PATHS = {"events": "log/events.parquet", "candidates": "log/candidates.parquet", "ledger": "ledger.parquet"}


class UnplantableError(LookupError):
    """These records have no place for this falsification."""


def matches(row: Row, values: Row) -> bool:
    """Whether a row has these values; a set stands for any of its members."""
    return all(row[name] in value if isinstance(value, set) else row[name] == value for name, value in values.items())


Plant = Callable[[Records], Finding]
FALSIFICATIONS: dict[str, Plant] = {}
#: Lies that show only in the digests, or only when the forger is careless; written without repair of run.json.
BY_DIGEST: set[str] = set()


def falsification(plant: Plant) -> Plant:
    """Enter a falsification under its function's name."""
    FALSIFICATIONS[plant.__name__] = plant
    return plant


def by_digest(plant: Plant) -> Plant:
    """Enter one that only the digests in run.json give away."""
    BY_DIGEST.add(plant.__name__)
    return falsification(plant)


# -- rest -----------------------------------------------------------------------------------------------------------

@falsification
def show_less_work_in_a_reminder(r: Records) -> Finding:
    """A reminder at eight hours says that seven were worked."""
    row = r.one("reminder_shown")
    row["worked_s"] -= 3600
    return Finding("worktime_definition", row["worker_id"], events=[row], also=frozenset({"fatigue_reminder"}))


@falsification
def confirm_less_work(r: Records) -> Finding:
    """The question whether to go on shows two minutes less than was worked."""
    row = r.one("continue_confirmed")
    row["worked_s"] -= 120
    return Finding("worktime_definition", row["worker_id"], events=[row])


@falsification
def remove_a_reminder(r: Records) -> Finding:
    """The reminder of the second mark was never shown."""
    row = r.all("reminder_shown", worker_id=r.one("reminder_shown")["worker_id"])[1]
    r.drop(row)
    held = [accept for begin, end, accept, _ in r.hands(row["worker_id"]) if begin < row["at_s"] <= end]
    return Finding("fatigue_reminder", row["worker_id"], events=held)


@falsification
def show_a_reminder_late(r: Records) -> Finding:
    """A reminder is shown four minutes late, with the working time of the mark."""
    row = r.one("reminder_shown")
    r.move(row, row["at_s"] + 240)
    return Finding("fatigue_reminder", row["worker_id"], events=[row], also=frozenset({"worktime_definition"}))


@falsification
def accept_at_twelve_hours_twenty(r: Records) -> Finding:
    """The last order is delivered later, and another accepted at 12 h 20 min of work."""
    worker = r.stopped_worker()
    _, end_s, accept, deliver = max(r.hands(worker), key=lambda hand: hand[1])
    offline = next(row for row in r.all("offline", worker_id=worker) if row["at_s"] >= end_s)
    r.move(deliver, end_s + 3600)
    late_s = r.moment_of(worker, STOP_S + 20 * 60)
    made = r.copy_order(accept["order_id"], "X1", late_s - accept["at_s"])
    r.move(offline, made["delivered"]["at_s"] + 60)
    return Finding("daily_stop", worker, "X1", events=[made["accepted"]],
                   also=frozenset({"hourly_floor", "fatigue_reminder", "continuous_pause", "soft_cap_confirm"}))


@falsification
def remove_the_stop(r: Records) -> Finding:
    """Nobody was told at twelve hours that this was all for the day."""
    row = r.one("forced_offline")
    r.drop(row)
    held = [accept for begin, end, accept, _ in r.hands(row["worker_id"]) if begin < row["at_s"] <= end]
    return Finding("daily_stop", row["worker_id"], events=held)


@falsification
def push_inside_a_pause(r: Records) -> Finding:
    """Five minutes into the pause an order is pushed, and declined."""
    pause = r.one("push_paused")
    worker = pause["worker_id"]
    r.add_event("created", pause["from_s"] + 120, **_like(r.one("created"), order_id="X2"))
    push = r.add_event("pushed", pause["from_s"] + 300, worker_id=worker, order_id="X2")
    r.add_event("declined", pause["from_s"] + 310, worker_id=worker, order_id="X2", reason="other", ref=push)
    return Finding("continuous_pause", worker, "X2", events=[push])


@falsification
def push_before_the_pause_begins(r: Records) -> Finding:
    """Four hours are full, the last order is still in hand, and one more is pushed (and declined)."""
    pause = r.one("push_paused")
    worker = pause["worker_id"]
    r.add_event("created", pause["from_s"] - 120, **_like(r.one("created"), order_id="X3"))
    push = r.add_event("pushed", pause["from_s"] - 60, worker_id=worker, order_id="X3")
    r.add_event("declined", pause["from_s"] - 50, worker_id=worker, order_id="X3", reason="other", ref=push)
    return Finding("continuous_pause", worker, "X3", events=[push])


@falsification
def remove_a_pause(r: Records) -> Finding:
    """The pause after four hours is not on record."""
    row = r.one("push_paused")
    r.drop(row)
    ends = [end for _, end_s, _, end in r.hands(row["worker_id"]) if end_s == row["from_s"]]
    return Finding("continuous_pause", row["worker_id"], events=ends)


@falsification
def shorten_a_pause(r: Records) -> Finding:
    """A pause of ten minutes instead of twenty."""
    row = r.one("push_paused")
    row["to_s"] -= 600
    ends = [end for _, end_s, _, end in r.hands(row["worker_id"]) if end_s == row["from_s"]]
    return Finding("continuous_pause", row["worker_id"], events=ends)


@falsification
def remove_the_confirmation(r: Records) -> Finding:
    """Nobody asked the rider whether to go on after eight hours."""
    row = r.one("continue_confirmed")
    r.drop(row)
    after = [accept for begin, _, accept, _ in r.hands(row["worker_id"]) if begin > row["at_s"]]
    return Finding("soft_cap_confirm", row["worker_id"], after[0]["order_id"], events=after[:1])


# -- dispatch --------------------------------------------------------------------------------------------------------

@falsification
def put_one_order_too_many_in_hand(r: Records) -> Finding:
    """A rider with full hands is given one order more."""
    hands = r.hands(r.one("accepted")["worker_id"])
    for worker in sorted({row["worker_id"] for row in r.all("accepted")}):
        hands = r.hands(worker)
        full = [accept for begin, _, accept, _ in hands
                if sum(other <= begin < end for other, end, _, _ in hands) == _cap_of(r, worker)]
        if full:
            made = r.copy_order(full[-1]["order_id"], "X4", 1)
            return Finding("concurrency_cap", worker, "X4", events=[made["accepted"]],
                           also=frozenset({"hourly_floor", "eta_extension"}))
    raise UnplantableError("nobody has full hands")


@falsification
def promise_at_eighteen_km_an_hour(r: Records) -> Finding:
    """The riding time of a promise is counted at 18 km/h."""
    created = max(r.all("created"), key=lambda row: row["distance_m"])
    row = r.one("eta_quoted", order_id=created["order_id"])
    fast_s = -(-created["distance_m"] * 3600 // 18_000)
    row["promised_s"] -= row["riding_s"] - fast_s
    row["riding_s"] = fast_s
    return Finding("eta_speed_basis", None, row["order_id"], events=[row])


@falsification
def promise_less_than_the_ride(r: Records) -> Finding:
    """The riding time is stated as it should be, and the promise leaves no room for it."""
    row = r.one("eta_quoted")
    row["promised_s"] = row["at_s"] + row["riding_s"] // 2
    return Finding("eta_speed_basis", None, row["order_id"], events=[row])


@falsification
def forget_an_order_in_the_same_hand(r: Records) -> Finding:
    """A kitchen was late, and one of the other orders in that hand was not extended."""
    row = _cascaded(r)
    r.drop(row)
    return Finding("eta_extension", row["worker_id"], row["order_id"], events=[row["cause"]])


@falsification
def extend_by_too_little(r: Records) -> Finding:
    """A minute of the delay is missing in the extension."""
    row = _cascaded(r)
    row["added_s"] -= 60
    return Finding("eta_extension", row["worker_id"], row["order_id"], events=[row])


@falsification
def forget_the_late_order_itself(r: Records) -> Finding:
    """The very order that the kitchen delayed was not extended."""
    row = next((row for row in r.all("eta_extended", reason="merchant")
                if row["ref"] is not None and row["ref"]["order_id"] == row["order_id"]), None)
    if row is None:
        raise UnplantableError("no extension of a late order")
    r.drop(row)
    return Finding("eta_extension", row["worker_id"], row["order_id"], events=[row["ref"]])


@falsification
def take_a_score_for_a_free_refusal(r: Records) -> Finding:
    """Two points are taken for the first refusal of the day."""
    row = r.one("declined")
    score = r.add_event("score_change", row["at_s"] + 60, worker_id=row["worker_id"], order_id=row["order_id"],
                        score_delta=-2, reason="declined", ref=row)
    return Finding("refusal_right", row["worker_id"], row["order_id"], events=[score])


@falsification
def take_a_score_without_saying_for_what(r: Records) -> Finding:
    """Points are taken on a day of free refusals, and nothing says for what."""
    row = r.one("declined")
    score = r.add_event("score_change", row["at_s"] + 60, worker_id=row["worker_id"], score_delta=-2)
    return Finding("refusal_right", row["worker_id"], events=[score])


@falsification
def let_an_override_pass(r: Records) -> Finding:
    """An attempt to get past a rest rule was allowed."""
    row = r.one("override_attempted", outcome="rejected")
    row["outcome"] = "allowed"
    return Finding("fatigue_hard_gate", row["worker_id"], row["order_id"], events=[row])


@falsification
def push_after_a_rejected_override(r: Records) -> Finding:
    """The override is rejected on paper, and the order pushed to that rider all the same (and declined)."""
    row = r.one("override_attempted", outcome="rejected")
    push = r.add_event("pushed", row["at_s"] + 5, worker_id=row["worker_id"], order_id=row["order_id"])
    r.add_event("declined", row["at_s"] + 8, worker_id=row["worker_id"], order_id=row["order_id"], reason="other",
                ref=push)
    return Finding("fatigue_hard_gate", row["worker_id"], row["order_id"], events=[push],
                   also=frozenset({"daily_stop", "continuous_pause"}))


# -- pay ---------------------------------------------------------------------------------------------------------------

@falsification
def miss_the_floor_by_one_fen(r: Records) -> Finding:
    """A top-up is one fen short, its line in perfect order."""
    line = r.line(component="floor_topup")
    line["less_minor"] += 1
    line["amount_minor"] -= 1
    return Finding("hourly_floor", line["worker_id"], lines=[line])


@falsification
def remove_a_top_up(r: Records) -> Finding:
    """Someone below the floor is not topped up."""
    line = r.line(component="floor_topup")
    r.drop(line)
    own = [row for row in r.events if row["worker_id"] == line["worker_id"]]
    return Finding("hourly_floor", line["worker_id"], events=own)


@falsification
def count_fewer_seconds(r: Records) -> Finding:
    """A top-up counts ten minutes less than were worked."""
    line = r.line(component="floor_topup")
    line["quantity"] -= 600
    due = -(-line["quantity"] * line["rate_minor"] // line["rate_per"])
    line["amount_minor"] = due - line["less_minor"]
    return Finding("hourly_floor", line["worker_id"], lines=[line])


@falsification
def move_an_acceptance_later(r: Records) -> Finding:
    """An hour of a topped-up day is shortened by moving an acceptance; the ledger stays as it was."""
    for line in r.lines(component="floor_topup"):
        hands = sorted(r.hands(line["worker_id"]), key=lambda hand: hand[:2])
        for number, (begin_s, end_s, accept, _) in enumerate(hands):
            alone = all(other_end < begin_s for _, other_end, _, _ in hands[:number])
            arrived = r.all("merchant_arrived", order_id=accept["order_id"], worker_id=line["worker_id"])[-1]
            later_s = min([arrived["at_s"] - 1, *(other for other, _, _, _ in hands[number + 1:])])
            if alone and later_s - begin_s > 60 and later_s < end_s:
                r.move(accept, later_s)
                return Finding("hourly_floor", line["worker_id"], lines=[line], also=frozenset({
                    "special_weather_subsidy"}))
    raise UnplantableError("nobody who is topped up has an order in hand alone")


@falsification
def pay_other_than_shown(r: Records) -> Finding:
    """The rider was shown one yuan more than was paid."""
    accept = r.all("accepted")[-1]
    row = r.all("priced", order_id=accept["order_id"], worker_id=accept["worker_id"], component="base")[-1]
    row["amount_minor"] += 100
    return Finding("price_components", row["worker_id"], row["order_id"], events=[row])


@falsification
def withhold_weather_pay(r: Records) -> Finding:
    """An order under an alert is neither shown nor paid its subsidy."""
    line = r.line(component="weather")
    r.drop(line, *r.all("priced", order_id=line["order_id"], component="weather"))
    return Finding("special_weather_subsidy", line["worker_id"], line["order_id"],
                   events=[r.one("delivered", order_id=line["order_id"])], also=_floor_of(r, line))


@falsification
def pay_less_for_weather(r: Records) -> Finding:
    """An order under an alert is shown and paid fifty fen less than agreed."""
    line = r.line(component="weather")
    r.set_amount(line, line["amount_minor"] - 50)
    for row in r.all("priced", order_id=line["order_id"], component="weather"):
        row["amount_minor"] -= 50
    return Finding("special_weather_subsidy", line["worker_id"], line["order_id"], lines=[line],
                   also=_floor_of(r, line))


@falsification
def pay_weather_for_another_order(r: Records) -> Finding:
    """The subsidy is shown and paid for an order under no alert instead of the one that was."""
    line = r.line(component="weather")
    due = {other["order_id"] for other in r.lines(component="weather")}
    accept, deliver = next(((a, d) for _, _, a, d in r.hands(line["worker_id"]) if a["order_id"] not in due),
                           (None, None))
    if accept is None:
        raise UnplantableError("every order was under an alert")
    for row in r.all("priced", order_id=line["order_id"], component="weather"):
        row["order_id"] = accept["order_id"]
        r.move(row, accept["at_s"])
        base = r.one("priced", order_id=accept["order_id"], component="base")
        r.move(row, base["at_s"])
        r.events.remove(row)
        r.events.insert(r.events.index(base), row)
    line |= {"order_id": accept["order_id"], "first": accept, "last": deliver}
    return Finding("special_weather_subsidy", line["worker_id"], accept["order_id"], lines=[line])


@falsification
def deduct_for_lateness(r: Records) -> Finding:
    """Three yuan are taken for being late."""
    line = _deduct(r, "deduction", "late", None)
    return Finding("no_late_deduction", line["worker_id"], line["order_id"], lines=[line],
                   also=frozenset({"ledger_integrity", "price_components"}))


@falsification
def deduct_for_lateness_under_another_name(r: Records) -> Finding:
    """Three yuan are taken from a late order as an adjustment of service quality, under a clause that exists."""
    line = _deduct(r, "adjustment", "service_quality", r.line(component="base")["clause_id"])
    return Finding("no_late_deduction", line["worker_id"], line["order_id"], lines=[line],
                   also=frozenset({"ledger_integrity", "price_components"}))


@falsification
def deduct_without_a_clause(r: Records) -> Finding:
    """Three yuan are taken, from an order in time, and no clause is named."""
    like = r.line(component="base")
    line = r.add_line(like, component="adjustment", reason="other", clause_id=None)
    r.set_amount(line, -300)
    return Finding("no_late_deduction", line["worker_id"], line["order_id"], lines=[line],
                   also=frozenset({"ledger_integrity", "price_components"}))


@falsification
def skip_a_premium(r: Records) -> Finding:
    """For one order no premium is accrued."""
    line = r.line(component="premium")
    r.drop(line)
    return Finding("injury_premium", line["worker_id"], line["order_id"],
                   events=[r.one("delivered", order_id=line["order_id"])])


@falsification
def accrue_a_premium_twice(r: Records) -> Finding:
    """One premium stands twice."""
    line = r.line(component="premium")
    twin = r.add_line(line)
    return Finding("injury_premium", line["worker_id"], line["order_id"], lines=[line, twin],
                   also=frozenset({"ledger_integrity"}))


@falsification
def shave_a_premium(r: Records) -> Finding:
    """One premium is a fen short."""
    line = r.line(component="premium")
    r.set_amount(line, line["amount_minor"] - 1)
    return Finding("injury_premium", line["worker_id"], line["order_id"], lines=[line])


@falsification
def pay_one_fen_less_for_an_order(r: Records) -> Finding:
    """The base of an order is shown and paid a fen short."""
    line = _unfloored(r, "base")
    r.set_amount(line, line["amount_minor"] - 1)
    for row in r.all("priced", order_id=line["order_id"], component="base"):
        row["amount_minor"] -= 1
    return Finding("weekday_distance_band", line["worker_id"], line["order_id"], lines=[line])


@falsification
def pay_the_band_below(r: Records) -> Finding:
    """An order is shown and paid as if it were one band nearer."""
    amounts = sorted({line["amount_minor"] for line in r.lines(component="distance")})
    for line in r.lines(component="distance", amount_minor=set(amounts[1:])):
        nearer = amounts[amounts.index(line["amount_minor"]) - 1]
        r.set_amount(line, nearer)
        for row in r.all("priced", order_id=line["order_id"], component="distance"):
            row["amount_minor"] = nearer
        return Finding("weekday_distance_band", line["worker_id"], line["order_id"], lines=[line],
                       also=_floor_of(r, line))
    raise UnplantableError("all orders lie in one band")


@falsification
def move_pay_to_another_rider(r: Records) -> Finding:
    """The base of one rider's order is put into another's account."""
    line = _unfloored(r, "base")
    other = next(one["worker_id"] for one in r.lines(component="base")
                 if one["worker_id"] != line["worker_id"] and not _floor_of(r, one))
    line["worker_id"] = other
    return Finding("ledger_integrity", other, line["order_id"], lines=[line],
                   also=frozenset({"weekday_distance_band", "price_components"}))


# -- the records ---------------------------------------------------------------------------------------------------

@falsification
def leave_out_the_clause_of_a_line(r: Records) -> Finding:
    """A line no longer says under which clause it is paid."""
    line = r.line(component="distance")
    line["clause_id"] = None
    return Finding("ledger_integrity", line["worker_id"], line["order_id"], lines=[line],
                   also=frozenset({"weekday_distance_band"}))


@falsification
def change_an_amount_alone(r: Records) -> Finding:
    """A top-up is written down higher than its own columns come to."""
    line = r.line(component="floor_topup")
    line["amount_minor"] += 10
    return Finding("ledger_integrity", line["worker_id"], lines=[line], also=frozenset({"hourly_floor"}))


@falsification
def pay_an_order_twice(r: Records) -> Finding:
    """The base of an order stands twice."""
    line = _unfloored(r, "base")
    twin = r.add_line(line)
    return Finding("ledger_integrity", line["worker_id"], line["order_id"], lines=[twin],
                   also=frozenset({"weekday_distance_band", "price_components"}))


@falsification
def pay_for_an_order_of_nobody(r: Records) -> Finding:
    """A line pays for an order that the log does not know."""
    line = r.add_line(r.line(component="base"), order_id="X9")
    return Finding("ledger_integrity", line["worker_id"], "X9", lines=[line], also=frozenset({"hourly_floor"}))


@falsification
def shorten_a_distance(r: Records) -> Finding:
    """An order is said to be nearer than the straight line between merchant and customer."""
    row = max(r.all("created"), key=lambda row: row["distance_m"])
    row["distance_m"] //= 2
    return Finding("log_integrity", None, row["order_id"], events=[row],
                   also=frozenset({"weekday_distance_band", "price_components", "hourly_floor"}))


STEPS = ("pushed", "accepted", "declined", "merchant_arrived", "picked_up", "arrived_gate", "delivered")


def _remove(kind: str) -> Plant:
    def plant(r: Records) -> Finding:
        order = r.all("accepted")[-1]["order_id"]
        row = r.all(kind, order_id=order)[-1]
        own = [one for one in r.events if one["order_id"] == order and one is not row]
        later = [one for one in own if one["kind"] in STEPS and r.events.index(one) > r.events.index(row)]
        if kind == "created":
            witness = own[0]
        elif kind == "delivered":
            witness = [one for one in own if one["kind"] in STEPS][-1]
        elif kind == "merchant_ready":
            witness = r.one("picked_up", order_id=order)
        else:
            witness = later[0]
        r.drop(row)
        return Finding("log_integrity", witness["worker_id"], order, events=[witness],
                       also=frozenset({"hourly_floor", "eta_extension", "eta_speed_basis", "price_components",
                                       "injury_premium", "weekday_distance_band", "ledger_integrity",
                                       "refusal_right", "continuous_pause", "special_weather_subsidy"}))

    plant.__doc__ = f"The event {kind} of an order is taken out, and all events are renumbered."
    plant.__name__ = f"remove_{kind}"
    return falsification(plant)


for _kind in ("created", "pushed", "accepted", "merchant_arrived", "picked_up", "delivered", "merchant_ready"):
    _remove(_kind)


@falsification
def remove_a_registration(r: Records) -> Finding:
    """A rider of the log was never registered."""
    worker = r.all("accepted")[-1]["worker_id"]
    r.drop(r.one("registered", worker_id=worker))
    first = next(row for row in r.events if row["worker_id"] == worker)
    return Finding("log_integrity", worker, first["order_id"], events=[first], also=frozenset({"hourly_floor"}))


@falsification
def remove_going_online(r: Records) -> Finding:
    """A rider is sent an order without ever having come online."""
    worker = r.all("accepted")[-1]["worker_id"]
    r.drop(r.one("online", worker_id=worker))
    push = r.one("pushed", worker_id=worker)
    return Finding("log_integrity", worker, push["order_id"], events=[push])


@falsification
def deliver_by_another(r: Records) -> Finding:
    """An order is said to have been delivered by someone else."""
    row = r.all("delivered")[-1]
    other = next(one["worker_id"] for one in r.all("accepted") if one["worker_id"] != row["worker_id"])
    row["worker_id"] = other
    return Finding("log_integrity", other, row["order_id"], events=[row],
                   also=frozenset({"hourly_floor", "ledger_integrity", "weekday_distance_band", "injury_premium",
                                   "price_components", "continuous_pause", "concurrency_cap", "daily_stop",
                                   "fatigue_reminder", "soft_cap_confirm", "worktime_definition",
                                   "special_weather_subsidy"}))


@falsification
def deliver_twice(r: Records) -> Finding:
    """An order is delivered a second time."""
    row = r.all("delivered")[-1]
    twin = r.add_event("delivered", row["at_s"] + 5, worker_id=row["worker_id"], order_id=row["order_id"])
    return Finding("log_integrity", row["worker_id"], row["order_id"], events=[twin],
                   also=frozenset({"weekday_distance_band", "injury_premium", "price_components",
                                   "special_weather_subsidy"}))


@falsification
def change_a_decision(r: Records) -> Finding:
    """The record of a decision names another rider than the one who got the order."""
    push = next(row for row in r.all("pushed") if row["decision_id"] is not None)
    for row in r.candidates:
        if row["decision_id"] == push["decision_id"]:
            row["rank"] = 1 - row["rank"] if row["rank"] < 2 else row["rank"]
    return Finding("log_integrity", push["worker_id"], push["order_id"], events=[push])


@falsification
def swap_two_events(r: Records) -> Finding:
    """An order is picked up before its rider has arrived."""
    order = r.all("accepted")[-1]["order_id"]
    arrived, picked = r.one("merchant_arrived", order_id=order), r.one("picked_up", order_id=order)
    arrived["kind"], picked["kind"] = picked["kind"], arrived["kind"]
    return Finding("log_integrity", arrived["worker_id"], order, events=[arrived],
                   also=frozenset({"eta_extension"}))


@falsification
def set_a_clock_back(r: Records) -> Finding:
    """One event claims a time before that of the event it follows."""
    row = r.all("picked_up")[-1]
    row["at_s"] -= 7200
    return Finding("log_integrity", row["worker_id"], row["order_id"], events=[row], also=frozenset({"eta_extension"}))


@by_digest
def erase_an_order(r: Records) -> Finding:
    """A whole order, its decision and its pay are gone without a trace."""
    line = _unfloored(r, "base")
    r.drop_order(line["order_id"])
    return Finding("log_integrity", also=frozenset({
        "ledger_integrity", "continuous_pause", "hourly_floor", "fatigue_reminder", "daily_stop", "soft_cap_confirm",
        "worktime_definition", "eta_extension"}))


@by_digest
def swap_two_digits_of_a_place(r: Records) -> Finding:
    """Where a rider came online is changed, which no clause looks at."""
    r.one("online")["x_m"] = 12345.0
    return Finding("log_integrity")


# -- what the falsifications share ----------------------------------------------------------------------------------

def _like(created: Row, **values: Any) -> Row:
    """The columns of an event to be copied, but for those that are its own."""
    return {name: value for name, value in created.items() if name not in ("event_id", "kind", "at_s", "ref")} | values


def _cap_of(r: Records, worker_id: str) -> int:
    tenure = r.one("registered", worker_id=worker_id)["tenure_days"]
    return 3 if tenure is not None and tenure <= 30 else 5


def _cascaded(r: Records) -> Row:
    """An extension of an order that was only carried along while another's kitchen was late, its cause beside it."""
    for row in r.all("eta_extended", reason="merchant"):
        if row["ref"] is not None and row["ref"]["order_id"] != row["order_id"]:
            row["cause"] = row["ref"]
            return row
    raise UnplantableError("no extension of an order carried along")


def _floor_of(r: Records, line: Row) -> frozenset[str]:
    """``hourly_floor`` where the rider of a line is topped up, so that any change of pay moves the top-up."""
    topped = {one["worker_id"] for one in r.lines(component="floor_topup")}
    return frozenset({"hourly_floor"}) if line["worker_id"] in topped else frozenset()


def _unfloored(r: Records, component: str) -> Row:
    """A line of someone whose day does not rest on the floor, by far."""
    for line in r.lines(component=component):
        if not _floor_of(r, line):
            return line
    raise UnplantableError("everybody is topped up")


def _deduct(r: Records, component: str, reason: str, clause_id: str | None) -> Row:
    """Make the last order late and take three yuan from it."""
    deliver = next(row for row in reversed(r.all("delivered")) if r.lines(order_id=row["order_id"], component="base"))
    for row in r.all("eta_quoted", order_id=deliver["order_id"]) + r.all("eta_extended", order_id=deliver["order_id"]):
        row["promised_s"] = min(row["promised_s"], deliver["at_s"] - 60)
    line = r.add_line(r.line(order_id=deliver["order_id"], component="base"), component=component, reason=reason,
                      clause_id=clause_id)
    r.set_amount(line, -300)
    return line


def plant(name: str, source: Path, target: Path, *, careful: bool = True) -> Row:
    """Plant one falsification and return what must be found."""
    records = Records(source)
    finding = FALSIFICATIONS[name](records)
    records.save(target, careful=careful)
    if name in BY_DIGEST and careful and (source / "run.json").is_file():
        shutil.copy(source / "run.json", target / "run.json")
    return finding.to_json()


def main(arguments: Iterable[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="every falsification with its sentence")
    planting = commands.add_parser("plant", help="plant one")
    planting.add_argument("name", choices=sorted(FALSIFICATIONS))
    planting.add_argument("source", type=Path)
    planting.add_argument("target", type=Path)
    planting.add_argument("--careless", action="store_true", help="repair nothing afterwards")
    asked = parser.parse_args(None if arguments is None else list(arguments))
    if asked.command == "list":
        for name, one in FALSIFICATIONS.items():
            sys.stdout.write(f"{name}: {one.__doc__}\n")
    else:
        sys.stdout.write(json.dumps(plant(asked.name, asked.source, asked.target, careful=not asked.careless)) + "\n")


if __name__ == "__main__":
    main()
