"""The clock of the open rule set: things happen when they are due, and every round whoever is needed is found.

Between rounds the scene moves by its own events (meals, gates, answers, breaks, shifts, alerts). A round is held on
a fixed grid of seconds as long as an order is without a worker. Whatever the policy plans passes a check outside it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from nuantu.core.errors import BreachError
from nuantu.dispatch.check import check_plan
from nuantu.dispatch.explain import Option, explain_pushes
from nuantu.dispatch.policies.policy import Policy
from nuantu.dispatch.problem import Ints, Plan, Snapshot
from nuantu.dispatch.rules import LEVELS, Rules
from nuantu.replay.attendance import Attendance
from nuantu.replay.day import Day
from nuantu.replay.duty import Duty
from nuantu.replay.offers import Offers
from nuantu.replay.outlook import Outlook
from nuantu.replay.promises import Promises
from nuantu.replay.record_mdrp import Quote
from nuantu.replay.result import Result
from nuantu.replay.routes import Routes, code
from nuantu.replay.scene import Due, Scene, Status
from nuantu.replay.workers import Workers

ROUND_S = 30


def play_open(
    day: Day, rules: Rules, policy: Policy, seed: int, price_quote: Quote | None,
    progress: Callable[[float], None] | None, round_s: int = ROUND_S,
) -> Result:
    """Replay a day under the open rule set and the clauses in force, with rounds every ``round_s`` seconds."""
    begin = time.perf_counter()
    clock = OpenClock(day, rules, policy, Workers(seed), price_quote, round_s)
    clock.run(progress)
    events, candidates = clock.scene.log.to_table(), clock.scene.candidates.to_table()
    return Result("open", events, candidates, clock.dispatch_s, time.perf_counter() - begin, clock.rounds)


class OpenClock:
    """Runs one day. ``dispatch_s`` is the wall time that the policy took, ``rounds`` how often it was asked."""

    def __init__(self, day: Day, rules: Rules, policy: Policy, workers: Workers, quote: Quote | None,
                 round_s: int) -> None:
        self.scene = Scene(day, rules, workers, round_s)
        self.dispatch_s, self.rounds = 0.0, 0
        self._policy, self._round_s = policy, round_s
        self._attendance = Attendance(self.scene)
        self._duty = Duty(rules, day.info.tz, day.info.begin_s, self._attendance.hear)
        self._attendance.join(self._duty)
        self._promises = Promises(self.scene)
        self._routes = Routes(self.scene, self._promises, self._finish)
        self._offers = Offers(self.scene, self._duty, self._routes, self._promises, self._attendance, quote,
                              self._call_round)
        self._outlook = Outlook(self.scene, self._duty)
        self._called = False

    def run(self, progress: Callable[[float], None] | None) -> None:
        """Play the day to its end; ``progress`` is told the share that is done."""
        scene = self.scene
        self._open_day()
        first_s = scene.next_s or 0
        last_s = max(int(scene.placed_s.max(initial=first_s)), int(scene.off_s.max(initial=first_s)), first_s + 1)
        told, doings = 0, self._list_doings()
        while (at_s := scene.next_s) is not None:
            if self._duty.next_s <= at_s:
                self._duty.advance(self._duty.next_s)
                continue
            at_s, due, first, second = scene.take()
            doings[due](at_s, first, second)
            share = min(100, 100 * (at_s - first_s) // (last_s - first_s))
            if progress is not None and share > told:
                told = share
                progress(share / 100)

    def _open_day(self) -> None:
        """Make all workers known and note what the day itself brings."""
        scene, day = self.scene, self.scene.day
        first_s = scene.first_s
        columns = {name: day.texts("workers", name) for name in ("worker_class", "vehicle", "place_code")}
        tenure = day.workers.column("tenure_days").to_pylist()
        for row, worker_id in enumerate(scene.worker_ids):
            scene.log.append(first_s, "registered", worker_id=worker_id, tenure_days=tenure[row],
                             **{name: texts[row] for name, texts in columns.items()})
        scene.wishes.tell(scene.log)
        for row, alert in enumerate(scene.alerts.rows):
            scene.put(alert.issued_s, Due.ALERT, row)
        for order in np.argsort(scene.placed_s, kind="stable").tolist():
            scene.put(int(scene.placed_s[order]), Due.PLACED, order)
        self._attendance.plan()
        self._alert_events: dict[str, int] = {}
        place_code = {} if day.districts is None else dict(
            zip(day.ids("districts"), day.texts("districts", "place_code"), strict=True))
        self._place_code = [place_code.get(district or "") for district in scene.district]

    def _list_doings(self) -> dict[Due, Callable[[int, int, int], None]]:
        """What to do when something is due: called with the moment and whom it concerns."""
        routes, offers, attendance = self._routes, self._offers, self._attendance
        return {
            Due.ARRIVE: lambda at_s, worker, _: routes.arrive(worker, at_s),
            Due.ACT: lambda at_s, worker, _: routes.act(worker, at_s),
            Due.ANSWER: lambda at_s, worker, order: offers.answer(worker, order, at_s),
            Due.ROUND: lambda at_s, _first, _second: self._hold_round(at_s),
            Due.PLACED: lambda at_s, order, _: self._place(order, at_s),
            Due.SHIFT_ON: lambda at_s, shift, _: attendance.come(shift, at_s),
            Due.SHIFT_OFF: lambda at_s, shift, _: attendance.go(shift, at_s),
            Due.REST: lambda at_s, worker, length_s: attendance.want_rest(worker, length_s, at_s),
            Due.REST_END: lambda at_s, worker, event: attendance.end_rest(worker, event, at_s),
            Due.CONFIRM: lambda at_s, worker, _: attendance.answer_question(worker, at_s),
            Due.OVERRIDE: lambda at_s, hold, _: attendance.try_override(hold, at_s),
            Due.ALERT: lambda at_s, row, _: self._issue(row, at_s),
        }

    def _issue(self, row: int, at_s: int) -> None:
        """An alert is issued, perhaps in the place of another."""
        alert = self.scene.alerts.rows[row]
        self._alert_events[alert.alert_id] = self.scene.log.append(
            at_s, "alert", district_id=alert.district_id, from_s=alert.from_s, to_s=alert.stated_to_s,
            reason=alert.kind, level=LEVELS[alert.level], issued_by=alert.issued_by,
            ref_event_id=self._alert_events.get(alert.supersedes or ""))

    def _place(self, order: int, at_s: int) -> None:
        """A customer places an order and is quoted a promise."""
        scene = self.scene
        merchant = int(scene.merchant[order])
        scene.log.append(
            at_s, "created", order_id=scene.order_ids[order], merchant_id=scene.merchant_ids[merchant],
            district_id=scene.district[order], compound_id=scene.compound[order], place_code=self._place_code[order],
            x_m=float(scene.dx_m[order]), y_m=float(scene.dy_m[order]), from_x_m=float(scene.px_m[order]),
            from_y_m=float(scene.py_m[order]), distance_m=int(scene.ride_m[order]),
            ready_estimate_s=int(scene.estimate_s[order]), weight_g=scene.weight_g[order], floor=scene.floor[order])
        scene.log.append(int(scene.ready_s[order]), "merchant_ready", order_id=scene.order_ids[order],
                         merchant_id=scene.merchant_ids[merchant])
        scene.merchant_orders[merchant] += 1
        scene.status[order] = Status.OPEN
        self._promises.quote(order, at_s)
        self._call_round(at_s)

    def _finish(self, worker: int, at_s: int, order: int | None = None) -> None:
        """An order has left a worker's hands; only one that was delivered is named."""
        self._duty.end(worker, at_s, 0 if order is None else int(self.scene.ride_m[order]))
        self._attendance.settle(worker, at_s)

    def _call_round(self, at_s: int) -> None:
        """Have a round held at the next point of the grid; an order that reopens at a point is seen to at once."""
        if not self._called:
            self._called = True
            self.scene.put(-(-at_s // self._round_s) * self._round_s, Due.ROUND)

    def _hold_round(self, now_s: int) -> None:
        """Ask the policy, check what it says, and do it."""
        scene = self.scene
        self._called = False
        if not (scene.status == Status.OPEN).any():
            return
        if not scene.online.any() and self._attendance.to_come == 0:
            self._cancel_open(now_s)
            return
        if scene.present.any():
            snapshot = self._outlook.build(now_s)
            begin = time.perf_counter()
            plan = self._policy.decide(snapshot)
            self.dispatch_s += time.perf_counter() - begin
            self.rounds += 1
            check_plan(snapshot, plan)
            self._outlook.remember(snapshot, plan)
            self._apply(snapshot, plan)
        if (scene.status == Status.OPEN).any():
            self._call_round(now_s + 1)

    def _cancel_open(self, now_s: int) -> None:
        """Nobody is there and nobody will come: the platform gives the order up."""
        scene = self.scene
        for order in np.flatnonzero(scene.status == Status.OPEN).tolist():
            scene.status[order] = Status.CANCELLED
            scene.log.append(now_s, "cancelled", order_id=scene.order_ids[order], reason="no_worker")

    def _apply(self, snapshot: Snapshot, plan: Plan) -> None:
        workers = self._outlook.workers
        self._reorder(snapshot, plan, workers)
        explained = explain_pushes(snapshot, plan)
        stops = snapshot.o_row[plan.order] * 2 + plan.kind
        for at, (o, w) in enumerate(zip(plan.push_order.tolist(), plan.push_worker.tolist(), strict=True)):
            order, worker = int(snapshot.o_row[o]), int(workers[w])
            decision = self._record(snapshot.now_s, order, explained[at])
            planned = stops[plan.ptr[w]:plan.ptr[w + 1]].tolist()
            self._offers.push(order, worker, planned, snapshot.now_s, decision)
        for w, merchant in zip(plan.move_worker.tolist(), plan.move_merchant.tolist(), strict=True):
            self._routes.send_ahead(int(workers[w]), merchant, float(snapshot.m_x_m[merchant]),
                                    float(snapshot.m_y_m[merchant]), snapshot.now_s)

    def _reorder(self, snapshot: Snapshot, plan: Plan, workers: Ints) -> None:
        """Take over new sequences of stops in hand; what is being done stays first."""
        owner = np.repeat(np.arange(snapshot.n_workers), np.diff(plan.ptr))
        held = snapshot.o_holder[plan.order] == owner
        order, kind, owner = plan.order[held], plan.kind[held], owner[held]
        if np.array_equal(order, snapshot.held_order) and np.array_equal(kind, snapshot.held_kind):
            return
        counts = np.bincount(owner, minlength=snapshot.n_workers)
        if not np.array_equal(counts, np.diff(snapshot.held_ptr)):
            raise BreachError(f"a plan at {snapshot.now_s} loses or doubles a stop of an order in hand")
        changed = (order != snapshot.held_order) | (kind != snapshot.held_kind)
        for w in np.unique(owner[changed]).tolist():
            begin, end = int(snapshot.held_ptr[w]), int(snapshot.held_ptr[w + 1])
            rows = snapshot.o_row[order[begin:end]].tolist()
            route = [code(row, int(which)) for row, which in zip(rows, kind[begin:end], strict=True)]
            now = self.scene.route[int(workers[w])]
            fixed = int(snapshot.w_fixed[w])
            if sorted(route) != sorted(now) or route[:fixed] != now[:fixed] or _delivers_first(route):
                raise BreachError(f"a plan at {snapshot.now_s} breaks the route of worker {snapshot.w_row[w]}")
            self.scene.route[int(workers[w])] = route

    def _record(self, now_s: int, order: int, options: list[Option]) -> int:
        """Write down one decision with the workers it was between."""
        scene = self.scene
        decision = scene.candidates.open_decision()
        for option in options:
            worker = int(self._outlook.workers[option.worker])
            scene.candidates.append(
                decision_id=decision, at_s=now_s, order_id=scene.order_ids[order], rank=option.rank,
                worker_id=scene.worker_ids[worker], status=option.status,
                clause_id=None if option.clause < 0 else scene.rules.clause_ids[option.clause],
                distance_m=option.distance_m, arrive_s=option.arrive_s, pickup_s=option.pickup_s,
                deliver_s=option.deliver_s, others_delay_s=option.others_delay_s, in_hand=option.in_hand,
                considered=option.considered, allowed=option.allowed)
        return decision


def _delivers_first(route: list[int]) -> bool:
    """Whether some order of a route is handed over before it is taken."""
    seen: set[int] = set()
    for stop in route:
        if stop & 1:
            seen.add(stop >> 1)
        elif stop >> 1 in seen:
            return True
    return False
