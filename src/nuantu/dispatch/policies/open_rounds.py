"""One round under open conduct: search over routes of stops, and which pushes are due now."""

from __future__ import annotations

import numpy as np

from nuantu.dispatch.fleet import (
    Routes,
    lay_routes,
    list_banned,
    list_open,
    list_sendable,
    load_orders,
    load_physics,
    load_workers,
    make_plan,
    warm_routes,
)
from nuantu.dispatch.kernels.route import time_route
from nuantu.dispatch.kernels.stop_search import list_near, search_stops
from nuantu.dispatch.kernels.travel import travel_s
from nuantu.dispatch.params import OpenParams
from nuantu.dispatch.problem import PICKUP, Ints, Plan, Snapshot


def decide_open(snapshot: Snapshot, params: OpenParams, seed: int, *, warm: bool, lazy: bool) -> Plan:
    """Routes for all workers under open conduct.

    ``warm`` starts from the last plan; without ``lazy`` every order that found a place is pushed at once.
    """
    routes = lay_routes(snapshot)
    open_orders = list_open(snapshot)
    if lazy:
        # Nobody is sent for a meal that is far from ready, so there is nothing to settle yet.
        open_orders = open_orders[snapshot.o_ready_s[open_orders] <= snapshot.now_s + params.open_horizon_s]
    may = list_sendable(snapshot)
    if len(open_orders) and may.any():
        if warm:
            warm_routes(snapshot, routes, may)
        orders, workers = load_orders(snapshot), load_workers(snapshot)
        physics = load_physics(snapshot, params.late_factor)
        sendable = may.astype(np.int64)
        near = list_near(open_orders, sendable, list_banned(snapshot), params.near_workers, workers, orders, physics)
        steps = min(int(params.open_iterations_per_order * len(open_orders)), params.open_iterations_max)
        search_stops(open_orders, near, sendable, routes.stops, routes.kinds, routes.lengths, steps,
                     params.unserved_s, seed, workers, orders, physics)
    push_order, push_worker = list_pushes(snapshot, routes, params.push_ahead_s if lazy else None)
    return make_plan(routes, push_order, push_worker)


def list_pushes(snapshot: Snapshot, routes: Routes, ahead_s: int | None) -> tuple[Ints, Ints]:
    """Planned orders that are pushed now, in order of the route and never more than the worker has room for.

    With ``ahead_s`` an order waits until so long before the worker must set out for it, so that a better worker may
    still be found; ``None`` pushes everything.
    """
    push_order: list[int] = []
    push_worker: list[int] = []
    workers, orders, physics = load_workers(snapshot), load_orders(snapshot), load_physics(snapshot)
    held = np.diff(snapshot.held_ptr)
    act_s = np.empty(routes.stops.shape[1], np.int64)
    for w in np.flatnonzero(routes.lengths > held):
        n = int(routes.lengths[w])
        time_route(w, routes.stops[w], routes.kinds[w], n, workers, orders, physics, act_s)
        room = int(min(snapshot.w_room[w], snapshot.w_cap[w] - workers.hand[w]))
        for o, due_s in _list_due(snapshot, routes, int(w), act_s):
            if room <= 0:
                break
            last_chance = snapshot.now_s + snapshot.conduct.round_s > snapshot.w_latest_s[w]
            if ahead_s is not None and due_s - ahead_s >= snapshot.now_s + snapshot.conduct.round_s \
                    and not last_chance:
                break
            push_order.append(o)
            push_worker.append(int(w))
            room -= 1
    return np.array(push_order, np.int64), np.array(push_worker, np.int64)


def _list_due(snapshot: Snapshot, routes: Routes, w: int, act_s: Ints) -> list[tuple[int, int]]:
    """Open orders of a route with the moment at which the worker must turn to each."""
    conduct = snapshot.conduct
    s_per_m = 3600.0 * conduct.detour_pm / 1000.0 / conduct.speed_m_per_h
    x_m, y_m = float(snapshot.w_x_m[w]), float(snapshot.w_y_m[w])
    leave_s = int(max(snapshot.w_free_s[w], snapshot.now_s))
    due: list[tuple[int, int]] = []
    stops, kinds, n = routes.stops[w], routes.kinds[w], int(routes.lengths[w])
    for i in range(n):
        o = int(stops[i])
        if kinds[i] == PICKUP:
            to_x_m, to_y_m = float(snapshot.o_px_m[o]), float(snapshot.o_py_m[o])
            after_s = conduct.pickup_after_s
        else:
            to_x_m, to_y_m = float(snapshot.o_dx_m[o]), float(snapshot.o_dy_m[o])
            after_s = conduct.drop_after_s
        if kinds[i] == PICKUP and snapshot.o_holder[o] != w:
            latest_s = int(act_s[i]) - conduct.pickup_before_s - travel_s(
                x_m, y_m, to_x_m, to_y_m, s_per_m, conduct.travel_unit_s)
            held_later = any(snapshot.o_holder[stops[p]] == w for p in range(i + 1, n))
            due.append((o, leave_s if held_later else max(leave_s, latest_s)))
        x_m, y_m, leave_s = to_x_m, to_y_m, int(act_s[i]) + after_s
    return due
