"""Search over routes of stops (open conduct): insertion of all open orders, then ruin and recreate."""

from __future__ import annotations

from typing import Any

import numpy as np

from nuantu.dispatch.kernels.insertion import find_insertion
from nuantu.dispatch.kernels.route import time_route
from nuantu.dispatch.kernels.travel import INFINITE, jit, travel_s

PICKUP, DELIVER = 0, 1


@jit
def list_near(open_orders: Any, may: Any, banned: Any, k: Any, workers: Any, orders: Any, physics: Any) -> Any:
    """For each open order the up to ``k`` workers who could be at its merchant first, -1 where there are fewer.

    ``may`` (W) tells who may be sent anything; ``banned`` (O, W) pairs that may not be matched.
    """
    n_workers = len(may)
    near = np.full((len(open_orders), k), -1, np.int64)
    reach_s = np.empty(k, np.int64)
    for row in range(len(open_orders)):
        o = open_orders[row]
        found = 0
        for w in range(n_workers):
            if may[w] == 0 or banned[o, w] == 1:
                continue
            begin_s = max(workers.free_s[w], physics.now_s)
            if found == k and begin_s >= reach_s[k - 1]:
                continue
            at_s = begin_s + travel_s(workers.x_m[w], workers.y_m[w], orders.px_m[o], orders.py_m[o],
                                      physics.s_per_m, physics.unit_s)
            if found == k and at_s >= reach_s[k - 1]:
                continue
            p = min(found, k - 1)
            while p > 0 and reach_s[p - 1] > at_s:
                reach_s[p] = reach_s[p - 1]
                near[row, p] = near[row, p - 1]
                p -= 1
            reach_s[p] = at_s
            near[row, p] = w
            found = min(found + 1, k)
    return near


@jit
def insert_stop(stops: Any, kinds: Any, n: Any, o: Any, i: Any, j: Any) -> Any:
    """Put the pick-up before stop ``i`` and the delivery before stop ``j >= i``; return the new length."""
    for p in range(n - 1, j - 1, -1):
        stops[p + 2] = stops[p]
        kinds[p + 2] = kinds[p]
    for p in range(j - 1, i - 1, -1):
        stops[p + 1] = stops[p]
        kinds[p + 1] = kinds[p]
    stops[i] = o
    kinds[i] = PICKUP
    stops[j + 1] = o
    kinds[j + 1] = DELIVER
    return n + 2


@jit
def remove_stop(stops: Any, kinds: Any, n: Any, o: Any) -> Any:
    """Take both stops of an order out of a route; return the new length."""
    to = 0
    for p in range(n):
        if stops[p] != o:
            stops[to] = stops[p]
            kinds[to] = kinds[p]
            to += 1
    return to


@jit
def search_stops(
    open_orders: Any, near: Any, may: Any, stops: Any, kinds: Any, lengths: Any, iterations: Any, unserved_price: Any,
    seed: Any, workers: Any, orders: Any, physics: Any,
) -> Any:
    """Insert open orders that are in no route, then ruin and recreate; routes are changed in place.

    ``stops, kinds`` (W, L) and ``lengths`` (W): fixed stops first, held orders, and the warm start. Returns the
    worker of each open order (-1 unserved) in the order of ``open_orders``. An order is left unserved where every
    insertion costs more than ``unserved_price`` times its weight.
    """
    np.random.seed(seed)
    n_open = len(open_orders)
    n_workers, limit = stops.shape
    k = near.shape[1]
    act_s = np.empty(limit, np.int64)
    price = np.zeros(n_workers)
    fresh = np.zeros(n_workers, np.int64)
    stamp = np.arange(n_workers)
    next_stamp = n_workers
    row_of = np.full(len(orders.ready_s), -1, np.int64)
    for row in range(n_open):
        row_of[open_orders[row]] = row
    holder = np.full(n_open, -1, np.int64)
    for w in range(n_workers):
        price[w], _ = time_route(w, stops[w], kinds[w], lengths[w], workers, orders, physics, act_s)
        for p in range(lengths[w]):
            row = row_of[stops[w, p]]
            if row >= 0 and kinds[w, p] == PICKUP:
                holder[row] = w
                fresh[w] += 1
    memo_price = np.zeros((n_open, k))
    memo_i = np.zeros((n_open, k), np.int64)
    memo_j = np.zeros((n_open, k), np.int64)
    memo_stamp = np.full((n_open, k), -1, np.int64)
    out = np.empty(8, np.int64)
    old = np.empty(8, np.int64)
    touched = np.empty(16, np.int64)
    kept_stops = np.empty((16, limit), np.int64)
    kept_kinds = np.empty((16, limit), np.int64)
    kept_n = np.empty(16, np.int64)
    kept_price = np.empty(16)
    kept_stamp = np.empty(16, np.int64)
    kept_fresh = np.empty(16, np.int64)

    for step in range(iterations + 1):
        n_out = 0
        n_touched = 0
        gain = 0.0
        if step == 0:
            first, last = 0, n_open
        else:
            seed_row = np.random.randint(n_open)
            size = min(n_open, 1 + np.random.randint(5))
            n_out = _pick_related(seed_row, size, holder, open_orders, orders, out)
            for q in range(n_out):
                row = out[q]
                w = holder[row]
                old[q] = w
                if w < 0:
                    gain += unserved_price * orders.weight[open_orders[row]]
                    continue
                n_touched = _keep(w, touched, n_touched, kept_stops, kept_kinds, kept_n, kept_price, kept_stamp,
                                  kept_fresh, stops, kinds, lengths, price, stamp, fresh)
                lengths[w] = remove_stop(stops[w], kinds[w], lengths[w], open_orders[row])
                fresh[w] -= 1
                holder[row] = -1
                stamp[w] = next_stamp
                next_stamp += 1
            for t in range(n_touched):
                w = touched[t]
                gain += price[w]
                price[w], _ = time_route(w, stops[w], kinds[w], lengths[w], workers, orders, physics, act_s)
                gain -= price[w]
            first, last = 0, n_out
            _shuffle(out, n_out)
        for q in range(first, last):
            row = q if step == 0 else out[q]
            if holder[row] >= 0:
                continue
            o = open_orders[row]
            best, best_c = choose_near(
                o, row, near, may, fresh, unserved_price * orders.weight[o], stops, kinds, lengths, price, stamp,
                memo_price, memo_i, memo_j, memo_stamp, workers, orders, physics)
            gain -= best
            if best_c >= 0:
                w = near[row, best_c]
                if step > 0:
                    n_touched = _keep(w, touched, n_touched, kept_stops, kept_kinds, kept_n, kept_price, kept_stamp,
                                      kept_fresh, stops, kinds, lengths, price, stamp, fresh)
                lengths[w] = insert_stop(stops[w], kinds[w], lengths[w], o, memo_i[row, best_c], memo_j[row, best_c])
                price[w] += best
                fresh[w] += 1
                holder[row] = w
                stamp[w] = next_stamp
                next_stamp += 1
        if step > 0 and gain < -1e-6:
            for t in range(n_touched):
                w = touched[t]
                stops[w] = kept_stops[t]
                kinds[w] = kept_kinds[t]
                lengths[w] = kept_n[t]
                price[w] = kept_price[t]
                stamp[w] = kept_stamp[t]
                fresh[w] = kept_fresh[t]
            for q in range(n_out):
                holder[out[q]] = -1
            for t in range(n_touched):
                w = touched[t]
                for p in range(lengths[w]):
                    row = row_of[stops[w, p]]
                    if row >= 0:
                        holder[row] = w
        if n_open == 0:
            break
    return holder


@jit
def choose_near(
    o: Any, row: Any, near: Any, may: Any, fresh: Any, bound: Any, stops: Any, kinds: Any, lengths: Any, price: Any,
    stamp: Any, memo_price: Any, memo_i: Any, memo_j: Any, memo_stamp: Any, workers: Any, orders: Any, physics: Any,
) -> Any:
    """Cheapest of an order's near workers: the cost and the place in ``near``, -1 where none is below ``bound``.

    What an insertion costs is remembered for as long as the worker's stamp stands.
    """
    best, best_c = bound, -1
    for c in range(near.shape[1]):
        w = near[row, c]
        if w < 0:
            break
        if may[w] == 0 or fresh[w] >= workers.room[w] or lengths[w] + 2 > stops.shape[1]:
            continue
        if memo_stamp[row, c] != stamp[w]:
            memo_price[row, c], memo_i[row, c], memo_j[row, c] = find_insertion(
                o, w, stops[w], kinds[w], lengths[w], price[w], bound, workers, orders, physics)
            memo_stamp[row, c] = stamp[w]
        if memo_price[row, c] < best:
            best, best_c = memo_price[row, c], c
    return best, best_c


@jit
def _pick_related(seed_row: Any, size: Any, holder: Any, open_orders: Any, orders: Any, out: Any) -> Any:
    """The seed order and up to ``size - 1`` others near it, each the nearest of a few drawn at random."""
    n_open = len(holder)
    out[0] = seed_row
    count = 1
    a = open_orders[seed_row]
    while count < size:
        best, best_row = INFINITE, -1
        for _ in range(6):
            row = np.random.randint(n_open)
            taken = False
            for q in range(count):
                if out[q] == row:
                    taken = True
            if taken:
                continue
            b = open_orders[row]
            apart = (abs(orders.px_m[a] - orders.px_m[b]) + abs(orders.py_m[a] - orders.py_m[b])
                     + 0.5 * (abs(orders.dx_m[a] - orders.dx_m[b]) + abs(orders.dy_m[a] - orders.dy_m[b])))
            if apart < best:
                best, best_row = apart, row
        if best_row < 0:
            break
        out[count] = best_row
        count += 1
    return count


@jit
def _shuffle(out: Any, count: Any) -> Any:
    """Put the first ``count`` entries in random order."""
    for q in range(count - 1, 0, -1):
        r = np.random.randint(q + 1)
        out[q], out[r] = out[r], out[q]


@jit
def _keep(
    w: Any, touched: Any, count: Any, kept_stops: Any, kept_kinds: Any, kept_n: Any, kept_price: Any, kept_stamp: Any,
    kept_fresh: Any, stops: Any, kinds: Any, lengths: Any, price: Any, stamp: Any, fresh: Any,
) -> Any:
    """Remember a route before its first change of this step, so that the step can be undone."""
    for t in range(count):
        if touched[t] == w:
            return count
    touched[count] = w
    kept_stops[count] = stops[w]
    kept_kinds[count] = kinds[w]
    kept_n[count] = lengths[w]
    kept_price[count] = price[w]
    kept_stamp[count] = stamp[w]
    kept_fresh[count] = fresh[w]
    return count + 1
