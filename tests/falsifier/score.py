"""A true world about deductions, commission, payouts, scores and measures, and the lies that can be told in it.

The world is written in the published formats from nothing but this file: six weeks of five people, from 20 November to
31 December 2026, under the clauses of ``CLAUSES``. Wang rides, Chen rides for a partner company, Zhao and Li drive; all
that happens keeps every clause. Each lie is planted by a function that returns what an auditor must find.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from tests.falsifier.falsify import Finding, Records, Row

ZERO: Final = datetime(2026, 11, 19, 16, tzinfo=UTC)
TEXTS: Final = ("kind", "worker_id", "order_id", "merchant_id", "district_id", "compound_id", "place_code", "reason",
                "level", "issued_by", "component", "outcome", "worker_class", "vehicle", "clause_id", "actor",
                "actor_id", "other_id")
NUMBERS: Final = ("event_id", "at_s", "distance_m", "ready_estimate_s", "promised_s", "riding_s", "added_s", "worked_s",
                  "from_s", "to_s", "amount_minor", "score_delta", "tenure_days", "ref_event_id", "decision_id",
                  "count", "celsius_tenths", "weight_g", "floor")
PLACES: Final = ("x_m", "y_m", "from_x_m", "from_y_m")
EVENTS: Final = pa.schema([*((name, pa.int64()) for name in NUMBERS), *((name, pa.string()) for name in TEXTS),
                           *((name, pa.float64()) for name in PLACES), ("fields", pa.list_(pa.string()))])
LINE_TEXTS: Final = ("period", "account", "worker_id", "order_id", "component", "reason", "clause_id", "quantity_unit",
                     "rounding", "currency")
LINE_NUMBERS: Final = ("line_id", "quantity", "rate_minor", "rate_per", "less_minor", "amount_minor",
                       "first_event_id", "last_event_id")
LEDGER: Final = pa.schema([*((name, pa.int64()) for name in LINE_NUMBERS),
                           *((name, pa.string()) for name in LINE_TEXTS)])
CANDIDATES: Final = pa.schema([
    *((name, pa.int64()) for name in ("decision_id", "at_s", "rank", "distance_m", "arrive_s", "pickup_s", "deliver_s",
                                      "others_delay_s", "in_hand", "considered", "allowed")),
    *((name, pa.string()) for name in ("order_id", "worker_id", "status", "clause_id"))])

CARS: Final = {"vehicle": ["car"]}
BIKES: Final = {"vehicle": ["ebike"]}
#: The clauses under which the world is true, as an agreement has them.
CLAUSES: Final[tuple[Row, ...]] = (
    {"id": "time", "type": "worktime_definition", "params": {"base": "engaged", "allowance_pm": "0 %"}},
    {"id": "stop", "type": "daily_stop", "params": {"stop_after": "8 h", "reset": "calendar_day"}},
    {"id": "piece", "type": "weekday_distance_band", "params": {"base": "5.00 CNY/order"}},
    {"id": "list", "type": "deduction_whitelist",
     "params": {"reasons": ["damage", "refund"], "per_order": "5.00 CNY/order", "per_month": "20 %"}},
    {"id": "each", "type": "commission_cap_order", "selector": CARS,
     "params": {"cap": "27 %", "denominator": "before_coupons"}},
    {"id": "mean", "type": "commission_cap_period", "selector": CARS,
     "params": {"cap": "25 %", "least_orders": "3", "denominator": "before_coupons"}},
    {"id": "soon", "type": "pay_timeliness", "selector": {"worker_class": ["crowd"]},
     "params": {"cycle": "31 d", "within": "5 d"}},
    {"id": "wait", "type": "wait_or_rest_pay",
     "params": {"wait_rate": "0.50 CNY/min", "after": "10 min", "rest_rate": "0.30 CNY/min"}},
    {"id": "gone", "type": "cancel_return_comp",
     "params": {"amount": "3.00 CNY/order", "per_km": "1.00 CNY/km"}},
    {"id": "bonus", "type": "incentive_guardrail",
     "params": {"period": "day", "hours": {"from 4 h": "10 CNY", "from 8 h": "20 CNY"}}},
    {"id": "guard", "type": "partner_pay_guarantee", "selector": {"worker_class": ["dedicated"]},
     "params": {"due": "5 d", "advance": "3 d"}},
    {"id": "off", "type": "no_penalty_offline", "params": {}},
    {"id": "score", "type": "score_rules",
     "params": {"start": "70", "late": {"from 1 s": "1", "from 5 min 1 s": "2"}, "most": "2", "reward_above": "75",
                "rewards": ["priority"]}},
    {"id": "fault", "type": "fault_attribution",
     "params": {"excluded": ["merchant", "weather"], "verified_by": "person"}},
    {"id": "adverse", "type": "no_adverse_priority", "params": {}},
    {"id": "ladder", "type": "violation_ladder",
     "params": {"steps": {"reminder": "1", "warning": "2", "pause": "3", "training": "4"}, "window": "7 d",
                "longest_pause": "2 h"}},
    {"id": "safe", "type": "safety_reward", "selector": BIKES,
     "params": {"points": "5", "per": "1 km", "redeem": {"gift": "30"}, "amount": "100 CNY/month", "least": "3 km"}},
    {"id": "learn", "type": "training_restores_points", "params": {"points": "2", "times": "2"}},
)


def at(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    """UTC seconds of a clock in Shanghai in 2026."""
    moment = datetime(2026, month, day, hour, minute, second, tzinfo=UTC) - timedelta(hours=8)
    return int(moment.timestamp())


class Story:
    """Events and ledger lines as they are told; ``write`` numbers and stores them."""

    def __init__(self) -> None:
        self.events: list[Row] = []
        self.lines: list[Row] = []

    def tell(self, kind: str, at_s: int, ref: Row | None = None, **values: Any) -> Row:
        """One event."""
        row = {**dict.fromkeys(EVENTS.names), "kind": kind, "at_s": at_s, "ref": ref, **values}
        self.events.append(row)
        return row

    def settle(self, clause: str, component: str, last: Row, amount: int, first: Row | None = None,
               **values: Any) -> Row:
        """One line that comes to this amount, of the day of its last event unless a period is given."""
        period = (datetime.fromtimestamp(last["at_s"], UTC) + timedelta(hours=8)).date().isoformat()
        row = {"period": period, "account": "worker_pay", "worker_id": last["worker_id"], "order_id": last["order_id"],
               "component": component, "reason": None, "clause_id": clause, "quantity_unit": "order",
               "rounding": "half_up", "currency": "CNY", "quantity": 1, "rate_minor": amount, "rate_per": 1,
               "less_minor": 0, "amount_minor": amount, "first": first or last, "last": last, **values}
        self.lines.append(row)
        return row

    def ride(self, worker: str, order: str, begin_s: int, minutes: int = 30, wait: int = 5, late: int | None = None,
             metres: int = 1500) -> Row:
        """A whole order and its base pay; returns the delivery. ``late``: seconds past the promise, none promised."""
        own = {"worker_id": worker, "order_id": order}
        end_s = begin_s + minutes * 60
        self.tell("created", begin_s - 60, order_id=order, merchant_id="m1", district_id="d1", distance_m=metres,
                  ready_estimate_s=begin_s, x_m=float(metres), y_m=0.0, from_x_m=0.0, from_y_m=0.0)
        if late is not None:
            self.tell("eta_quoted", begin_s - 60, order_id=order, promised_s=end_s - late, riding_s=600)
        self.tell("pushed", begin_s, **own)
        accepted = self.tell("accepted", begin_s, **own)
        self.tell("merchant_arrived", begin_s + 300, merchant_id="m1", **own)
        self.tell("merchant_ready", begin_s + 300, order_id=order, merchant_id="m1")
        self.tell("picked_up", begin_s + 300 + wait * 60, merchant_id="m1", **own)
        delivered = self.tell("delivered", end_s, **own)
        self.settle("piece", "base", delivered, 500, accepted)
        if wait > 10:
            self.settle("wait", "wait_pay", delivered, (wait - 10) * 50, accepted)
        return delivered

    def fare(self, delivered: Row, fare: int, commission: int) -> None:
        """Fare and commission of an order."""
        order = {"order_id": delivered["order_id"], "amount_minor": fare}
        self.tell("fare_line", delivered["at_s"], component="passenger_fare", **order)
        self.tell("commission_line", delivered["at_s"], component="commission", **order | {"amount_minor": commission})

    def write(self, out: Path, day: str = "2026-11-20") -> Path:
        """Store the run: log with manifest, an empty table of candidates, ledger."""
        self.events.sort(key=lambda row: row["at_s"])
        for number, row in enumerate(self.events, start=1):
            row["event_id"] = number
        for row in self.events:
            row["ref_event_id"] = None if row["ref"] is None else row["ref"]["event_id"]
        for number, line in enumerate(self.lines, start=1):
            line |= {"line_id": number, "first_event_id": line["first"]["event_id"],
                     "last_event_id": line["last"]["event_id"]}
        (out / "log").mkdir(parents=True)
        pq.write_table(_table(self.events, EVENTS), out / "log/events.parquet")
        pq.write_table(_table([], CANDIDATES), out / "log/candidates.parquet")
        pq.write_table(_table(self.lines, LEDGER), out / "ledger.parquet")
        digest = hashlib.sha256((out / "log/events.parquet").read_bytes()).hexdigest()
        manifest = {"format": "nuantu-log/1", "date": day, "tz": "Asia/Shanghai", "currency": "CNY",
                    "rules": "open", "events": len(self.events), "events_sha256": digest}
        (out / "log/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        return out


def _table(rows: list[Row], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([{name: row[name] for name in schema.names} for row in rows], schema=schema)


def write_true_world(out: Path) -> Path:
    """The world in which every clause is kept."""
    story = Story()
    for worker, kind, vehicle in (("Wang", "crowd", "ebike"), ("Chen", "dedicated", "ebike"), ("Zhao", "crowd", "car"),
                                  ("Li", "crowd", "car")):
        story.tell("registered", at(11, 20), worker_id=worker, worker_class=kind, vehicle=vehicle, tenure_days=400,
                   place_code="110105")
        story.tell("online", at(11, 20, 1), worker_id=worker)
    _ride_and_pay(story)
    _drive(story)
    _score(story)
    _offend(story)
    story.tell("rule_published", at(12, 1, 9), component="dispatch", fields=["distance", "load"], clause_id="adverse")
    story.tell("temperature", at(12, 31, 23), celsius_tenths=-20)
    return story.write(out)


def _ride_and_pay(story: Story) -> None:
    """November's pay and its payouts, a damaged parcel, a long wait, an imposed rest, a cancelled order."""
    for worker in ("Wang", "Chen", "Zhao", "Li"):
        story.ride(worker, f"N-{worker}", at(11, 20, 10))
    month = {"from_s": at(11, 1), "to_s": at(12, 1), "amount_minor": 500}
    for worker in ("Wang", "Zhao", "Li"):
        story.tell("payout", at(12, 4, 12), worker_id=worker, issued_by="platform", outcome="none", **month)
    story.tell("payout", at(12, 8, 12), worker_id="Chen", issued_by="platform", outcome="none", **month)
    story.tell("payout", at(12, 20, 12), worker_id="Chen", issued_by="partner", outcome="none", **month)
    story.ride("Wang", "A1", at(12, 2, 10), metres=3500)
    damaged = story.ride("Wang", "A2", at(12, 2, 11))
    story.settle("list", "deduction", damaged, -300, reason="damage")
    waited = story.ride("Wang", "A3", at(12, 2, 12), minutes=60, wait=25)
    assert waited["at_s"] == at(12, 2, 13)
    pause = story.tell("push_paused", at(12, 2, 13), worker_id="Wang", from_s=at(12, 2, 13), to_s=at(12, 2, 13, 20))
    story.settle("wait", "rest_pay", pause, 600)
    own = {"worker_id": "Wang", "order_id": "A4"}
    story.tell("created", at(12, 2, 15), order_id="A4", merchant_id="m1", district_id="d1", distance_m=1000,
               ready_estimate_s=at(12, 2, 15), x_m=1000.0, y_m=0.0, from_x_m=0.0, from_y_m=0.0)
    story.tell("pushed", at(12, 2, 15), **own)
    accepted = story.tell("accepted", at(12, 2, 15), **own)
    cancelled = story.tell("cancelled", at(12, 2, 15, 10), actor="customer", distance_m=1500, **own)
    story.settle("gone", "cancel_comp", cancelled, 300, accepted)
    story.settle("gone", "cancel_distance", cancelled, 150, accepted)
    story.tell("subsidy_line", at(12, 2, 18), worker_id="Wang", component="bonus", amount_minor=1000, clause_id="bonus")


def _drive(story: Story) -> None:
    """Fares: Zhao's December is above the monthly mean, one order of Li's above the cap."""
    done = [story.ride("Zhao", f"Z{number}", at(12, 3, 8 + number)) for number in (1, 2, 3)]
    for delivered in done:
        story.fare(delivered, 2000, 520)
    story.settle("mean", "commission_refund_month", done[-1], 60, done[0], order_id=None, period="2026-12-31")
    story.lines[-1] |= {"quantity": 1560, "rate_minor": 1, "quantity_unit": "minor", "less_minor": 1500}
    dear = story.ride("Li", "L1", at(12, 3, 9))
    story.fare(dear, 10000, 2900)
    story.settle("each", "commission_refund", dear, 200, order_id="L1", quantity=2900, rate_minor=1,
                 quantity_unit="minor", less_minor=2700)


def _score(story: Story) -> None:
    """Wang begins with 70, is late by four minutes, learns, rises above 75, is rewarded, redeems; rests; is safe."""
    wang = {"worker_id": "Wang"}
    story.tell("score_change", at(11, 21), count=70, reason="start", **wang)
    late = story.ride("Wang", "A5", at(12, 4, 10), late=240)
    story.tell("score_change", late["at_s"] + 600, order_id="A5", score_delta=-1, count=69, reason="late",
               outcome="verified", actor="person", **wang)
    course = story.tell("training_held", at(12, 5, 14), reason="safety", outcome="passed", **wang)
    story.tell("score_change", at(12, 5, 15), ref=course, score_delta=2, count=71, reason="training", **wang)
    story.tell("score_change", at(12, 6, 12), score_delta=5, count=76, reason="smooth", **wang)
    story.tell("privilege_granted", at(12, 6, 18), level="priority", **wang)
    story.tell("score_redeemed", at(12, 7, 12), score_delta=-30, component="gift", **wang)
    rest = story.tell("rest_start", at(12, 8, 12), reason="own", **wang)
    story.tell("rest_end", at(12, 8, 13), ref=rest, **wang)
    # 3,500 + 1,500 + 1,500 + 1,500 metres ridden without a breach.
    story.tell("score_change", at(12, 30, 12), score_delta=40, reason="safe_distance", **wang)
    story.settle("safe", "safety_reward", late, 10000, order_id=None, account="benefit", period="2026-12-31",
                 quantity_unit="month")


def _offend(story: Story) -> None:
    """Chen speeds, and each measure is the next step."""
    chen = {"worker_id": "Chen"}
    story.ride("Chen", "C1", at(12, 9, 10))
    for day, level, bounds in ((10, "reminder", {}), (11, "warning", {}),
                               (12, "pause", {"from_s": at(12, 12, 12), "to_s": at(12, 12, 14)}), (13, "training", {})):
        breach = story.tell("violation", at(12, day, 10), reason="speeding", **chen)
        story.tell("measure_taken", at(12, day, 12), ref=breach, level=level, reason="speeding",
                   actor="person" if level == "training" else "system", **chen, **bounds)
    # 1,500 m on a day without a breach make five points.
    story.tell("score_change", at(12, 30, 12), score_delta=5, reason="safe_distance", **chen)


LIES: Final[dict[str, Callable[[Records], Finding]]] = {}


def lie(plant: Callable[[Records], Finding]) -> Callable[[Records], Finding]:
    """Enter a lie under its function's name."""
    LIES[plant.__name__] = plant
    return plant


def tell_lie(name: str, source: Path, out: Path) -> Row:
    """Plant one lie in a copy of the world; returns what must be found."""
    records = Records(source)
    finding = LIES[name](records)
    records.save(out)
    return finding.to_json()


def _take(r: Records, reason: str | None, amount: int, order: str, **more: Any) -> Row:
    like = r.line(component="deduction")
    last = r.one("delivered", order_id=order)
    line = r.add_line(like, worker_id=last["worker_id"], order_id=order, reason=reason, first=last, last=last,
                      component="other", clause_id="list", **more)
    r.set_amount(line, -amount)
    return line


# -- P12: what is taken from pay -------------------------------------------------------------------------------------

@lie
def take_money_for_lateness(r: Records) -> Finding:
    """A line takes a yuan for being late."""
    line = _take(r, "late", 100, "A5")
    return Finding("deduction_whitelist", "Wang", "A5", lines=[line], also=frozenset({"ledger_integrity"}))


@lie
def take_more_from_one_order(r: Records) -> Finding:
    """A second listed deduction brings an order past its cap."""
    line = _take(r, "refund", 201, "A2")
    return Finding("deduction_whitelist", "Wang", "A2", lines=[line], also=frozenset({"ledger_integrity"}))


@lie
def take_a_fifth_of_the_month(r: Records) -> Finding:
    """Several listed deductions come to more than a fifth of the month's pay."""
    lines = [_take(r, "damage", 500, order) for order in ("A1", "A3", "A5")]
    return Finding("deduction_whitelist", "Wang", "A5", lines=lines[-1:], also=frozenset({"ledger_integrity"}))


@lie
def book_a_deduction_for_equipment(r: Records) -> Finding:
    """The log holds a deduction for a helmet."""
    row = r.add_event("deduction_line", at(12, 9, 12), worker_id="Wang", component="deduction", amount_minor=2000,
                      reason="equipment")
    return Finding("deduction_whitelist", "Wang", events=[row])


# -- P13, P14: commission --------------------------------------------------------------------------------------------

@lie
def keep_the_excess_of_an_order(r: Records) -> Finding:
    """What exceeds the cap does not come back."""
    r.drop(r.line(component="commission_refund"))
    return Finding("commission_cap_order", "Li", "L1", events=[r.one("delivered", order_id="L1")])


@lie
def return_a_fen_too_little(r: Records) -> Finding:
    """One fen stays behind."""
    line = r.line(component="commission_refund")
    r.set_amount(line, 199)
    return Finding("commission_cap_order", "Li", "L1", lines=[line])


@lie
def raise_a_commission(r: Records) -> Finding:
    """The commission was higher than the one from which the refund was counted."""
    r.one("commission_line", order_id="L1")["amount_minor"] += 100
    return Finding("commission_cap_order", "Li", "L1", lines=[r.line(component="commission_refund")])


@lie
def forget_a_fare(r: Records) -> Finding:
    """The fare of an order with a commission is gone."""
    r.drop(r.one("fare_line", order_id="L1"))
    return Finding("commission_cap_order", "Li", "L1", events=[r.one("delivered", order_id="L1")],
                   also=frozenset({"commission_cap_period"}))


@lie
def keep_the_excess_of_a_month(r: Records) -> Finding:
    """Nothing of the month's excess comes back."""
    rows = r.all("commission_line", order_id={"Z1", "Z2", "Z3"})
    first = r.one("fare_line", order_id="Z1")
    r.drop(r.line(component="commission_refund_month"))
    return Finding("commission_cap_period", "Zhao", events=[first, rows[-1]])


@lie
def return_half_of_a_months_excess(r: Records) -> Finding:
    """Half of it comes back."""
    line = r.line(component="commission_refund_month")
    r.set_amount(line, 30)
    return Finding("commission_cap_period", "Zhao", lines=[line])


@lie
def raise_a_months_commission(r: Records) -> Finding:
    """One commission of the month was higher, though below its own cap."""
    r.one("commission_line", order_id="Z2")["amount_minor"] += 10
    return Finding("commission_cap_period", "Zhao", lines=[r.line(component="commission_refund_month")])


# -- P15, P20: payouts -----------------------------------------------------------------------------------------------

@lie
def pay_a_day_late(r: Records) -> Finding:
    """November is paid on the seventh."""
    row = r.one("payout", worker_id="Wang")
    r.move(row, at(12, 6, 0, 0, 1))
    return Finding("pay_timeliness", "Wang", events=[row])


@lie
def pay_with_a_fee(r: Records) -> Finding:
    """A fee is kept."""
    row = r.one("payout", worker_id="Li")
    row["outcome"] = "fee"
    return Finding("pay_timeliness", "Li", events=[row])


@lie
def pay_a_fen_short(r: Records) -> Finding:
    """The payout does not come to the lines of its month."""
    row = r.one("payout", worker_id="Zhao")
    row["amount_minor"] = 499
    return Finding("pay_timeliness", "Zhao", events=[row])


@lie
def pay_for_ten_weeks_at_once(r: Records) -> Finding:
    """A cycle lasts far longer than agreed."""
    row = r.one("payout", worker_id="Wang")
    row["from_s"] = at(9, 21)
    return Finding("pay_timeliness", "Wang", events=[row])


@lie
def advance_a_day_late(r: Records) -> Finding:
    """The platform advances a day after its time, and the partner pays later still."""
    row = r.one("payout", worker_id="Chen", issued_by="platform")
    r.move(row, at(12, 10, 12))
    return Finding("partner_pay_guarantee", "Chen", events=[row])


@lie
def advance_nothing(r: Records) -> Finding:
    """Only the partner pays, on the twentieth."""
    r.drop(r.one("payout", worker_id="Chen", issued_by="platform"))
    return Finding("partner_pay_guarantee", "Chen", events=[r.one("payout", worker_id="Chen")])


@lie
def advance_the_wrong_month(r: Records) -> Finding:
    """The advance says that it is for October."""
    row = r.one("payout", worker_id="Chen", issued_by="platform")
    row |= {"from_s": at(10, 1), "to_s": at(11, 1)}
    return Finding("partner_pay_guarantee", "Chen", events=[r.one("payout", worker_id="Chen", issued_by="partner")])


# -- P16, P18: waiting, rest, cancellation ---------------------------------------------------------------------------

@lie
def pay_no_wait(r: Records) -> Finding:
    """A wait of 25 minutes is not paid."""
    r.drop(r.line(component="wait_pay"))
    return Finding("wait_or_rest_pay", "Wang", "A3", events=[r.one("delivered", order_id="A3")])


@lie
def shorten_the_pay_for_a_wait(r: Records) -> Finding:
    """It is paid with a fen too little."""
    line = r.line(component="wait_pay")
    r.set_amount(line, line["amount_minor"] - 1)
    return Finding("wait_or_rest_pay", "Wang", "A3", lines=[line])


@lie
def pay_no_rest(r: Records) -> Finding:
    """An imposed rest is not paid."""
    r.drop(r.line(component="rest_pay"))
    return Finding("wait_or_rest_pay", "Wang", events=[r.one("push_paused")])


@lie
def compensate_nothing(r: Records) -> Finding:
    """A cancelled order is not compensated."""
    r.drop(r.line(component="cancel_comp"))
    return Finding("cancel_return_comp", "Wang", "A4", events=[r.one("cancelled")])


@lie
def forget_the_way_of_a_cancelled_order(r: Records) -> Finding:
    """The way ridden for it is not paid."""
    r.drop(r.line(component="cancel_distance"))
    return Finding("cancel_return_comp", "Wang", "A4", events=[r.one("cancelled")])


@lie
def lengthen_the_way_of_a_cancelled_order(r: Records) -> Finding:
    """It was a kilometre longer than the one that was paid."""
    r.one("cancelled")["distance_m"] += 1000
    return Finding("cancel_return_comp", "Wang", "A4", lines=[r.line(component="cancel_distance")])


# -- P19: bonuses ----------------------------------------------------------------------------------------------------

def _overwork(r: Records, order: str, amount: int) -> Finding:
    """Ten hours in one hand, and a bonus at their end."""
    end_s = at(12, 15, 16)
    for kind, at_s in (("created", at(12, 15, 5, 59)), ("pushed", at(12, 15, 6)), ("accepted", at(12, 15, 6)),
                       ("merchant_arrived", at(12, 15, 7)), ("merchant_ready", at(12, 15, 7)),
                       ("picked_up", at(12, 15, 7)), ("delivered", end_s)):
        like = r.one(kind, order_id="A1")
        values = {name: value for name, value in like.items() if name not in ("event_id", "kind", "at_s", "ref")}
        made = r.add_event(kind, at_s, **values | {"order_id": order})
        if kind == "accepted":
            first = made
    r.add_line(r.line(order_id="A1", component="base"), order_id=order, period="2026-12-15", first=first, last=made)
    row = r.add_event("subsidy_line", end_s, worker_id="Wang", component="bonus", amount_minor=amount)
    return Finding("incentive_guardrail", "Wang", events=[row], also=frozenset({"daily_stop", "safety_reward"}))


@lie
def pay_a_bonus_for_ten_hours(r: Records) -> Finding:
    """A bonus is booked after ten hours of work where the stop is at eight."""
    return _overwork(r, "X1", 2000)


@lie
def pay_a_small_bonus_for_ten_hours(r: Records) -> Finding:
    """The size of the bonus does not matter."""
    return _overwork(r, "X2", 1)


@lie
def pay_a_bonus_a_second_past_the_stop(r: Records) -> Finding:
    """A bonus at eight hours and a second of work."""
    finding = _overwork(r, "X3", 2000)
    r.move(finding.events[0], at(12, 15, 14, 0, 1))
    return finding


# -- D19, D20, V02: the score ----------------------------------------------------------------------------------------

def _loss(r: Records) -> Row:
    return r.one("score_change", reason="late")


@lie
def take_two_points_for_four_minutes(r: Records) -> Finding:
    """Late by four minutes, and two points are taken."""
    row = _loss(r)
    row["score_delta"] = -2
    return Finding("score_rules", "Wang", "A5", events=[row])


@lie
def take_a_point_for_an_order_in_time(r: Records) -> Finding:
    """The promise was half an hour later than the order came."""
    r.one("eta_quoted", order_id="A5")["promised_s"] += 1800
    return Finding("score_rules", "Wang", "A5", events=[_loss(r)])


@lie
def lose_a_point_on_the_way(r: Records) -> Finding:
    """The score that stands is one less than the changes make it."""
    row = r.one("score_change", reason="smooth")
    row["count"] -= 1
    return Finding("score_rules", "Wang", events=[row])


@lie
def reward_nothing(r: Records) -> Finding:
    """The score rises above 75, and no privilege follows."""
    r.drop(r.one("privilege_granted"))
    return Finding("score_rules", "Wang", events=[r.one("score_change", reason="smooth")])


@lie
def pay_for_points(r: Records) -> Finding:
    """A line of pay rests on the event of a score, under a harmless name."""
    row = r.one("score_change", reason="smooth")
    line = r.add_line(r.line(component="rest_pay"), component="quality", period="2026-12-06", first=row, last=row)
    r.set_amount(line, 500)
    return Finding("score_rules", "Wang", lines=[line], also=frozenset({"ledger_integrity", "wait_or_rest_pay"}))


@lie
def redeem_points_for_cash(r: Records) -> Finding:
    """Points are paid out."""
    row = r.one("score_redeemed")
    row |= {"component": "voucher", "amount_minor": 500}
    return Finding("score_rules", "Wang", events=[row])


@lie
def take_points_without_asking(r: Records) -> Finding:
    """Nobody verified whose fault it was."""
    row = _loss(r)
    row["outcome"] = None
    return Finding("fault_attribution", "Wang", "A5", events=[row])


@lie
def let_a_machine_decide_on_fault(r: Records) -> Finding:
    """The system found the worker responsible."""
    row = _loss(r)
    row["actor"] = "system"
    return Finding("fault_attribution", "Wang", "A5", events=[row])


@lie
def take_points_for_a_slow_meal(r: Records) -> Finding:
    """The meal was ready three minutes after the worker's arrival."""
    row = r.one("merchant_ready", order_id="A5")
    r.move(row, row["at_s"] + 180)
    return Finding("fault_attribution", "Wang", "A5", events=[_loss(r)])


@lie
def take_points_in_a_storm(r: Records) -> Finding:
    """An alert held when the order was delivered."""
    done = r.one("delivered", order_id="A5")
    r.add_event("alert", done["at_s"] - 60, reason="rain", level="red", issued_by="x", district_id="d1",
                from_s=done["at_s"] - 60, to_s=done["at_s"] + 3600)
    return Finding("fault_attribution", "Wang", "A5", events=[_loss(r)])


@lie
def give_no_points_for_a_course(r: Records) -> Finding:
    """A passed course brings nothing back."""
    r.one("score_change", reason="training")["ref"] = None
    return Finding("training_restores_points", "Wang", events=[r.one("training_held")])


@lie
def give_one_point_for_a_course(r: Records) -> Finding:
    """It brings one point back instead of two."""
    r.one("score_change", reason="training").update(score_delta=1, count=70)
    r.one("score_change", reason="smooth").update(score_delta=6)
    return Finding("training_restores_points", "Wang", events=[r.one("training_held")])


@lie
def give_points_for_a_course_late(r: Records) -> Finding:
    """Points come back two days after the course."""
    row = r.one("score_change", reason="training")
    r.move(r.one("training_held"), at(12, 3, 14))
    return Finding("training_restores_points", "Wang", events=[row["ref"]])


# -- C08: safety -----------------------------------------------------------------------------------------------------

@lie
def give_fewer_points_for_safe_distance(r: Records) -> Finding:
    """One point too few for the month's safe distance."""
    r.one("score_change", reason="safe_distance", worker_id="Wang")["score_delta"] -= 1
    first = r.one("delivered", order_id="A1")
    return Finding("safety_reward", "Wang", events=[first])


@lie
def pay_no_reward_for_a_safe_month(r: Records) -> Finding:
    """A month without a breach is not rewarded."""
    r.drop(r.line(component="safety_reward"))
    return Finding("safety_reward", "Wang", events=[r.one("delivered", order_id="A1")])


@lie
def charge_more_for_a_gift(r: Records) -> Finding:
    """A gift costs a point more than its price."""
    row = r.one("score_redeemed")
    row["score_delta"] = -31
    return Finding("safety_reward", "Wang", events=[row])


# -- R11, D21: who is put back ---------------------------------------------------------------------------------------

@lie
def take_points_for_resting(r: Records) -> Finding:
    """Points are taken, and the event refers to a rest."""
    rest = r.one("rest_start")
    row = r.add_event("score_change", rest["at_s"] + 7200, worker_id="Wang", score_delta=-1, ref=rest, reason="other")
    return Finding("no_penalty_offline", "Wang", events=[row], also=frozenset({"no_adverse_priority"}))


@lie
def suspend_for_being_offline(r: Records) -> Finding:
    """An account is suspended for being offline."""
    row = r.add_event("suspension", at(12, 20, 9), worker_id="Wang", reason="offline", actor="person")
    return Finding("no_penalty_offline", "Wang", events=[row])


@lie
def take_points_for_refusing_in_a_storm(r: Records) -> Finding:
    """An order is refused for the weather, and points are taken."""
    like = r.one("created", order_id="A1")
    values = {name: value for name, value in like.items() if name not in ("event_id", "kind", "at_s", "ref")}
    r.add_event("created", at(12, 16, 9), **values | {"order_id": "X9"})
    push = r.add_event("pushed", at(12, 16, 10), worker_id="Wang", order_id="X9")
    no = r.add_event("declined", at(12, 16, 10, 1), worker_id="Wang", order_id="X9", reason="weather", ref=push)
    row = r.add_event("score_change", at(12, 16, 11), worker_id="Wang", order_id="X9", score_delta=-1, ref=no,
                      reason="other")
    return Finding("no_penalty_offline", "Wang", "X9", events=[row], also=frozenset({"no_adverse_priority"}))


@lie
def sort_by_refusals(r: Records) -> Finding:
    """A published rule on dispatch looks at refusals."""
    row = r.one("rule_published")
    row["fields"] = ["distance", "refusal_rate"]
    return Finding("no_adverse_priority", events=[row])


@lie
def take_points_for_a_complaint(r: Records) -> Finding:
    """Points are taken after a complaint."""
    said = r.add_event("complaint_filed", at(12, 17, 9), worker_id="Wang", reason="pay")
    row = r.add_event("score_change", at(12, 17, 10), worker_id="Wang", score_delta=-1, ref=said, reason="other")
    return Finding("no_adverse_priority", "Wang", events=[row])


@lie
def warn_for_union_work(r: Records) -> Finding:
    """Somebody is suspended for union work."""
    row = r.add_event("suspension", at(12, 18, 9), worker_id="Wang", reason="union", actor="person")
    return Finding("no_adverse_priority", "Wang", events=[row])


@lie
def hide_what_dispatch_looks_at(r: Records) -> Finding:
    """The rule says nothing about its features."""
    row = r.one("rule_published")
    row["fields"] = None
    return Finding("no_adverse_priority", events=[row])


# -- D23: the ladder -------------------------------------------------------------------------------------------------

@lie
def skip_the_warning(r: Records) -> Finding:
    """A pause follows the reminder."""
    r.drop(r.one("measure_taken", level="warning"))
    return Finding("violation_ladder", "Chen", events=[r.one("measure_taken", level="pause")])


@lie
def warn_before_the_second_breach(r: Records) -> Finding:
    """A warning comes an hour before the breach that it answers."""
    row, breach = r.one("measure_taken", level="warning"), r.all("violation")[1]
    row["ref"] = None
    r.move(row, breach["at_s"] - 3600)
    return Finding("violation_ladder", "Chen", events=[row])


@lie
def let_a_machine_send_to_training(r: Records) -> Finding:
    """The last step is decided by the system."""
    row = r.one("measure_taken", level="training")
    row["actor"] = "system"
    return Finding("violation_ladder", "Chen", events=[row])


@lie
def pause_for_a_day(r: Records) -> Finding:
    """A pause lasts a day."""
    row = r.one("measure_taken", level="pause")
    row["to_s"] += 86_400
    return Finding("violation_ladder", "Chen", events=[row])
