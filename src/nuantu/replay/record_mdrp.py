"""What an mdrp replay writes down: events of the log and the rows of the published solution files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nuantu.dispatch.explain import Option
from nuantu.dispatch.order_rules import find_offering
from nuantu.dispatch.problem import Ints, Snapshot
from nuantu.dispatch.rules import Rules
from nuantu.replay.day import Day
from nuantu.replay.duty import Notice
from nuantu.replay.events import CandidateLog, EventLog
from nuantu.replay.result import Assignment, Move, OrderTimes, Solution
from nuantu.replay.wishes import Wishes

#: Order row, UTC second and worker row in; components with their minor units out.
Quote = Callable[[int, int, int], tuple[tuple[str, int], ...]]


class MdrpRecord:
    """Collects one replay; workers and orders are rows of the day's shifts and orders."""

    def __init__(self, day: Day, price_quote: Quote | None, rules: Rules | None = None) -> None:
        self._day, self._quote = day, price_quote
        self.events, self.candidates = EventLog(), CandidateLog()
        self.order_ids, self.merchant_ids = day.ids("orders"), day.ids("merchants")
        self._worker_ids = [str(text) for text in day.texts("shifts", "worker_id")]
        self._person = day.positions("shifts", "worker_id", "workers")
        self._people = day.ids("workers")
        self._merchant = day.positions("orders", "merchant_id", "merchants")
        self._m_x_m, self._m_y_m = day.floats("merchants", "x_m"), day.floats("merchants", "y_m")
        self._d_x_m, self._d_y_m = day.floats("orders", "x_m"), day.floats("orders", "y_m")
        m = self._merchant
        #: Way of each order, merchant to customer, in metres rounded up (N).
        self.ride_m: Ints = np.ceil(day.travel.distance_m(
            self._m_x_m[m], self._m_y_m[m], self._d_x_m, self._d_y_m)).astype(np.int64)
        self._rules = Rules(day.workers.num_rows, ()) if rules is None else rules
        self._accepted: dict[int, int] = {}
        self._accepted_s: dict[int, int] = {}
        self._picked: dict[int, tuple[int, int]] = {}
        self._dropped_s: dict[int, int] = {}
        self._assignments: list[Assignment] = []
        self._moves: list[list[Move]] = [[] for _ in self._worker_ids]

    def open_day(self) -> None:
        """Everything that the day itself brings: workers, shifts, orders, meals that become ready."""
        day, begin_s = self._day, self._day.info.begin_s
        columns = {name: day.texts("workers", name) for name in ("worker_class", "vehicle", "place_code")}
        tenure = day.workers.column("tenure_days").to_pylist()
        for row, worker_id in enumerate(day.ids("workers")):
            self.events.append(begin_s, "registered", worker_id=worker_id, tenure_days=tenure[row],
                               **{name: texts[row] for name, texts in columns.items()})
        Wishes(day, self._rules, begin_s).tell(self.events)
        on_s, off_s = day.ints("shifts", "on_s"), day.ints("shifts", "off_s")
        x_m, y_m = day.floats("shifts", "x_m"), day.floats("shifts", "y_m")
        for row in range(len(self._person)):
            self.events.append(int(on_s[row]), "online", worker_id=self._worker_ids[row], x_m=float(x_m[row]),
                               y_m=float(y_m[row]))
        self._open_orders()
        self._off_s = off_s

    def close_day(self) -> None:
        """Shifts end; appended last so that at one second work comes before the end of the shift."""
        for row, worker_id in enumerate(self._worker_ids):
            self.events.append(int(self._off_s[row]), "offline", worker_id=worker_id, reason="shift_end")

    def _open_orders(self) -> None:
        day = self._day
        m = self._merchant
        weight_g, floor = (day.orders.column(name).to_pylist() for name in ("weight_g", "floor"))
        district, compound = day.texts("orders", "district_id"), day.texts("orders", "compound_id")
        placed_s, ready_s = day.ints("orders", "placed_s"), day.ints("orders", "ready_s")
        estimate_s = day.ints("orders", "ready_estimate_s")
        for row, order_id in enumerate(self.order_ids):
            merchant_id = self.merchant_ids[m[row]]
            self.events.append(
                int(placed_s[row]), "created", order_id=order_id, merchant_id=merchant_id, district_id=district[row],
                compound_id=compound[row], x_m=float(self._d_x_m[row]), y_m=float(self._d_y_m[row]),
                from_x_m=float(self._m_x_m[m[row]]), from_y_m=float(self._m_y_m[m[row]]),
                distance_m=int(self.ride_m[row]), ready_estimate_s=int(estimate_s[row]), weight_g=weight_g[row],
                floor=floor[row])
            self.events.append(int(ready_s[row]), "merchant_ready", order_id=order_id, merchant_id=merchant_id)

    def push(self, now_s: int, snapshot: Snapshot, options: list[Option], row: int, w: int) -> None:
        """An order is sent to a worker, who accepts: couriers always do under these rules."""
        who = {"worker_id": self._worker_ids[w], "order_id": self.order_ids[row]}
        if self._quote is not None:
            for component, amount_minor in self._quote(row, now_s, int(self._person[w])):
                self.events.append(now_s, "priced", component=component, amount_minor=amount_minor, **who)
        pushed = self.events.append(now_s, "pushed", decision_id=self._decide(now_s, snapshot, options, row), **who)
        shown = find_offering(self._rules.offerings, int(self._person[w]))
        if shown is not None:
            self.events.append(now_s, "offered", fields=shown[0], to_s=now_s + shown[1], **who)
        self._accepted[row] = self.events.append(now_s, "accepted", ref_event_id=pushed, **who)
        self._accepted_s[row] = now_s

    def _decide(self, now_s: int, snapshot: Snapshot, options: list[Option], row: int) -> int:
        """Write down one decision's candidates and return its id."""
        decision = self.candidates.open_decision()
        for option in options:
            self.candidates.append(
                decision_id=decision, at_s=now_s, order_id=self.order_ids[row], rank=option.rank,
                worker_id=self._worker_ids[option.worker], status=option.status,
                clause_id=None if option.clause < 0 else snapshot.blocks[option.clause],
                distance_m=option.distance_m, arrive_s=option.arrive_s, pickup_s=option.pickup_s,
                deliver_s=option.deliver_s, others_delay_s=option.others_delay_s, in_hand=option.in_hand,
                considered=option.considered, allowed=option.allowed)
        return decision

    def reassign(self, now_s: int, w: int, row: int) -> None:
        """An order is taken from a worker before pick-up."""
        self.events.append(now_s, "reassigned", worker_id=self._worker_ids[w], order_id=self.order_ids[row],
                           ref_event_id=self._accepted.pop(row))

    def notice(self, notice: Notice) -> None:
        """A rest rule shows a reminder, stops pushes or begins a pause."""
        pause = notice.to_s >= 0
        self.events.append(notice.at_s, notice.kind, worker_id=self._people[notice.worker], worked_s=notice.worked_s,
                           clause_id=notice.clause_id, level=notice.level, from_s=notice.from_s if pause else None,
                           to_s=notice.to_s if pause else None)

    def confirm(self, notice: Notice) -> None:
        """A worker is asked whether to go on and says yes."""
        self.events.append(notice.at_s, "continue_confirmed", worker_id=self._people[notice.worker],
                           worked_s=notice.worked_s, clause_id=notice.clause_id)

    def ride(self, begin_s: int, w: int, origin: str, m: int, from_x_m: float, from_y_m: float) -> None:
        """A worker sets out for a merchant."""
        self._moves[w].append(Move(self._worker_ids[w], self._minute(begin_s), origin, self.merchant_ids[m]))
        self.events.append(begin_s, "moved", worker_id=self._worker_ids[w], merchant_id=self.merchant_ids[m],
                           from_x_m=from_x_m, from_y_m=from_y_m, x_m=float(self._m_x_m[m]), y_m=float(self._m_y_m[m]))

    def carry(self, begin_s: int, w: int, origin: str, row: int) -> None:
        """A worker sets out for a customer."""
        self._moves[w].append(Move(self._worker_ids[w], self._minute(begin_s), origin, self.order_ids[row]))

    def pick_up(self, now_s: int, w: int, load: list[int], arrive_s: int) -> None:
        """A load is taken, in the delivery sequence given."""
        m = self._merchant[load[0]]
        place: dict[str, Any] = {"worker_id": self._worker_ids[w], "merchant_id": self.merchant_ids[m],
                                 "x_m": float(self._m_x_m[m]), "y_m": float(self._m_y_m[m])}
        for row in load:
            self.events.append(max(arrive_s, self._accepted_s[row]), "merchant_arrived", order_id=self.order_ids[row],
                               **place)
        for row in load:
            self.events.append(now_s, "picked_up", order_id=self.order_ids[row], **place)
            self._picked[row] = (now_s, w)
        self._assignments.append(Assignment(
            self._minute(max(self._accepted_s[row] for row in load)), self._minute(now_s), self._worker_ids[w],
            tuple(self.order_ids[row] for row in load)))

    def deliver(self, done_s: int, w: int, row: int) -> None:
        """An order is handed over."""
        self._dropped_s[row] = done_s
        self.events.append(done_s, "delivered", worker_id=self._worker_ids[w], order_id=self.order_ids[row],
                           x_m=float(self._d_x_m[row]), y_m=float(self._d_y_m[row]))

    def make_solution(self) -> Solution:
        """The day in the published evaluator's terms."""
        placed_s, ready_s = self._day.ints("orders", "placed_s"), self._day.ints("orders", "ready_s")
        rows = []
        for row, order_id in enumerate(self.order_ids):
            picked_s, w = self._picked.get(row, (None, None))
            rows.append(OrderTimes(
                order_id, self._minute(int(placed_s[row])), self._minute(int(ready_s[row])),
                None if picked_s is None else self._minute(picked_s),
                None if row not in self._dropped_s else self._minute(self._dropped_s[row]),
                None if w is None else self._worker_ids[w]))
        return Solution(tuple(self._assignments), tuple(move for moves in self._moves for move in moves), tuple(rows))

    def _minute(self, at_s: int) -> int:
        """Whole minutes since the day began; the mdrp clock knows no others."""
        minute, rest = divmod(at_s - self._day.info.begin_s, 60)
        if rest:
            raise ValueError(f"{at_s} is no whole minute of the day")
        return int(minute)


