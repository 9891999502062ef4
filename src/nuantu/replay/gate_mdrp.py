"""Rest rules and caps on the mdrp clock: who may be sent an order this minute, and what the rules bring about."""

from __future__ import annotations

import heapq

from nuantu.dispatch.problem import Ints
from nuantu.dispatch.rules import Rules
from nuantu.replay.day import Day
from nuantu.replay.duty import Duty, Notice
from nuantu.replay.record_mdrp import MdrpRecord


class MdrpGate:
    """Keeps the duty of every worker and answers for the rows of the day's shifts.

    Work is told as it is decided, its end in advance: ends wait here until the clock has reached them. A worker who
    is asked whether to go on says yes, as couriers under these rules do whatever they are sent.
    """

    def __init__(self, day: Day, rules: Rules, record: MdrpRecord) -> None:
        self._rules, self._record = rules, record
        self._worker = day.positions("shifts", "worker_id", "workers")
        self._duty = Duty(rules, day.info.tz, day.info.begin_s, self._hear)
        self._ends: list[tuple[int, int]] = []
        self._cap = rules.caps_at(0)[0][self._worker]
        self._asked: list[tuple[int, int]] = []
        self.blocks = rules.clause_ids

    def advance(self, now_s: int) -> None:
        """Bring every worker's duty up to now."""
        while self._ends and self._ends[0][0] <= now_s:
            at_s, worker = heapq.heappop(self._ends)
            self._duty.end(worker, at_s)
        self._duty.advance(now_s)
        while self._asked:
            at_s, worker = self._asked.pop(0)
            self._duty.confirm(worker, max(at_s, now_s))

    def list_blocks(self, now_s: int) -> Ints:
        """The clause that forbids a push to each row now, -1 for none (W)."""
        return self._duty.blocks(now_s)[self._worker]

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

    def finish(self, w: int, done_s: int) -> None:
        """A row will deliver an order at a moment that lies ahead."""
        heapq.heappush(self._ends, (done_s, int(self._worker[w])))

    def close(self, last_s: int) -> None:
        """Tell what the rules still bring about until the last delivery."""
        self.advance(max(last_s, max((at_s for at_s, _ in self._ends), default=last_s)))

    def _hear(self, notice: Notice) -> None:
        if notice.kind == "confirm_due":
            self._asked.append((notice.at_s, notice.worker))
            self._record.confirm(notice)
        elif notice.kind != "confirm_over":
            self._record.notice(notice)


