"""A random log of five weeks and many people, with fares, payouts, scores and measures, right and a little off.

December 2026 lies whole in it, November does not. Times are whole half minutes, often the same hours, so that borders
are met; every order is in one hand.
"""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.nuantu.audit.opened import write_case
from tests.nuantu.log_builder import LogBuilder

Row = dict[str, Any]
HOUR_S = 3600
DAY_S = 86_400
DAYS = 35


class Crowd:
    """The log, as a builder, and the lines of its ledger, which still name events by what ``add`` returned."""

    def __init__(self, seed: int, people: int) -> None:
        self.rng = random.Random(seed)
        self.log = LogBuilder("2026-11-29")
        self.lines: list[Row] = []
        self.begin_s = self.log.at("00:00")
        for number in range(people):
            self.tell_person(f"w{number:03d}")
        for fields in (None, ["distance"], ["rest"], ["refusal_rate", "load"], ["restless"]):
            for component in ("dispatch", "priority", "pricing"):
                self.log.add("rule_published", self.pick_s(), component=component, fields=fields)
        self.log.add("temperature", self.begin_s + DAYS * DAY_S - 60, celsius_tenths=0)

    def pick_s(self) -> int:
        """A random moment on half an hour, but for the last day."""
        return self.begin_s + HOUR_S // 2 * self.rng.randrange(2 * 24 * (DAYS - 1))

    def tell_person(self, who: str) -> None:
        """A person with an alert where he rides, orders, payouts, points and measures."""
        rng = self.rng
        self.log.register(who, at=self.begin_s, worker_class=rng.choice(["crowd", "dedicated"]))
        start_s = self.pick_s()
        self.log.add("alert", start_s, level=rng.choice(["blue", "yellow", "red"]), reason="rain", issued_by="x",
                     from_s=start_s, to_s=start_s + 36 * HOUR_S, district_id=f"d-{who}")
        self.log.add("score_change", self.begin_s + 30, worker_id=who, reason="start", count=rng.choice([70, 70, 71]))
        self.score = 70
        for number in range(rng.randrange(1, 7)):
            self.tell_order(who, f"{who}-{number}")
        self.tell_payouts(who)
        for _ in range(rng.randrange(10)):
            rng.choice([self.tell_points, self.tell_points, self.tell_measure, self.tell_course, self.tell_bonus])(who)

    def tell_order(self, who: str, order: str) -> None:
        """An order that is delivered or cancelled, with its fare and its lines."""
        rng, own = self.rng, {"worker_id": who, "order_id": order}
        taken = self.pick_s()
        arrive, ready = taken + 30 * rng.randrange(20), taken + 30 * rng.randrange(20)
        pick = max(arrive, ready) + 30 * rng.randrange(30)
        done = pick + 30 * rng.randrange(1, 60) + rng.choice([0, 0, 4 * HOUR_S])
        self.log.create(order, taken, distance_m=rng.choice([900, 1000, 2500]), district=f"d-{who}",
                        ready=taken + 30 * rng.randrange(20))
        if rng.random() < 0.9:
            self.log.add("eta_quoted", taken, order_id=order, promised_s=done - 30 * rng.randrange(-4, 24))
        accepted = self.log.add("accepted", taken, **own)
        if rng.random() < 0.2:
            gone = self.log.add("cancelled", taken + 300, order_id=order, worker_id=who,
                                actor=rng.choice(["customer", "worker", None]), distance_m=rng.choice([None, 0, 1499]))
            for component in ("cancel_comp", "cancel_distance"):
                self.settle("P18", component, own, taken, rng.choice([0, 300, 150]), accepted, gone)
            return
        self.log.add("merchant_arrived", arrive, **own)
        self.log.add("merchant_ready", ready, order_id=order)
        self.log.add("picked_up", pick, **own)
        if rng.random() < 0.1:
            self.log.add("eta_extended", arrive, order_id=order, reason=rng.choice(["merchant", "gate"]), added_s=60)
        delivered = self.log.add("delivered", done, **own)
        self.settle("piece", "base", own, done, 500, accepted, delivered)
        self.settle("P16", "wait_pay", own, done, rng.choice([0, 0, 50, 75, 100]), accepted, delivered)
        self.tell_fare(own, done, accepted, delivered)
        self.tell_lateness(own, done)
        if rng.random() < 0.3:
            self.log.add("subsidy_line", done, component="bonus", amount_minor=100, **own)

    def tell_fare(self, own: Row, done: int, accepted: int, delivered: int) -> None:
        """Fare, coupon and commission, and what comes back."""
        rng = self.rng
        if rng.random() < 0.4:
            return
        order = {"order_id": own["order_id"]}
        if rng.random() < 0.95:
            self.log.add("fare_line", done, component="passenger_fare", amount_minor=1001, **order)
        if rng.random() < 0.3:
            self.log.add("fare_line", done, component="coupon", amount_minor=100, **order)
        self.log.add("commission_line", done, component="commission",
                     amount_minor=rng.choice([240, 270, 271, 300]), **order)
        self.settle("P13", "commission_refund", own, done, rng.choice([0, 0, 1, 30]), accepted, delivered)

    def tell_lateness(self, own: Row, done: int) -> None:
        """Points off for being late, perhaps given back."""
        rng = self.rng
        if rng.random() < 0.5:
            points = rng.choice([1, 2, 2, 3])
            self.log.add("score_change", done + 60, score_delta=-points, reason="late", count=self.stand(-points),
                         outcome=rng.choice(["verified", "verified", "claimed", None]),
                         actor=rng.choice(["person", "person", "system"]), **own | {
                             "order_id": rng.choice([own["order_id"]] * 9 + [None])})
            if rng.random() < 0.2:
                self.log.add("score_change", done + 90, score_delta=1, reason="late", count=self.stand(1), **own)
        if rng.random() < 0.2:
            self.take(own, done, rng.choice(["damage", "late", None]))

    def stand(self, delta: int) -> int | None:
        """The score after a change; sometimes wrong, sometimes not said. Times of a person are not in order here."""
        self.score += delta
        return self.rng.choice([self.score, self.score, self.score, self.score + 1, None])

    def take(self, own: Row, done: int, reason: str | None) -> None:
        """A deduction in the log, in the ledger, or in both."""
        amount = self.rng.choice([100, 300, 301, 900])
        row = self.log.add("deduction_line", done, component="deduction", amount_minor=amount, reason=reason, **own)
        self.settle("P12", "deduction", own, done, -amount, row, row, reason=reason)

    def tell_payouts(self, who: str) -> None:
        """Weeks that are paid out, by whom and when."""
        rng = self.rng
        for week in range(rng.choice([0, 3, 5])):
            begin = self.begin_s + week * 7 * DAY_S
            end = begin + rng.choice([7, 7, 7, 8]) * DAY_S
            for payer in rng.choice([("platform",), ("partner",), ("partner", "platform"), ()]):
                at_s = min(end + 30 * rng.choice([0, 2880 * 3, 2880 * 3 + 1, 2880 * 5, 2880 * 8]),
                           self.begin_s + DAYS * DAY_S - 600)
                self.log.add("payout", at_s, worker_id=who, from_s=begin, to_s=end, issued_by=payer,
                             amount_minor=rng.choice([0, 500, 1500]), outcome=rng.choice(["none", "none", "fee"]))

    def tell_points(self, who: str) -> None:
        """Points given or taken, a privilege, a redemption."""
        rng, at_s = self.rng, self.pick_s()
        delta = rng.choice([-2, 3, 5, 15])
        reason = rng.choice(["smooth", "rest", "offline", "refusal", "safe_distance", None])
        ref = None
        if rng.random() < 0.5:
            kind = rng.choice(["declined", "rest_start", "offline", "complaint_filed"])
            before_s = max(at_s - rng.choice([30, 3 * DAY_S, 7 * DAY_S, 8 * DAY_S]), self.begin_s)
            ref = self.log.add(kind, before_s, worker_id=who, reason=rng.choice(["safety", "far"]))
            if rng.random() < 0.5:
                ref = None
        self.log.add("score_change", at_s, worker_id=who, score_delta=delta, reason=reason, ref=ref,
                     count=self.stand(delta))
        if rng.random() < 0.4:
            self.log.add("privilege_granted", at_s + rng.choice([60, DAY_S, DAY_S + 30]), worker_id=who,
                         level="priority")
        if rng.random() < 0.4:
            row = self.log.add("score_redeemed", at_s, worker_id=who, score_delta=-rng.choice([30, 31]),
                               component=rng.choice(["gift", "cash"]), amount_minor=rng.choice([None, 0, 100]))
            if rng.random() < 0.3:
                self.settle("x", "quality", {"worker_id": who, "order_id": None}, at_s, 100, row, row)

    def tell_measure(self, who: str) -> None:
        """Breaches of safety and the measures after them."""
        rng, at_s = self.rng, self.pick_s()
        for _ in range(rng.randrange(5)):
            at_s = min(at_s + 30 * rng.choice([0, 60, 2880, 2880 * 7]), self.begin_s + (DAYS - 1) * DAY_S)
            if rng.random() < 0.7:
                self.log.add("violation", at_s, worker_id=who, reason="speeding", count=rng.choice([None, 1, 2]))
            level = rng.choice(["reminder", "warning", "pause", "training", "fine"])
            bounds = {"from_s": at_s, "to_s": at_s + rng.choice([7200, 7230])} if level == "pause" else {}
            self.log.add("measure_taken", at_s, worker_id=who, level=level,
                         actor=rng.choice(["person", "system", None]), **bounds)
        if rng.random() < 0.3:
            row = self.log.add("push_paused", at_s, worker_id=who, from_s=at_s, to_s=at_s + 1200)
            self.settle("P16", "rest_pay", {"worker_id": who, "order_id": None}, at_s, rng.choice([0, 599, 600]), row,
                        row)

    def tell_course(self, who: str) -> None:
        """A course and the points that it brings."""
        rng, at_s = self.rng, self.pick_s()
        row = self.log.add("training_held", at_s, worker_id=who, reason="safety",
                           outcome=rng.choice(["passed", "failed"]))
        if rng.random() < 0.7:
            self.log.add("score_change", at_s + rng.choice([60, DAY_S, DAY_S + 30]), worker_id=who, ref=row,
                         score_delta=rng.choice([1, 2]), reason="training")

    def tell_bonus(self, who: str) -> None:
        """A bonus or an adjustment, and a reward of a safe month."""
        rng, at_s = self.rng, self.pick_s()
        kind, component = rng.choice([("subsidy_line", "bonus"), ("adjustment", "score_bonus"),
                                      ("adjustment", "error")])
        row = self.log.add(kind, at_s, worker_id=who, component=component, amount_minor=100)
        self.settle("C08", "safety_reward", {"worker_id": who, "order_id": None}, self.begin_s + 20 * DAY_S,
                    rng.choice([0, 10000]), row, row, account="benefit")

    def settle(self, clause: str, component: str, own: Row, at_s: int, amount: int, first: int, last: int,
               **values: Any) -> None:
        """A line of the ledger, none where it comes to nothing."""
        if amount:
            self.lines.append({"clause_id": clause, "component": component, "amount_minor": amount,
                               "rate_minor": amount, "at_s": at_s, "first": first, "last": last, **own, **values})

    def write(self, folder: Path) -> tuple[Path, list[Row], list[Row]]:
        """Store the run; returns its folder, the rows of the log and those of the ledger."""
        events = self.log.table().to_pylist()
        order = sorted(range(len(self.log._rows)), key=lambda place: self.log._rows[place]["at_s"])
        number = {place: event_id for event_id, place in enumerate(order, start=1)}
        ledger = []
        for line in self.lines:
            ids = sorted((number[line.pop("first")], number[line.pop("last")]))
            day = (line.pop("at_s") - self.begin_s) // DAY_S
            period = (self.log.date + timedelta(days=day)).isoformat()
            ledger.append({**line, "period": period, "first_event_id": ids[0], "last_event_id": ids[1]})
        write_case(self.log, folder, ledger)
        rows = [{"account": "worker_pay", "reason": None, **line, "line_id": place}
                for place, line in enumerate(ledger, start=1)]
        return folder, events, rows
