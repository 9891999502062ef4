"""Who is there: shifts, breaks, what rest rules do to a worker, and who tries to get around them."""

from __future__ import annotations

from typing import Final

import numpy as np

from nuantu.core.times import local_date, local_day_bounds_s
from nuantu.dispatch.problem import Bools
from nuantu.replay.duty import Duty, Notice
from nuantu.replay.scene import Due, Scene, Status

#: Reasons for going offline.
SHIFT_END: Final = "shift_end"
DAILY_STOP: Final = "daily_stop"
WENT_HOME: Final = "went_home"
LIMIT: Final = "limit"


class Attendance:
    """Brings workers on and off duty. What is wished for while orders are in hand happens when the last is done."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._duty: Duty | None = None
        self._resting: Bools = np.zeros(scene.n_workers, np.bool_)
        self._rest_wanted_s = np.zeros(scene.n_workers, np.int64)
        self._rest_event = np.full(scene.n_workers, -1, np.int64)
        self._leaving: list[str | None] = [None] * scene.n_workers
        self._questions: dict[int, Notice] = {}
        self._holds: list[tuple[Notice, int]] = []
        self._held_times = np.zeros(scene.n_workers, np.int64)
        self._left_s = np.full(scene.n_workers, -1, np.int64)
        self._home_until_s = np.zeros(scene.n_workers, np.int64)
        self.to_come = 0

    def join(self, duty: Duty) -> None:
        """Make the duty known whose notices come to ``hear``."""
        self._duty = duty

    def plan(self) -> None:
        """Note every shift of the day."""
        scene = self._scene
        for shift in range(len(scene.on_s)):
            scene.put(int(scene.on_s[shift]), Due.SHIFT_ON, shift)
            scene.put(int(scene.off_s[shift]), Due.SHIFT_OFF, shift)
            self.to_come += 1

    def is_gone(self, worker: int) -> bool:
        """Whether the worker has said goodbye: home, stopped or offline; the end of a shift still lets answers in."""
        return not self._scene.online[worker] or self._leaving[worker] in (DAILY_STOP, WENT_HOME, LIMIT)

    def come(self, shift: int, at_s: int) -> None:
        """A shift begins. Who is stopped or has gone home for the day stays off until the next begins.

        Who went off duty elsewhere comes when he has ridden to where the shift begins, from where he went.
        """
        scene, worker = self._scene, int(self._scene.shift_worker[shift])
        self.to_come -= 1
        if at_s >= scene.off_s[shift]:
            return
        scene.shift[worker] = shift
        if self._duty_of().is_stopped(worker) or at_s < self._home_until_s[worker]:
            self._come_tomorrow(worker, at_s)
            return
        if self._leaving[worker] == SHIFT_END:
            self._leaving[worker] = None
        if not scene.online[worker]:
            x_m, y_m = (float(scene.day.floats("shifts", name)[shift]) for name in ("x_m", "y_m"))
            if at_s < (there_s := self._reach(worker, x_m, y_m)):
                scene.put(there_s, Due.SHIFT_ON, shift)
                self.to_come += 1
                return
            scene.online[worker] = True
            scene.x_m[worker], scene.y_m[worker] = x_m, y_m
            scene.free_s[worker] = at_s
            self._tell(at_s, "online", worker)
            self._duty_of().come(worker, at_s)
            self._plan_break(worker, shift, at_s)
        self._mark(worker)

    def _reach(self, worker: int, x_m: float, y_m: float) -> int:
        """When a worker who is off duty can be at a place: 0 for one who was not on duty before."""
        scene, left_s = self._scene, int(self._left_s[worker])
        if left_s < 0:
            return 0
        return left_s + scene.travel_s(float(scene.x_m[worker]), float(scene.y_m[worker]), x_m, y_m)

    def go(self, shift: int, at_s: int) -> None:
        """A shift ends: nothing new, and offline when all is delivered."""
        worker = int(self._scene.shift_worker[shift])
        if self._scene.online[worker] and self._scene.shift[worker] == shift:
            self._leave(worker, SHIFT_END, at_s)

    def want_rest(self, worker: int, length_s: int, at_s: int) -> None:
        """The worker wants a break."""
        if self._scene.online[worker] and not self._resting[worker]:
            self._rest_wanted_s[worker] = length_s
            self._mark(worker)
            self.settle(worker, at_s)

    def end_rest(self, worker: int, began: int, at_s: int) -> None:
        """The break that began with this event is over, unless it was cut short."""
        if self._resting[worker] and self._rest_event[worker] == began:
            self._stand_up(worker, at_s)
            self._mark(worker)
            self.settle(worker, at_s)

    def settle(self, worker: int, at_s: int) -> None:
        """With nothing in hand and nothing asked, do what was wished for: leave, or rest."""
        scene = self._scene
        if not scene.online[worker] or scene.in_hand[worker] or scene.asked[worker]:
            return
        reason = self._leaving[worker]
        if reason is not None:
            if self._resting[worker]:
                self._stand_up(worker, at_s)
            scene.online[worker] = False
            self._left_s[worker] = max(at_s, int(scene.free_s[worker]))
            self._leaving[worker] = None
            self._rest_wanted_s[worker] = 0
            self._tell(at_s, "offline", worker, reason=reason)
            self._duty_of().go(worker, at_s)
            if reason != SHIFT_END:
                self._home_until_s[worker] = self._next_midnight_s(at_s)
                self._come_tomorrow(worker, at_s)
        elif self._rest_wanted_s[worker] and not self._resting[worker]:
            length_s = int(self._rest_wanted_s[worker])
            self._rest_wanted_s[worker] = 0
            self._resting[worker] = True
            self._rest_event[worker] = self._tell(at_s, "rest_start", worker, reason="break")
            self._duty_of().rest(worker, at_s)
            scene.put(at_s + length_s, Due.REST_END, worker, int(self._rest_event[worker]))
        self._mark(worker)

    def hear(self, notice: Notice) -> None:
        """A rest rule speaks: put it on record and let the worker, and whoever would get around it, respond."""
        worker = notice.worker
        if notice.kind == "confirm_due":
            self._questions[worker] = notice
            day = self._day_number(notice.at_s)
            self._scene.put(notice.at_s + self._scene.workers.confirm_after_s(worker, day), Due.CONFIRM, worker)
            return
        if notice.kind == "confirm_over":
            self._leave(worker, LIMIT, notice.at_s)
            return
        pause = notice.kind == "push_paused"
        event = self._tell(notice.at_s, notice.kind, worker, worked_s=notice.worked_s, clause_id=notice.clause_id,
                           level=notice.level,
                           from_s=notice.from_s if pause else None, to_s=notice.to_s if pause else None)
        if notice.kind == "forced_offline":
            self._leave(worker, DAILY_STOP, notice.at_s)
        if notice.kind != "reminder_shown":
            self._expect_override(notice, event)

    def answer_question(self, worker: int, at_s: int) -> None:
        """The worker says whether to go on."""
        notice = self._questions.pop(worker)
        scene = self._scene
        if not scene.online[worker]:
            return
        if not scene.workers.goes_on(worker, self._day_number(notice.at_s)):
            self._leave(worker, WENT_HOME, at_s)
            return
        duty = self._duty_of()
        worked_s = int(duty.worked_s(at_s)[worker])
        duty.confirm(worker, at_s)
        self._tell(at_s, "continue_confirmed", worker, worked_s=worked_s, clause_id=notice.clause_id)

    def try_override(self, hold: int, at_s: int) -> None:
        """A station chief tries to send the oldest open order to a worker whom a rest rule holds back; in vain."""
        scene = self._scene
        notice, event = self._holds[hold]
        waiting = np.flatnonzero(scene.status == Status.OPEN)
        if not len(waiting) or (notice.kind == "push_paused" and at_s >= notice.to_s):
            return
        order = int(waiting[np.argmin(scene.placed_s[waiting])])
        self._tell(at_s, "override_attempted", notice.worker, order_id=scene.order_ids[order], outcome="rejected",
                   clause_id=notice.clause_id, ref_event_id=event)

    # -- inside ---------------------------------------------------------------------------------------------------

    def _duty_of(self) -> Duty:
        if self._duty is None:
            raise RuntimeError("attendance was not joined to a duty")
        return self._duty

    def _mark(self, worker: int) -> None:
        self._scene.present[worker] = bool(
            self._scene.online[worker] and not self._resting[worker] and not self._rest_wanted_s[worker]
            and self._leaving[worker] in (None, DAILY_STOP))

    def _leave(self, worker: int, reason: str, at_s: int) -> None:
        if self._leaving[worker] is None or reason == DAILY_STOP:
            self._leaving[worker] = reason
        self._mark(worker)
        self.settle(worker, at_s)

    def _stand_up(self, worker: int, at_s: int) -> None:
        self._resting[worker] = False
        self._duty_of().resume(worker, at_s)
        self._tell(at_s, "rest_end", worker, ref_event_id=int(self._rest_event[worker]))

    def _plan_break(self, worker: int, shift: int, at_s: int) -> None:
        scene = self._scene
        planned = scene.workers.plan_break(worker, shift, int(scene.on_s[shift]), int(scene.off_s[shift]))
        if planned is not None and planned[0] >= at_s:
            scene.put(planned[0], Due.REST, worker, planned[1])

    def _come_tomorrow(self, worker: int, at_s: int) -> None:
        """A shift that runs on past midnight goes on there."""
        scene, shift = self._scene, int(self._scene.shift[worker])
        midnight_s = self._next_midnight_s(at_s)
        if midnight_s < scene.off_s[shift]:
            scene.put(midnight_s, Due.SHIFT_ON, shift)
            self.to_come += 1

    def _next_midnight_s(self, at_s: int) -> int:
        tz = self._scene.day.info.tz
        return local_day_bounds_s(local_date(at_s, tz), tz)[1]

    def _expect_override(self, notice: Notice, event: int) -> None:
        number = int(self._held_times[notice.worker])
        self._held_times[notice.worker] += 1
        after_s = self._scene.workers.override_after_s(notice.worker, number)
        if after_s is not None:
            self._holds.append((notice, event))
            self._scene.put(notice.at_s + after_s, Due.OVERRIDE, len(self._holds) - 1)

    def _day_number(self, at_s: int) -> int:
        return local_date(at_s, self._scene.day.info.tz).toordinal()

    def _tell(self, at_s: int, kind: str, worker: int, **fields: str | int | None) -> int:
        scene = self._scene
        if kind in ("online", "offline"):
            return scene.log.append(at_s, kind, worker_id=scene.worker_ids[worker], x_m=float(scene.x_m[worker]),
                                    y_m=float(scene.y_m[worker]), **fields)
        return scene.log.append(at_s, kind, worker_id=scene.worker_ids[worker], **fields)
