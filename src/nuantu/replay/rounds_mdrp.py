"""The clock of the mdrp rule set: whole minutes, decisions from what is known, loads that change until pick-up.

Every minute the policy sees the orders placed so far that nobody has picked up. A worker who is sent to a merchant
rides there without diversion; what he takes is settled when he picks up. A load is delivered whole before anything
else. Source of the rules: Reyes, Erera, Savelsbergh, Sahasrabudhe, O'Neil, The Meal Delivery Routing Problem (2018).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from nuantu.dispatch.check import check_plan
from nuantu.dispatch.explain import Option, explain_pushes
from nuantu.dispatch.policies.policy import Policy
from nuantu.dispatch.problem import DELIVER, NEVER_S, PICKUP, Conduct, Ints, Plan, Snapshot
from nuantu.dispatch.rules import Rules
from nuantu.replay.bans import Forbidden
from nuantu.replay.day import Day
from nuantu.replay.gate_mdrp import MdrpGate
from nuantu.replay.record_mdrp import MdrpRecord

MINUTE_S = 60


def make_conduct(day: Day) -> Conduct:
    """The physical rules of an mdrp day."""
    info = day.info
    return Conduct(
        "mdrp", one_merchant_trips=True, pickup_by_off=True, speed_m_per_h=info.speed_m_per_h,
        detour_pm=info.detour_pm, travel_unit_s=info.travel_unit_s,
        pickup_before_s=info.pickup_service_s // 2, pickup_after_s=info.pickup_service_s - info.pickup_service_s // 2,
        drop_before_s=info.dropoff_service_s // 2, drop_after_s=info.dropoff_service_s - info.dropoff_service_s // 2,
        round_s=MINUTE_S,
    )


@dataclass(slots=True)
class Fleet:
    """Where every worker (row of shifts) is: place, when free there, merchant at that place or -1, load held."""

    x_m: np.ndarray
    y_m: np.ndarray
    free_s: Ints
    head: Ints
    done: Ints
    place: list[str]
    held: list[list[int]] = field(default_factory=list)


class MdrpClock:
    """One replay of an mdrp day."""

    def __init__(
        self, day: Day, rules: Rules, policy: Policy, record: MdrpRecord, progress: Callable[[float], None] | None,
    ) -> None:
        self._day, self._policy, self._record, self._progress = day, policy, record, progress
        self._gate = MdrpGate(day, rules, record)
        self._conduct = make_conduct(day)
        self._on_s, self._off_s = day.ints("shifts", "on_s").copy(), day.ints("shifts", "off_s").copy()
        self._placed_s, self._ready_s = day.ints("orders", "placed_s").copy(), day.ints("orders", "ready_s").copy()
        self._merchant = day.positions("orders", "merchant_id", "merchants").copy()
        self._m_x_m, self._m_y_m = day.floats("merchants", "x_m").copy(), day.floats("merchants", "y_m").copy()
        self._d_x_m, self._d_y_m = day.floats("orders", "x_m").copy(), day.floats("orders", "y_m").copy()
        count = len(self._on_s)
        self._fleet = Fleet(
            day.floats("shifts", "x_m").copy(), day.floats("shifts", "y_m").copy(), self._on_s.copy(),
            np.full(count, -1, np.int64), np.zeros(count, np.int64), ["0"] * count, [[] for _ in range(count)])
        self._holder = np.full(len(self._placed_s), -1, np.int64)
        self._gone = np.zeros(len(self._placed_s), np.bool_)
        self._by_placed = np.argsort(self._placed_s, kind="stable")
        self._prior: Plan | None = None
        self._prior_rows = np.zeros(0, np.int64)
        self.dispatch_s = 0.0
        self.rounds = 0

    def run(self) -> None:
        """Play the day from the first shift or order to the end of the last shift."""
        first_s = int(min(self._on_s.min(initial=NEVER_S), self._placed_s.min(initial=NEVER_S)))
        last_s = int(self._off_s.max(initial=0))
        first_s -= (first_s - self._day.info.begin_s) % MINUTE_S
        for now_s in range(first_s, last_s + 1, MINUTE_S):
            if self._gone.all():
                break
            self._gate.advance(now_s)
            self._play_round(now_s)
            self.rounds += 1
            if self._progress is not None:
                self._progress((now_s - first_s) / max(1, last_s - first_s))
        self._gate.close(last_s)

    def _play_round(self, now_s: int) -> None:
        known = self._by_placed[: np.searchsorted(self._placed_s[self._by_placed], now_s, side="right")]
        rows = np.sort(known[~self._gone[known]])
        snapshot = self._see(now_s, rows, known)
        begin = time.perf_counter()
        plan = self._policy.decide(snapshot)
        self.dispatch_s += time.perf_counter() - begin
        check_plan(snapshot, plan)
        self._prior, self._prior_rows = plan, rows
        loads = {int(w): self._first_load(plan, int(w), rows) for w in np.flatnonzero(np.diff(plan.ptr))}
        self._give_up(now_s, loads)
        for at, options in enumerate(explain_pushes(snapshot, plan)):
            self._push(now_s, snapshot, options, int(rows[plan.push_order[at]]), int(plan.push_worker[at]))
        for w, m in zip(plan.move_worker, plan.move_merchant, strict=True):
            self._ride(now_s, int(w), int(m))
        for w, load in loads.items():
            if self._fleet.held[w]:
                self._pick_up(now_s, w, [row for row in load if row in self._fleet.held[w]])

    def _see(self, now_s: int, rows: Ints, known: Ints) -> Snapshot:
        fleet, count, n = self._fleet, len(self._on_s), len(rows)
        merchant = self._merchant[rows]
        at_merchant = fleet.head >= 0
        bans = self._gate.list_bans(now_s, rows, self._holder[rows])
        return Snapshot(
            now_s=now_s, conduct=self._conduct, w_row=np.arange(count), w_x_m=fleet.x_m.copy(),
            w_y_m=fleet.y_m.copy(),
            w_free_s=np.where(at_merchant, fleet.free_s, np.maximum(fleet.free_s, now_s)),
            w_on_s=self._on_s, w_off_s=self._off_s, w_head=fleet.head.copy(),
            w_room=self._gate.cap - np.array([len(held) for held in fleet.held], np.int64), w_cap=self._gate.cap,
            w_block=self._gate.list_blocks(now_s), w_latest_s=self._off_s, w_fixed=np.zeros(count, np.int64),
            blocks=self._gate.blocks,
            o_row=rows, o_merchant=merchant, o_px_m=self._m_x_m[merchant], o_py_m=self._m_y_m[merchant],
            o_dx_m=self._d_x_m[rows], o_dy_m=self._d_y_m[rows], o_placed_s=self._placed_s[rows],
            o_ready_s=self._ready_s[rows], o_promised_s=np.full(n, NEVER_S), o_gate_s=np.zeros(n, np.int64),
            o_weight=np.ones(n), o_holder=self._holder[rows], o_on_board=np.zeros(n, np.bool_),
            ban_order=bans.order, ban_worker=bans.worker, ban_clause=bans.clause,
            held_ptr=np.zeros(count + 1, np.int64), held_order=np.zeros(0, np.int64),
            held_kind=np.zeros(0, np.int64), prior=self._carry(rows, bans),
            w_orders_done=fleet.done.copy(), w_duty_s=self._off_s - self._on_s, m_x_m=self._m_x_m, m_y_m=self._m_y_m,
            m_orders_so_far=np.bincount(self._merchant[known], minlength=len(self._m_x_m)),
        )

    def _carry(self, rows: Ints, bans: Forbidden) -> Plan | None:
        """The last plan in terms of this round's orders, without those that were picked up or may no longer be."""
        prior = self._prior
        if prior is None or not len(prior.order):
            return None
        place = np.full(len(self._placed_s), -1, np.int64)
        place[rows] = np.arange(len(rows))
        order = place[self._prior_rows[prior.order]]
        keep = order >= 0
        if len(bans.order):
            owner = np.repeat(np.arange(len(self._on_s)), np.diff(prior.ptr))
            keep &= ~np.isin(order * len(self._on_s) + owner, bans.order * len(self._on_s) + bans.worker)
        kept = np.concatenate(([0], np.cumsum(keep)))
        none = np.zeros(0, np.int64)
        return Plan(kept[prior.ptr].astype(np.int64), order[keep], prior.kind[keep], none, none)

    def _first_load(self, plan: Plan, w: int, rows: Ints) -> list[int]:
        """Rows of the first trip's orders of a worker in delivery sequence."""
        load: list[int] = []
        for at in range(int(plan.ptr[w]), int(plan.ptr[w + 1])):
            if plan.kind[at] == PICKUP and load:
                break
            if plan.kind[at] == DELIVER:
                load.append(int(rows[plan.order[at]]))
        return load

    def _give_up(self, now_s: int, loads: dict[int, list[int]]) -> None:
        """Orders that a worker holds and that are no longer in his next load go back."""
        for w, held in enumerate(self._fleet.held):
            for row in [row for row in held if row not in loads.get(w, ())]:
                held.remove(row)
                self._holder[row] = -1
                self._gate.give_up(w, now_s)
                self._record.reassign(now_s, w, row)

    def _push(self, now_s: int, snapshot: Snapshot, options: list[Option], row: int, w: int) -> None:
        self._record.push(now_s, snapshot, options, row, w)
        self._gate.start(w, now_s)
        self._holder[row] = w
        self._fleet.held[w].append(row)
        if self._fleet.head[w] != self._merchant[row]:
            self._ride(now_s, w, int(self._merchant[row]))

    def _ride(self, now_s: int, w: int, m: int) -> None:
        """Set out for a merchant; the worker is free there on arrival."""
        fleet = self._fleet
        leg_m = self._day.travel.distance_m(fleet.x_m[w], fleet.y_m[w], self._m_x_m[m], self._m_y_m[m])
        begin_s = max(now_s, int(fleet.free_s[w]))
        self._record.ride(begin_s, w, fleet.place[w], m, float(fleet.x_m[w]), float(fleet.y_m[w]))
        fleet.free_s[w] = begin_s + int(self._day.travel.travel_s(np.asarray(leg_m)))
        fleet.x_m[w], fleet.y_m[w], fleet.head[w] = self._m_x_m[m], self._m_y_m[m], m
        fleet.place[w] = self._record.merchant_ids[m]

    def _pick_up(self, now_s: int, w: int, load: list[int]) -> None:
        """Take the load if this is the minute in which it can be taken, and deliver it whole."""
        fleet, conduct = self._fleet, self._conduct
        arrive_s = int(fleet.free_s[w])
        pick_s = max(arrive_s + conduct.pickup_before_s, max(int(self._ready_s[row]) for row in load))
        if pick_s > now_s:
            return
        self._record.pick_up(now_s, w, load, arrive_s)
        t_s = now_s + conduct.pickup_after_s
        for row in load:
            leg_m = self._day.travel.distance_m(fleet.x_m[w], fleet.y_m[w], self._d_x_m[row], self._d_y_m[row])
            self._record.carry(t_s, w, fleet.place[w], row)
            done_s = t_s + int(self._day.travel.travel_s(np.asarray(leg_m))) + conduct.drop_before_s
            self._record.deliver(done_s, w, row)
            self._gate.finish(w, done_s, int(self._record.ride_m[row]))
            t_s = done_s + conduct.drop_after_s
            fleet.x_m[w], fleet.y_m[w] = self._d_x_m[row], self._d_y_m[row]
            fleet.place[w] = self._record.order_ids[row]
            self._gone[row] = True
            self._holder[row] = -1
        fleet.free_s[w], fleet.head[w], fleet.held[w] = t_s, -1, []
        fleet.done[w] += len(load)
