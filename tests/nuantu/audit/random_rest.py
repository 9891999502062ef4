"""Random small logs about rest and dispatch, many side by side in one, for comparing the audit with slow twins.

Each world has three workers over nine days: a short order on most days, a dozen orders around one midnight, and wishes,
estimates, waits, checks, offers and temperatures told in time, late, wrongly or not at all; times on half minutes so
that borders are met often.
"""

from __future__ import annotations

from tests.nuantu.audit.random_worlds import DATE, World

from nuantu.core.times import local_midnight_s

DAY_S = 86_400
#: 21:00 of the busy evening, the sixth of nine days.
EVENING_S = local_midnight_s(DATE) + 21 * 3600
FIRST_S = local_midnight_s(DATE) - 5 * DAY_S


class RestWorld(World):
    """One random small log; only its bones are those of other random worlds."""

    def fill(self) -> None:
        """The whole world, told in order of time."""
        rng = self.rng
        for worker in self.workers:
            self.add("registered", FIRST_S, worker_id=worker, worker_class="crowd", vehicle="ebike",
                     tenure_days=rng.choice([20, 25, 28, None]), place_code="110105")
            self.work_daily(worker)
        for number in range(12):
            self.tell_order(f"{self.mark}o{number}", rng.choice(self.workers))
        self.tell_weather()
        for _ in range(2):
            self.add("rule_published", EVENING_S + self.half_minutes(0, 10), component="safety",
                     clause_id=self.mark,
                     fields=rng.choice([["red_light"], ["night_riding"], ["red_light", "night_riding"]]))
        self.settle_order_of_time()

    def work_daily(self, worker: str) -> None:
        """A short order on most days, checks before it, shifts and wishes around it."""
        rng = self.rng
        for day in range(9):
            begin_s = FIRST_S + day * DAY_S + 10 * 3600 + self.half_minutes(0, 20)
            order = f"{worker}-{day}"
            for what in ("helmet_check", "vehicle_check"):
                for _ in range(rng.choice([0, 1, 1, 1, 2])):
                    self.add(what, begin_s - 90 + self.half_minutes(0, 3), worker_id=worker,
                             outcome=rng.choice(["passed", "passed", "failed"]))
            if rng.random() < 0.9:
                self.place(order, begin_s, 500)
                self.add("pushed", begin_s, worker_id=worker, order_id=order)
                self.add("accepted", begin_s, worker_id=worker, order_id=order)
                self.add("delivered", begin_s + self.half_minutes(10, 60), worker_id=worker, order_id=order)
        self.add("online", EVENING_S - self.half_minutes(0, 60), worker_id=worker)
        self.add("offline", EVENING_S + self.half_minutes(100, 500), worker_id=worker)
        self.wish(worker)

    def wish(self, worker: str) -> None:
        """Slots, distances and requests, some given up."""
        rng = self.rng
        for _ in range(3):
            from_s = EVENING_S + self.half_minutes(0, 300)
            own = {"worker_id": worker, "component": "rest_slot", "from_s": from_s,
                   "to_s": from_s + self.half_minutes(10, 60)}
            self.add("preference_set", from_s - self.half_minutes(0, 20), **own)
            if rng.random() < 0.4:
                self.add("preference_set", from_s + self.half_minutes(0, 30), outcome="withdrawn", **own)
        for _ in range(2):
            window = rng.choice([None, EVENING_S + self.half_minutes(0, 200)])
            self.add("preference_set", EVENING_S + self.half_minutes(0, 200), worker_id=worker,
                     component="max_distance", distance_m=rng.choice([800, 1000, 2000]), from_s=window,
                     to_s=rng.choice([None, EVENING_S + self.half_minutes(200, 400)]),
                     outcome=rng.choice([None, None, "withdrawn"]))
        asked_s = EVENING_S + self.half_minutes(0, 200)
        self.add("preference_set", asked_s, worker_id=worker, component="special_care",
                 from_s=rng.choice([None, asked_s + 600]), to_s=rng.choice([None, asked_s + 7200]),
                 reason=rng.choice([None, None, "illness"]), actor=rng.choice([None, "worker", "platform"]))
        if rng.random() < 0.5:
            self.add("preference_set", asked_s + self.half_minutes(0, 200), worker_id=worker,
                     component="special_care", outcome="withdrawn")

    def place(self, order: str, at_s: int, metres: int) -> None:
        """An order is placed."""
        rng = self.rng
        self.add("created", at_s, order_id=order, merchant_id=f"{self.mark}m1", distance_m=metres,
                 district_id=f"{self.mark}d{rng.randint(1, 2)}", ready_estimate_s=at_s + self.half_minutes(0, 40),
                 compound_id=rng.choice([None, "c-1", "c-2", "c-3"]), weight_g=rng.choice([500, 5000, 5001]),
                 floor=rng.choice([1, 6, 7]), x_m=float(metres), y_m=0.0, from_x_m=0.0, from_y_m=0.0)

    def tell_order(self, order: str, worker: str) -> None:
        """One order of the evening, from its promise to wherever it ends."""
        rng = self.rng
        taken = EVENING_S + self.half_minutes(0, 300)
        metres = rng.choice([800, 1000, 1001, 2500])
        self.place(order, taken - self.half_minutes(0, 20) - 30, metres)
        self.promise(order, taken - 30, metres)
        for _ in range(rng.choice([0, 1, 1, 2])):
            offered_s = taken - self.half_minutes(0, 3)
            self.add("offered", offered_s, worker_id=rng.choice([worker, worker, self.workers[0]]), order_id=order,
                     fields=rng.choice([["pay", "destination"], ["pay"], ["destination", "pay", "time"]]),
                     to_s=offered_s + rng.choice([30, 45, 60]))
        self.add("pushed", taken - 30, worker_id=worker, order_id=order)
        if rng.random() < 0.2:
            self.add("declined", taken, worker_id=worker, order_id=order, reason=rng.choice(["timeout", "far"]))
            worker = rng.choice(self.workers)
            taken += 30
            self.add("pushed", taken, worker_id=worker, order_id=order)
        self.add("accepted", taken, worker_id=worker, order_id=order)
        self.carry_on(order, worker, taken)

    def promise(self, order: str, at_s: int, metres: int) -> None:
        """Estimates, the promise and its window, and what a compound adds."""
        rng = self.rng
        least = {"model": 900, "city": 1200, "by_distance": 300 - (-metres * 3600 // 15_000)}
        parts = {name: at_s + value + rng.choice([0, 0, 0, -30, 60]) for name, value in least.items()}
        for name, part_s in parts.items():
            if rng.random() < 0.9:
                self.add("eta_part", at_s - self.half_minutes(0, 2), order_id=order, component=name, promised_s=part_s)
        promised = max(parts.values()) + rng.choice([0, 0, 0, -1, 30])
        shown = rng.random() < 0.8
        self.add("eta_quoted", at_s, order_id=order, promised_s=promised,
                 from_s=promised - rng.choice([270, 300, 330]) if shown else None,
                 to_s=promised + rng.choice([0, 0, 30]) if shown else None)
        if rng.random() < 0.7:
            self.add("eta_extended", at_s, order_id=order, reason="access", added_s=rng.choice([60, 120, 180, 300]))

    def carry_on(self, order: str, worker: str, taken: int) -> None:
        """Waits, gates, questions, and the end."""
        rng = self.rng
        own = {"worker_id": worker, "order_id": order}
        done = taken + self.half_minutes(4, 60)
        if rng.random() < 0.5:
            from_s = taken + self.half_minutes(-2, 10)
            self.add("signal_wait", from_s + 60, worker_id=worker, from_s=from_s, to_s=from_s + 60)
        if rng.random() < 0.6:
            self.add("eta_extended", done - 30, **own, reason="signal", added_s=rng.choice([30, 60, 120]))
        if rng.random() < 0.4:
            self.add("arrived_gate", done - 30, compound_id="c-3", **own)
        if rng.random() < 0.4:
            self.ask(own, taken + 60)
        if rng.random() < 0.5:
            self.add("reminder_shown", taken + self.half_minutes(0, 60), worker_id=worker,
                     level=rng.choice(["voice", "voice", "popup"]), other_id=rng.choice([None, "s-1"]),
                     distance_m=rng.choice([999, 1000, 1001]))
        if rng.random() < 0.9:
            self.add("delivered", done, **own)
        else:
            self.add("cancelled", done, order_id=order)

    def ask(self, own: dict[str, str], at_s: int) -> None:
        """A question about an order in hand, and what came of it."""
        rng = self.rng
        asked = self.add("reassign_asked", at_s, **own)
        if rng.random() < 0.4:
            self.add("order_kept", at_s + 30, ref=asked, **own)
        if rng.random() < 0.6:
            self.add("reassigned", at_s + rng.choice([30, 60, 90]), ref=asked, **own,
                     reason=rng.choice(["agreed", "no_answer", None]))
        if rng.random() < 0.3:
            self.add("score_change", at_s + rng.choice([-30, 60]), **own, score_delta=rng.choice([-1, 1]))
        if rng.random() < 0.2:
            self.add("deduction_line", at_s + 120, **own, amount_minor=-100)

    def tell_weather(self) -> None:
        """Alerts and temperatures of the world's own districts."""
        rng = self.rng
        for place in (1, 2):
            for _ in range(3):
                self.add("temperature", EVENING_S + self.half_minutes(-60, 300), district_id=f"{self.mark}d{place}",
                         celsius_tenths=rng.choice([360, 369, 370, 399, 400]))
            if rng.random() < 0.7:
                issued_s = EVENING_S + self.half_minutes(0, 200)
                self.add("alert", issued_s, level=rng.choice(["yellow", "orange", "red"]), reason="rain",
                         from_s=issued_s + self.half_minutes(-5, 5), to_s=issued_s + self.half_minutes(10, 120),
                         issued_by="x", district_id=f"{self.mark}d{place}")


def make_worlds(count: int) -> list[RestWorld]:
    """Worlds by number."""
    return [RestWorld(number, 0, None) for number in range(count)]
