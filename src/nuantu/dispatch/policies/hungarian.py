"""hungarian: every round the waiting orders and the workers are matched one to one at least total cost.

What is matched is pushed at once and stays; what is not waits for the next round. The assignment is solved to
optimality (Jonker-Volgenant, scipy), after Kuhn, The Hungarian Method for the Assignment Problem (1955).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

from nuantu.dispatch.fleet import (
    lay_routes,
    list_banned,
    list_open,
    list_sendable,
    load_orders,
    load_physics,
    load_workers,
    make_plan,
)
from nuantu.dispatch.kernels.insertion import find_insertion
from nuantu.dispatch.kernels.route import time_route
from nuantu.dispatch.kernels.stop_search import insert_stop, list_near
from nuantu.dispatch.kernels.travel import INFINITE
from nuantu.dispatch.params import OpenParams, TripParams
from nuantu.dispatch.policies.held import hold_trips, plan_trips_pushed, split_pairs
from nuantu.dispatch.policies.trip_rounds import build_round_field
from nuantu.dispatch.problem import Floats, Ints, Plan, Snapshot

_NEVER_MATCHED = 1e12


@dataclass(slots=True)
class Hungarian:
    """One optimal assignment a round, one order a worker, committed at once; nobody is sent ahead."""

    seed: int
    open_params: OpenParams = field(default_factory=OpenParams)
    trip_params: TripParams = field(default_factory=TripParams)
    name: str = "hungarian"

    def decide(self, snapshot: Snapshot) -> Plan:
        """Match this round's waiting orders."""
        if snapshot.conduct.one_merchant_trips:
            return _decide_trips(snapshot)
        return _decide_stops(snapshot, self.open_params)


def match_cheapest(cost: Floats) -> list[tuple[int, int]]:
    """Pairs (row, column) of the cheapest assignment, without those that may not be."""
    if not cost.size:
        return []
    rows, columns = linear_sum_assignment(np.minimum(cost, _NEVER_MATCHED))
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if cost[r, c] < _NEVER_MATCHED]


def _decide_trips(snapshot: Snapshot) -> Plan:
    """mdrp conduct: idle workers against waiting orders, by the excess that each pair would have."""
    seq, head, lengths = hold_trips(snapshot)
    waiting = list_open(snapshot)
    idle = np.flatnonzero(list_sendable(snapshot) & (snapshot.w_free_s <= snapshot.now_s) & (lengths == 0))
    matched = []
    if len(waiting) and len(idle):
        _, field_ = build_round_field(snapshot)
        conduct = snapshot.conduct
        reach_s = field_.reach[np.ix_(idle, field_.merchant[waiting])].T + conduct.pickup_before_s
        pick_s = np.maximum(reach_s, field_.ready_s[waiting][:, None])
        cost = (pick_s - field_.ready_s[waiting][:, None] - _age_s(snapshot, waiting)[:, None]).astype(np.float64)
        cost = np.where(pick_s > snapshot.w_off_s[idle], np.inf, cost)
        cost[list_banned(snapshot)[np.ix_(waiting, idle)] == 1] = np.inf
        matched = [(int(waiting[r]), int(idle[c])) for r, c in match_cheapest(cost)]
    for o, w in matched:
        seq[w, 0], head[w, 0], lengths[w] = o, 1, 1
    return plan_trips_pushed(seq, head, lengths, matched)


def _decide_stops(snapshot: Snapshot, params: OpenParams) -> Plan:
    """Open conduct: each waiting order against its nearest workers, by the cheapest insertion into their routes."""
    routes = lay_routes(snapshot)
    waiting = list_open(snapshot)
    may = list_sendable(snapshot)
    matched: list[tuple[int, int]] = []
    if len(waiting) and may.any():
        orders, workers = load_orders(snapshot), load_workers(snapshot)
        physics = load_physics(snapshot, params.late_factor)
        near = list_near(waiting, may.astype(np.int64), list_banned(snapshot), params.near_workers, workers, orders,
                         physics)
        cost = np.full((len(waiting), snapshot.n_workers), np.inf)
        places = np.full((*cost.shape, 2), -1, np.int64)
        act_s = np.empty(routes.stops.shape[1], np.int64)
        for row, o in enumerate(waiting):
            for w in near[row][near[row] >= 0]:
                line = routes.stops[w], routes.kinds[w], int(routes.lengths[w])
                price, _ = time_route(w, *line, workers, orders, physics, act_s)
                rise, i, j = find_insertion(o, w, *line, price, INFINITE, workers, orders, physics)
                if i >= 0:
                    cost[row, w], places[row, w] = rise - _age_s(snapshot, waiting)[row], (i, j)
        for row, w in match_cheapest(cost):
            o, (i, j) = int(waiting[row]), places[row, w]
            routes.lengths[w] = insert_stop(routes.stops[w], routes.kinds[w], routes.lengths[w], o, i, j)
            matched.append((o, w))
    return make_plan(routes, *split_pairs(matched))


def _age_s(snapshot: Snapshot, waiting: Ints) -> Ints:
    """Seconds that each waiting order has been ready: where workers lack, the oldest are matched first."""
    age: Ints = np.maximum(0, snapshot.now_s - snapshot.o_ready_s[waiting])
    return age
