"""What each of a few workers could do for one order: arrival, pick-up, delivery, delay to the worker's others."""

from __future__ import annotations

from typing import Any

import numpy as np

from nuantu.dispatch.kernels.insertion import find_insertion
from nuantu.dispatch.kernels.route import PICKUP, advance_stop, time_route
from nuantu.dispatch.kernels.stop_search import insert_stop, remove_stop
from nuantu.dispatch.kernels.travel import INFINITE, jit, travel_s
from nuantu.dispatch.kernels.trips import find_trip_insertion, insert_trip, time_trips


@jit
def nearest_workers(o: Any, on_duty: Any, first: Any, count: Any, workers: Any, orders: Any, physics: Any) -> Any:
    """The worker ``first`` and up to ``count - 1`` others on duty who could be at the merchant soonest."""
    out = np.empty(count, np.int64)
    at_s = np.empty(count, np.int64)
    out[0] = first
    n = 1
    for w in range(len(on_duty)):
        if on_duty[w] == 0 or w == first:
            continue
        s = max(workers.free_s[w], physics.now_s)
        if n == count and s >= at_s[n - 1]:
            continue
        s += travel_s(workers.x_m[w], workers.y_m[w], orders.px_m[o], orders.py_m[o], physics.s_per_m, physics.unit_s)
        if n == count and s >= at_s[n - 1]:
            continue
        p = min(n, count - 1)
        while p > 1 and at_s[p - 1] > s:
            at_s[p] = at_s[p - 1]
            out[p] = out[p - 1]
            p -= 1
        at_s[p] = s
        out[p] = w
        n = min(n + 1, count)
    return out[:n]


@jit
def sum_deliveries(kinds: Any, stops: Any, n: Any, act_s: Any, o: Any) -> Any:
    """Sum of the delivery times of a route, without those of order ``o``."""
    total = 0
    for i in range(n):
        if kinds[i] != PICKUP and stops[i] != o:
            total += act_s[i]
    return total


@jit
def read_option(w: Any, o: Any, stops: Any, kinds: Any, n: Any, workers: Any, orders: Any, physics: Any) -> Any:
    """Arrival at the merchant, pick-up and delivery of order ``o`` in a route; sum of the others' deliveries."""
    x_m, y_m, t_s, visit = workers.x_m[w], workers.y_m[w], workers.free_s[w], -1
    arrive_s, pick_s, deliver_s, others = 0, 0, 0, 0
    for i in range(n):
        if stops[i] == o and kinds[i] == PICKUP:
            ride_s = travel_s(x_m, y_m, orders.px_m[o], orders.py_m[o], physics.s_per_m, physics.unit_s)
            arrive_s = t_s if ride_s == 0 else max(t_s, physics.now_s) + ride_s
        x_m, y_m, t_s, visit, act_s = advance_stop(stops[i], kinds[i], x_m, y_m, t_s, visit, orders, physics)
        if stops[i] == o:
            if kinds[i] == PICKUP:
                pick_s = act_s
            else:
                deliver_s = act_s
        elif kinds[i] != PICKUP:
            others += act_s
    return min(arrive_s, pick_s), pick_s, deliver_s, others


@jit
def weigh_stops(
    o: Any, options: Any, chosen: Any, stops: Any, kinds: Any, lengths: Any, workers: Any, orders: Any, physics: Any,
) -> Any:
    """Rows (arrive, pick-up, deliver, delay to others, reachable) of each option under open conduct.

    The chosen worker's route is taken as planned; for the others the order is inserted where it costs least.
    """
    out = np.zeros((len(options), 5), np.int64)
    limit = stops.shape[1]
    own_stops = np.empty(limit + 2, np.int64)
    own_kinds = np.empty(limit + 2, np.int64)
    act_s = np.empty(limit + 2, np.int64)
    for q in range(len(options)):
        w = options[q]
        n = lengths[w]
        own_stops[:n] = stops[w, :n]
        own_kinds[:n] = kinds[w, :n]
        if w == chosen:
            with_n = n
            base_n = remove_stop(own_stops, own_kinds, n, o)
        else:
            base_n = n
        price, _ = time_route(w, own_stops, own_kinds, base_n, workers, orders, physics, act_s)
        before = sum_deliveries(own_kinds, own_stops, base_n, act_s, o)
        if w == chosen:
            own_stops[:n] = stops[w, :n]
            own_kinds[:n] = kinds[w, :n]
            reachable = 1
        else:
            _, i, j = find_insertion(o, w, own_stops, own_kinds, base_n, price, INFINITE, workers, orders, physics)
            reachable = 1 if i >= 0 else 0
            if i < 0:
                i, j = base_n, base_n
            with_n = insert_stop(own_stops, own_kinds, base_n, o, i, j)
        arrive_s, pick_s, deliver_s, after = read_option(w, o, own_stops, own_kinds, with_n, workers, orders, physics)
        out[q, 0], out[q, 1], out[q, 2], out[q, 3], out[q, 4] = arrive_s, pick_s, deliver_s, after - before, reachable
    return out


@jit
def weigh_trips(
    o: Any, options: Any, chosen: Any, seq: Any, head: Any, lengths: Any, off_s: Any, field: Any, service: Any,
    workers: Any, orders: Any, physics: Any,
) -> Any:
    """The same under mdrp conduct, where routes are made of trips."""
    out = np.zeros((len(options), 5), np.int64)
    limit = seq.shape[1] + 1
    own_seq = np.empty(limit, np.int64)
    own_head = np.empty(limit, np.int64)
    excess = np.empty(limit)
    left = np.empty(limit, np.int64)
    rest = np.zeros(limit + 1)
    stops = np.empty(2 * limit, np.int64)
    kinds = np.empty(2 * limit, np.int64)
    for q in range(len(options)):
        w = options[q]
        n = 0
        lost = 0
        for p in range(lengths[w]):
            if seq[w, p] == o:
                lost = head[w, p]
                continue
            own_seq[n] = seq[w, p]
            own_head[n] = 1 if lost == 1 else head[w, p]
            lost = 0
            n += 1
        time_trips(w, own_seq, own_head, n, off_s[w], field, service, excess, left)
        rest[n] = 0.0
        for p in range(n - 1, -1, -1):
            rest[p] = rest[p + 1] + excess[p]
        _, at, how = find_trip_insertion(o, w, own_seq, own_head, n, INFINITE, off_s[w], field, service, excess, left,
                                         rest)
        base_n = lay_stops(own_seq, own_head, n, stops, kinds)
        _, _, _, before = read_option(w, o, stops, kinds, base_n, workers, orders, physics)
        if w == chosen:
            n = lengths[w]
            own_seq[:n] = seq[w, :n]
            own_head[:n] = head[w, :n]
            reachable = 1
        else:
            reachable = 1 if at >= 0 else 0
            n = insert_trip(own_seq, own_head, n, o, at if at >= 0 else n, how if at >= 0 else 0)
        with_n = lay_stops(own_seq, own_head, n, stops, kinds)
        arrive_s, pick_s, deliver_s, after = read_option(w, o, stops, kinds, with_n, workers, orders, physics)
        out[q, 0], out[q, 1], out[q, 2], out[q, 3], out[q, 4] = arrive_s, pick_s, deliver_s, after - before, reachable
    return out


@jit
def lay_stops(seq: Any, head: Any, n: Any, stops: Any, kinds: Any) -> Any:
    """One delivery sequence with heads as stops; return their number."""
    i = 0
    while i < n:
        j = i + 1
        while j < n and head[j] == 0:
            j += 1
        for k in range(i, j):
            stops[2 * i + k - i] = seq[k]
            kinds[2 * i + k - i] = PICKUP
            stops[i + j + k - i] = seq[k]
            kinds[i + j + k - i] = 1
        i = j
    return 2 * n
