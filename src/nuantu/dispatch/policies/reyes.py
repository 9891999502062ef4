"""reyes-2018: bundles by insertion, then couriers to bundles by an assignment, every five minutes.

After Reyes, Erera, Savelsbergh, Sahasrabudhe, O'Neil, The Meal Delivery Routing Problem (2018), sections 3.1 to 3.3,
in our own implementation. The tuned weights of the paper are unpublished; ours stand in ``ReyesParams``. The random
move of each courier at the beginning of the shift is left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy.optimize import linear_sum_assignment

from nuantu.core.errors import InputError
from nuantu.dispatch.fleet import list_banned
from nuantu.dispatch.kernels.trips import Field
from nuantu.dispatch.params import OpenParams, ReyesParams, TripParams
from nuantu.dispatch.policies.held import hold_trips, plan_trips_pushed
from nuantu.dispatch.policies.trip_rounds import build_round_field, list_plannable
from nuantu.dispatch.problem import Ints, Plan, Snapshot

_UNFIT = -1e9


@dataclass(slots=True)
class Bundle:
    """Orders of one merchant in delivery sequence; ``worker`` where it is already under way to be fetched."""

    orders: list[int]
    worker: int = -1
    grown: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Reyes:
    """The published rolling-horizon algorithm, for mdrp conduct only."""

    seed: int
    open_params: OpenParams = field(default_factory=OpenParams)
    trip_params: TripParams = field(default_factory=TripParams)
    params: ReyesParams = field(default_factory=ReyesParams)
    name: str = "reyes-2018"

    def decide(self, snapshot: Snapshot) -> Plan:
        """Every ``period_s`` bundle and match; in the rounds between keep what is under way."""
        if not snapshot.conduct.one_merchant_trips:
            raise InputError("reyes-2018 is defined for the mdrp rule set alone", field="policy",
                             fix="choose nuantu, greedy or hungarian")
        seq, head, lengths = hold_trips(snapshot)
        push: list[tuple[int, int]] = []
        if snapshot.n_orders and snapshot.now_s % self.params.period_s == 0:
            round_ = _Round(snapshot, self.params, seq, lengths)
            for bundle in round_.bundles():
                if bundle.worker >= 0 and bundle.grown:
                    push += [(o, bundle.worker) for o in bundle.grown]
                    _lay(bundle.worker, bundle.orders, seq, head, lengths)
            for bundle, w in round_.match():
                push += [(o, w) for o in bundle.orders]
                _lay(w, bundle.orders, seq, head, lengths)
        return plan_trips_pushed(seq, head, lengths, push)


def _lay(w: int, orders: list[int], seq: Ints, head: Ints, lengths: Ints) -> None:
    lengths[w] = len(orders)
    seq[w, : len(orders)] = orders
    head[w, : len(orders)] = np.arange(len(orders)) == 0


class _Round:
    """One optimisation: what is waiting, who may come, and the bundles made of it."""

    def __init__(self, snapshot: Snapshot, params: ReyesParams, seq: Ints, lengths: Ints) -> None:
        self._snapshot, self._params = snapshot, params
        self._field: Field = build_round_field(snapshot)[1]
        now = snapshot.now_s
        may = list_plannable(snapshot) & (snapshot.w_on_s <= now) & (lengths == 0)
        self._couriers = np.flatnonzero(may & (snapshot.w_free_s <= now + params.horizon_s))
        self._banned = list_banned(snapshot)
        # Who can be sent to nobody now is not bundled with anybody.
        sendable = ~(self._banned == 1).all(axis=1)
        self._waiting = np.flatnonzero(
            (snapshot.o_holder < 0) & (snapshot.o_ready_s <= now + params.horizon_s) & sendable)
        most = int(snapshot.w_room[self._couriers].max(initial=1))
        self._size = min(most, max(1, math.ceil(len(self._waiting) / max(1, len(self._couriers)))))
        self._open: list[Bundle] = []
        growing = list_plannable(snapshot) & (lengths > 0)
        self._coming = [Bundle(seq[w, : lengths[w]].tolist(), int(w)) for w in np.flatnonzero(growing)]

    def bundles(self) -> list[Bundle]:
        """Bundles of every merchant: parallel insertion in order of readiness, then each order once more."""
        field_ = self._field
        merchant_of = field_.merchant
        for m in np.unique(merchant_of[self._waiting]):
            own = self._waiting[merchant_of[self._waiting] == m]
            own = own[np.argsort(field_.ready_s[own], kind="stable")]
            coming = [b for b in self._coming if merchant_of[b.orders[0]] == m and self._is_far(b.worker, int(m))]
            fresh = [Bundle([]) for _ in range(math.ceil(len(own) / self._size))]
            bundles = coming + fresh
            for o in own:
                self._insert(int(o), bundles)
            for o in own:
                for bundle in bundles:
                    if int(o) in bundle.orders:
                        bundle.orders.remove(int(o))
                        if int(o) in bundle.grown:
                            bundle.grown.remove(int(o))
                self._insert(int(o), bundles)
            self._open += [b for b in fresh if b.orders]
        return self._coming

    def _is_far(self, w: int, m: int) -> bool:
        """Whether a courier under way arrives only after the next optimisation, so that the load may still grow."""
        return bool(self._field.reach[w, m] > self._snapshot.now_s)

    def _insert(self, o: int, bundles: list[Bundle]) -> None:
        """Put an order where cost (travel and weighted delay of service) rises least."""
        best: tuple[float, Bundle, int] | None = None
        for bundle in bundles:
            if bundle.orders and len(bundle.orders) >= self._size:
                continue
            if bundle.worker >= 0 and len(bundle.grown) >= self._snapshot.w_room[bundle.worker]:
                continue
            if bundle.worker >= 0 and self._banned[o, bundle.worker]:
                continue
            if bundle.worker >= 0 and not self._still_in_time(bundle.worker, [*bundle.orders, o]):
                continue
            before = self._cost(bundle.orders)
            for at in range(len(bundle.orders) + 1):
                rise = self._cost([*bundle.orders[:at], o, *bundle.orders[at:]]) - before
                if best is None or rise < best[0]:
                    best = (rise, bundle, at)
        if best is None:
            raise AssertionError("there are enough bundles for every order")
        _, bundle, at = best
        bundle.orders.insert(at, o)
        if bundle.worker >= 0:
            bundle.grown.append(o)

    def _still_in_time(self, w: int, orders: list[int]) -> bool:
        """Whether a courier under way could pick all of these up before going off duty."""
        return self._finish(w, orders)[0] <= int(self._snapshot.w_off_s[w])

    def _cost(self, orders: list[int]) -> float:
        """Riding seconds of a bundle plus weighted seconds by which its orders leave the merchant late."""
        if not orders:
            return 0.0
        field_ = self._field
        ride = field_.out[orders[0]] + sum(
            field_.between[a, b] for a, b in pairwise(orders))
        ready = max(field_.ready_s[o] for o in orders)
        return float(ride + self._params.service_weight * sum(ready - field_.ready_s[o] for o in orders))

    def _finish(self, w: int, orders: list[int]) -> tuple[int, int]:
        """Pick-up and last delivery of a bundle by a courier."""
        field_, conduct = self._field, self._snapshot.conduct
        ready = max(int(field_.ready_s[o]) for o in orders)
        pick_s = max(int(field_.reach[w, field_.merchant[orders[0]]]) + conduct.pickup_before_s, ready)
        t_s = pick_s + conduct.pickup_after_s
        for k, o in enumerate(orders):
            ride = field_.out[o] if k == 0 else field_.between[orders[k - 1], o]
            t_s += int(ride) + conduct.drop_before_s + (conduct.drop_after_s if k < len(orders) - 1 else 0)
        return pick_s, t_s

    def match(self) -> list[tuple[Bundle, int]]:
        """Couriers to bundles in three groups of urgency; returns what is committed now."""
        free = [int(w) for w in self._couriers]
        committed: list[tuple[Bundle, int]] = []
        for group in (0, 1, 2):
            own = [b for b in self._open if self._group(b) == group]
            if not own or not free:
                continue
            weight = np.array([[self._weight(b, w) for w in free] for b in own])
            rows, columns = linear_sum_assignment(weight, maximize=True)
            taken = [(own[r], free[c]) for r, c in zip(rows, columns, strict=True) if weight[r, c] > _UNFIT]
            free = [w for w in free if w not in {w for _, w in taken}]
            committed += [(b, w) for b, w in taken if self._commits(w)]
        return committed

    def _group(self, bundle: Bundle) -> int:
        """0: misses the target whoever comes; 1: is ready before anybody could be there; 2: the rest."""
        snapshot, field_ = self._snapshot, self._field
        if any(field_.ideal_s[o] - snapshot.o_placed_s[o] > self._params.target_s for o in bundle.orders):
            return 0
        soonest = field_.reach[self._couriers, field_.merchant[bundle.orders[0]]].min(initial=2**62)
        ready = max(field_.ready_s[o] for o in bundle.orders)
        return 1 if soonest + snapshot.conduct.pickup_before_s > ready else 2

    def _weight(self, bundle: Bundle, w: int) -> float:
        """Orders per minute of the courier's time, less the weighted wait at the merchant."""
        pick_s, last_s = self._finish(w, bundle.orders)
        if pick_s > self._snapshot.w_off_s[w] or len(bundle.orders) > self._snapshot.w_room[w]:
            return _UNFIT
        if self._banned[bundle.orders, w].any():
            return _UNFIT
        begin_s = max(int(self._snapshot.w_free_s[w]), self._snapshot.now_s)
        ready = max(int(self._field.ready_s[o]) for o in bundle.orders)
        return len(bundle.orders) / ((last_s - begin_s) / 60) - self._params.delay_weight * (pick_s - ready) / 60

    def _commits(self, w: int) -> bool:
        """Whether a match is final, or sends the courier on the way, before the next optimisation."""
        return bool(self._snapshot.w_free_s[w] <= self._snapshot.now_s + self._params.period_s)
