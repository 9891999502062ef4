"""Rest rules and caps on the mdrp clock: who may be sent an order this minute, and what the rules bring about."""

from __future__ import annotations

import heapq

import numpy as np

from nuantu.dispatch.problem import Ints
from nuantu.dispatch.rules import Rules
from nuantu.replay.alerts import Alerts
from nuantu.replay.bans import Bans, Forbidden
from nuantu.replay.day import Day
from nuantu.replay.duty import Duty, Notice
from nuantu.replay.record_mdrp import MdrpRecord
from nuantu.replay.wishes import Wishes


class MdrpGate:
    """Keeps the duty of every worker and answers for the rows of the day's shifts.

    Work is told as it is decided, its end in advance: ends wait here until the clock has reached them. A worker who
    is asked whether to go on says yes, as couriers under these rules do whatever they are sent.
    """

    def __init__(self, day: Day, rules: Rules, record: MdrpRecord) -> None:
        ride_m = record.ride_m
        self._rules, self._record = rules, record
        self._worker = day.positions("shifts", "worker_id", "workers")
        self._duty = Duty(rules, day.info.tz, day.info.begin_s, self._hear)
        self._ends: list[tuple[int, int, int]] = []
        on_s, off_s = day.ints("shifts", "on_s"), day.ints("shifts", "off_s")
        self._shifts = sorted((int(at_s), number, int(self._worker[w])) for number, moments in enumerate((off_s, on_s))
                              for w, at_s in enumerate(moments))
        self._wishes = Wishes(day, rules, day.info.begin_s)
        self.bans = Bans(day, rules, ride_m, Alerts(day), self._wishes)
        self._cap = rules.caps_at(0)[0][self._worker]
        self._asked: list[tuple[int, int]] = []
        self.blocks = rules.clause_ids

    def advance(self, now_s: int) -> None:
        """Bring every worker's duty up to now."""
        while self._shifts and self._shifts[0][0] <= now_s:
            at_s, comes, worker = self._shifts.pop(0)
            (self._duty.come if comes else self._duty.go)(worker, at_s)
        while self._ends and self._ends[0][0] <= now_s:
            at_s, worker, ride_m = heapq.heappop(self._ends)
            self._duty.end(worker, at_s, ride_m)
        self._duty.advance(now_s)
        while self._asked:
            at_s, worker = self._asked.pop(0)
            self._duty.confirm(worker, max(at_s, now_s))

    def list_blocks(self, now_s: int) -> Ints:
        """The clause that forbids a push to each row now, -1 for none (W)."""
        block = self._duty.blocks(now_s)
        if self._rules.rest_slots:
            block = np.where(block < 0, self._wishes.blocks(now_s), block)
        return block[self._worker]

    def list_bans(self, now_s: int, rows: Ints, holder: Ints) -> Forbidden:
        """Pairs of these orders and rows of shifts that may not be matched now, but for those already matched."""
        found = self.bans.list_pairs(now_s, rows, self._worker)
        fresh = holder[found.order] != found.worker
        return Forbidden(found.order[fresh], found.worker[fresh], found.clause[fresh])

    @property
    def cap(self) -> Ints:
        """Most orders in hand of each row (W)."""
        return self._cap

    def start(self, w: int, at_s: int) -> None:
        """A row accepts an order."""
        self._duty.start(int(self._worker[w]), at_s)

    def give_up(self, w: int, at_s: int) -> None:
        """An order is taken from a row before pick-up."""
        self._duty.end(int(self._worker[w]), at_s)

    def finish(self, w: int, done_s: int, ride_m: int = 0) -> None:
        """A row will deliver an order, whose way is ``ride_m``, at a moment that lies ahead."""
        heapq.heappush(self._ends, (done_s, int(self._worker[w]), ride_m))

    def close(self, last_s: int) -> None:
        """Tell what the rules still bring about until the last delivery."""
        self.advance(max(last_s, max((at_s for at_s, _, _ in self._ends), default=last_s)))

    def _hear(self, notice: Notice) -> None:
        if notice.kind == "confirm_due":
            self._asked.append((notice.at_s, notice.worker))
            self._record.confirm(notice)
        elif notice.kind != "confirm_over":
            self._record.notice(notice)


