"""The state of an open replay: orders, workers, what is due next. Those who act on it stand in files of their own."""

from __future__ import annotations

import heapq
import math
from enum import IntEnum
from typing import Final

import numpy as np

from nuantu.dispatch.problem import Bools, Conduct, Floats, Ints
from nuantu.dispatch.rules import LEVELS, Rules
from nuantu.replay.alerts import Alerts
from nuantu.replay.bans import Bans
from nuantu.replay.day import Day
from nuantu.replay.events import CandidateLog, EventLog
from nuantu.replay.wishes import Wishes
from nuantu.replay.workers import Workers

#: Most orders in hand where no clause caps them: what a delivery box of 60 litres takes. Our choice.
BOX_ORDERS: Final = 10


class Due(IntEnum):
    """What may be due; at one second in this order, so that work ends before new work is given."""

    ALERT = 0
    PLACED = 1
    SHIFT_ON = 2
    ARRIVE = 3
    ACT = 4
    ANSWER = 5
    REST = 6
    REST_END = 7
    CONFIRM = 8
    OVERRIDE = 9
    SHIFT_OFF = 10
    ROUND = 11


class Status(IntEnum):
    """Where an order stands."""

    UNSEEN = 0
    OPEN = 1
    ASKED = 2
    TAKEN = 3
    ABOARD = 4
    DONE = 5
    CANCELLED = 6


def make_conduct(day: Day, round_s: int) -> Conduct:
    """The physical rules of the open rule set on a day: pooling across merchants, pick-ups past the shift's end."""
    info = day.info
    before_s, drop_before_s = info.pickup_service_s // 2, info.dropoff_service_s // 2
    return Conduct("open", one_merchant_trips=False, pickup_by_off=False, speed_m_per_h=info.speed_m_per_h,
                   detour_pm=info.detour_pm, travel_unit_s=info.travel_unit_s, pickup_before_s=before_s,
                   pickup_after_s=info.pickup_service_s - before_s, drop_before_s=drop_before_s,
                   drop_after_s=info.dropoff_service_s - drop_before_s, round_s=round_s)


class Scene:
    """Arrays of N orders and W workers (rows of the day's tables), the log, and the heap of what is due.

    Of a worker: ``x_m, y_m`` and ``free_s`` are where and when the present leg ends, or where and since when the
    worker stands; ``route`` lists the stops still to make, each ``2 x order + kind``; ``under_way`` says that the
    first of them is being made and may not be moved.
    """

    def __init__(self, day: Day, rules: Rules, workers: Workers, round_s: int) -> None:
        self.day, self.rules, self.workers = day, rules, workers
        self.conduct = make_conduct(day, round_s)
        self.alerts, self.log, self.candidates = Alerts(day), EventLog(), CandidateLog()
        self._load_orders(day)
        self._load_workers(day)
        self.first_s = min([day.info.begin_s, *(alert.issued_s for alert in self.alerts.rows)])
        self.wishes = Wishes(day, rules, self.first_s)
        self.bans = Bans(day, rules, self.ride_m, self.alerts, self.wishes)
        self._caps = [tuple(np.minimum(part, BOX_ORDERS) if number == 0 else part
                            for number, part in enumerate(rules.caps_at(level))) for level in range(len(LEVELS))]
        self._heap: list[tuple[int, int, int, int, int]] = []
        self._told = 0

    def _load_orders(self, day: Day) -> None:
        self.order_ids, self.merchant_ids = day.ids("orders"), day.ids("merchants")
        self.n_orders = len(self.order_ids)
        self.merchant: Ints = day.positions("orders", "merchant_id", "merchants")
        self.px_m: Floats = day.floats("merchants", "x_m")[self.merchant]
        self.py_m: Floats = day.floats("merchants", "y_m")[self.merchant]
        self.dx_m, self.dy_m = day.floats("orders", "x_m"), day.floats("orders", "y_m")
        self.placed_s, self.ready_s = day.ints("orders", "placed_s"), day.ints("orders", "ready_s")
        self.estimate_s = day.ints("orders", "ready_estimate_s")
        self.district = day.texts("orders", "district_id")
        self.compound = day.texts("orders", "compound_id")
        self.floor = day.orders.column("floor").to_pylist()
        self.weight_g = day.orders.column("weight_g").to_pylist()
        metres = day.travel.distance_m(self.px_m, self.py_m, self.dx_m, self.dy_m)
        self.ride_m: Ints = np.ceil(metres).astype(np.int64)
        self.gate_s: Ints = find_gate_seconds(day)
        self.status = np.full(self.n_orders, Status.UNSEEN, np.int64)
        self.holder = np.full(self.n_orders, -1, np.int64)
        self.promised_s = np.zeros(self.n_orders, np.int64)
        self.refused_by: dict[int, list[int]] = {}
        self.merchant_orders = np.zeros(len(self.merchant_ids), np.int64)

    def _load_workers(self, day: Day) -> None:
        self.worker_ids = day.ids("workers")
        self.n_workers = len(self.worker_ids)
        self.worker_class = [str(text) for text in day.texts("workers", "worker_class")]
        self.shift_worker: Ints = day.positions("shifts", "worker_id", "workers")
        self.on_s, self.off_s = day.ints("shifts", "on_s"), day.ints("shifts", "off_s")
        count = self.n_workers
        self.shift = np.full(count, -1, np.int64)
        self.online: Bools = np.zeros(count, np.bool_)
        # On duty and to be considered: online, not resting, not about to leave or to rest.
        self.present: Bools = np.zeros(count, np.bool_)
        self.in_hand = np.zeros(count, np.int64)
        self.asked = np.zeros(count, np.int64)
        self.done = np.zeros(count, np.int64)
        self.x_m, self.y_m = np.zeros(count), np.zeros(count)
        self.free_s = np.zeros(count, np.int64)
        self.under_way: Bools = np.zeros(count, np.bool_)
        self.route: list[list[int]] = [[] for _ in range(count)]

    def put(self, at_s: int, due: Due, first: int = -1, second: int = -1) -> None:
        """Note what is due at a moment; what was noted first comes first among equals."""
        self._told += 1
        heapq.heappush(self._heap, (int(at_s), int(due), self._told, int(first), int(second)))

    def take(self) -> tuple[int, Due, int, int]:
        """The next thing that is due: moment, what, and whom it concerns."""
        at_s, due, _, first, second = heapq.heappop(self._heap)
        return at_s, Due(due), first, second

    @property
    def next_s(self) -> int | None:
        """When the next thing is due; ``None`` when nothing is."""
        return self._heap[0][0] if self._heap else None

    def caps(self, at_s: int) -> tuple[Ints, Ints]:
        """Most orders in hand by worker under the alerts in force anywhere, and the clause that set it (-1: none).

        An alert in one district lowers the cap in all: a worker may be sent there at any moment.
        """
        cap, clause = self._caps[self.alerts.level_anywhere(at_s)]
        return cap, clause

    def travel_s(self, from_x_m: float, from_y_m: float, x_m: float, y_m: float) -> int:
        """Seconds between two points by the day's travel model."""
        conduct = self.conduct
        line_m = math.sqrt((x_m - from_x_m) ** 2 + (y_m - from_y_m) ** 2)
        s_per_m = 3600.0 * conduct.detour_pm / 1000.0 / conduct.speed_m_per_h
        return math.ceil(line_m * s_per_m / conduct.travel_unit_s - 1e-9) * conduct.travel_unit_s


def find_gate_seconds(day: Day) -> Ints:
    """Seconds that each order loses at a gate (N): the compound's delay, none where riders enter with the pass code."""
    none = np.zeros(day.orders.num_rows, np.int64)
    if day.compounds is None or day.compounds.num_rows == 0:
        return none
    has_pass = np.asarray(day.compounds.column("has_pass").to_pylist(), np.bool_)
    delay_s = np.where(has_pass, 0, day.ints("compounds", "gate_delay_s"))
    row = day.positions("orders", "compound_id", "compounds")
    return np.where(row >= 0, delay_s[row], 0).astype(np.int64)
