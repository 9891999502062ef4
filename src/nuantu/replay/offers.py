"""Orders pushed to workers, and their answers: taken, refused, or withdrawn because a rule came between."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from nuantu.dispatch.order_rules import find_offering
from nuantu.dispatch.rules import Refusal
from nuantu.replay.attendance import Attendance
from nuantu.replay.duty import Duty
from nuantu.replay.promises import Promises
from nuantu.replay.record_mdrp import Quote
from nuantu.replay.routes import Routes, place_order
from nuantu.replay.scene import Due, Scene, Status
from nuantu.replay.workers import ANSWER_MOST_S, Offer

WITHDRAWN: Final = "withdrawn"


class Offers:
    """Pushes orders and settles the answers. ``reopened(at_s)`` is told when an order needs somebody again."""

    def __init__(self, scene: Scene, duty: Duty, routes: Routes, promises: Promises, attendance: Attendance,
                 quote: Quote | None, reopened: Callable[[int], None]) -> None:
        self._scene, self._duty, self._routes, self._promises = scene, duty, routes, promises
        self._attendance, self._quote, self._reopened = attendance, quote, reopened
        self._pending: dict[int, tuple[int, list[int]]] = {}
        self._refusals: dict[tuple[int, int], int] = {}

    def push(self, order: int, worker: int, planned: list[int], now_s: int, decision: int | None) -> None:
        """Show an order to a worker; ``planned`` is the route as the policy wants it, in rows of the day."""
        scene = self._scene
        pushed = scene.log.append(now_s, "pushed", worker_id=scene.worker_ids[worker],
                                  order_id=scene.order_ids[order], decision_id=decision)
        self._show(order, worker, now_s)
        scene.status[order] = Status.ASKED
        scene.asked[worker] += 1
        self._pending[order] = (pushed, planned)
        scene.put(now_s + scene.workers.answer_after_s(worker, order), Due.ANSWER, worker, order)

    def _show(self, order: int, worker: int, now_s: int) -> None:
        """Show what clauses ask to be shown, with the longest time to decide that they ask for."""
        scene = self._scene
        shown = find_offering(scene.rules.offerings, worker)
        if shown is not None:
            fields, time_s = shown
            scene.log.append(now_s, "offered", worker_id=scene.worker_ids[worker], order_id=scene.order_ids[order],
                             fields=fields, to_s=now_s + max(time_s, ANSWER_MOST_S))

    def answer(self, worker: int, order: int, at_s: int) -> None:
        """The worker answers."""
        scene = self._scene
        pushed, planned = self._pending.pop(order)
        scene.asked[worker] -= 1
        forbidden, clause_id = self._find_hindrance(worker, at_s)
        reason = WITHDRAWN if forbidden else self._ask(worker, order, at_s)
        if reason is None:
            self._accept(worker, order, at_s, pushed, planned)
            return
        if not forbidden:
            scene.refused_by.setdefault(order, []).append(worker)
            clause_id = self._find_right(worker, reason, at_s)
        scene.status[order] = Status.OPEN
        scene.log.append(at_s, "declined", worker_id=scene.worker_ids[worker], order_id=scene.order_ids[order],
                         reason=reason, clause_id=clause_id, ref_event_id=pushed)
        self._attendance.settle(worker, at_s)
        self._reopened(at_s)

    def _find_hindrance(self, worker: int, at_s: int) -> tuple[bool, str | None]:
        """Whether the order may no longer be given, and by which clause: a limit reached since the push."""
        scene = self._scene
        block = self._duty.block_of(worker, at_s)
        if block >= 0:
            return True, scene.rules.clause_ids[block]
        cap, clause = scene.caps(at_s)
        if scene.in_hand[worker] >= cap[worker]:
            return True, None if clause[worker] < 0 else scene.rules.clause_ids[int(clause[worker])]
        return self._attendance.is_gone(worker), None

    def _ask(self, worker: int, order: int, at_s: int) -> str | None:
        scene = self._scene
        approach_m = math.hypot(scene.px_m[order] - scene.x_m[worker], scene.py_m[order] - scene.y_m[worker])
        offer = Offer(approach_m, float(scene.ride_m[order]), scene.floor[order], scene.weight_g[order],
                      int(scene.gate_s[order]), scene.alerts.level_at(at_s, scene.district[order]))
        return scene.workers.refusal(worker, order, scene.worker_class[worker], offer)

    def _accept(self, worker: int, order: int, at_s: int, pushed: int, planned: Sequence[int]) -> None:
        scene = self._scene
        who = {"worker_id": scene.worker_ids[worker], "order_id": scene.order_ids[order]}
        if self._quote is not None:
            for component, amount_minor in self._quote(order, at_s, worker):
                scene.log.append(at_s, "priced", component=component, amount_minor=amount_minor, **who)
        accepted = scene.log.append(at_s, "accepted", ref_event_id=pushed, x_m=float(scene.x_m[worker]),
                                    y_m=float(scene.y_m[worker]), **who)
        scene.status[order] = Status.TAKEN
        scene.holder[order] = worker
        scene.in_hand[worker] += 1
        self._duty.start(worker, at_s)
        self._promises.accept(order, worker, at_s, accepted)
        scene.route[worker] = place_order(scene.route[worker], planned, order, int(scene.under_way[worker]))
        self._routes.set_out(worker, at_s)

    def _find_right(self, worker: int, reason: str, at_s: int) -> str | None:
        """The clause under which this refusal is free, if one is."""
        day = (at_s - self._scene.day.info.begin_s) // 86_400
        free: Refusal | None = None
        for rule in self._scene.rules.refusals:
            if rule.covers[worker] and (reason in rule.always_free or self._refusals.get((worker, day), 0) < rule.free):
                free = rule
                break
        self._refusals[worker, day] = self._refusals.get((worker, day), 0) + 1
        return None if free is None else free.clause_id
