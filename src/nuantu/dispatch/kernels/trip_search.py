"""Search over routes of trips (mdrp conduct): insert every open order, then ruin and recreate a few at a time."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nuantu.dispatch.kernels.travel import INFINITE, jit, travel_s
from nuantu.dispatch.kernels.trips import (
    Field,
    Service,
    find_trip_insertion,
    insert_trip,
    remove_trip,
    time_trips,
)

RUIN_MAX = 8


class Pay(NamedTuple):
    """What an order costs above the guarantee (W rows).

    ``done`` orders of the shift so far, ``covered`` orders that the guarantee pays, ``expected`` further orders until
    the end of the shift at the day's pace; ``price`` of one order's whole pay; ``ramp`` the share of the covered
    orders by which the end of the shift is uncertain.
    """

    done: Any
    covered: Any
    expected: Any
    price: Any
    ramp: Any


@jit
def build_field(workers: Any, orders: Any, physics: Any, merchant: Any, m_x_m: Any, m_y_m: Any) -> Any:
    """Travel seconds and order times of one round; ``merchant`` (O) is the row in ``m_x_m, m_y_m`` (M)."""
    n_w, n_o, n_m = len(workers.x_m), len(orders.px_m), len(m_x_m)
    to_pick = np.empty((n_w, n_m), np.int64)
    reach = np.empty((n_w, n_m), np.int64)
    for w in range(n_w):
        begin_s = max(workers.free_s[w], physics.now_s)
        for m in range(n_m):
            ride_s = travel_s(workers.x_m[w], workers.y_m[w], m_x_m[m], m_y_m[m], physics.s_per_m, physics.unit_s)
            to_pick[w, m] = ride_s
            reach[w, m] = workers.free_s[w] if ride_s == 0 else begin_s + ride_s
    back = np.empty((n_o, n_m), np.int64)
    between = np.zeros((n_o, n_o), np.int64)
    out = np.empty(n_o, np.int64)
    ready_s = np.empty(n_o, np.int64)
    ideal_s = np.empty(n_o, np.int64)
    for o in range(n_o):
        for m in range(n_m):
            back[o, m] = travel_s(orders.dx_m[o], orders.dy_m[o], m_x_m[m], m_y_m[m], physics.s_per_m, physics.unit_s)
        for p in range(o):
            if merchant[p] == merchant[o]:
                between[o, p] = travel_s(orders.dx_m[o], orders.dy_m[o], orders.dx_m[p], orders.dy_m[p],
                                         physics.s_per_m, physics.unit_s)
                between[p, o] = between[o, p]
        out[o] = back[o, merchant[o]] + orders.gate_s[o]
        ready_s[o] = max(orders.ready_s[o], physics.now_s)
        ideal_s[o] = ready_s[o] + physics.pickup_after_s + out[o] + physics.drop_before_s
    return Field(to_pick, back, between, out, merchant, reach, ready_s, ideal_s, orders.weight)


@jit
def sort_reach(reach: Any, may: Any) -> Any:
    """For each merchant the workers who may be sent, soonest arrival first, -1 after the last: (M, W)."""
    n_w, n_m = reach.shape
    allowed = np.flatnonzero(may)
    near = np.full((n_m, n_w), -1, np.int64)
    for m in range(n_m):
        order = np.argsort(reach[allowed, m], kind="mergesort")
        for r in range(len(allowed)):
            near[m, r] = allowed[order[r]]
    return near


@jit
def price_pay(w: Any, planned: Any, pay: Any) -> Any:
    """Price of one more order for a worker with so many planned: its pay, if likely to be above the guarantee.

    Whoever will reach the guarantee anyway at the day's pace saves nothing by being sent this order.
    """
    over = pay.done[w] + max(planned + 1.0, pay.expected[w]) - pay.covered[w]
    width = max(1.0, pay.ramp * pay.covered[w])
    return pay.price * min(1.0, max(0.0, 0.5 + (over - 0.5) / width))


@jit
def search_trips(
    seq: Any, head: Any, lengths: Any, may: Any, banned: Any, off_s: Any, steps: Any, unserved_price: Any,
    slack_price: Any, seed: Any, field: Any, service: Any, pay: Any,
) -> Any:
    """Insert orders that are in no route, then ruin and recreate; ``seq, head`` (W, L) change in place.

    ``slack_price`` is the rise of the price (weighted seconds) that a step may bring at the beginning; it falls to
    nothing over the steps. Returns the worker of each order, -1 unserved.
    """
    np.random.seed(seed)
    n_orders = len(field.ready_s)
    n_workers, limit = seq.shape
    near = sort_reach(field.reach, may)
    excess = np.zeros((n_workers, limit))
    left = np.zeros((n_workers, limit), np.int64)
    rest = np.zeros((n_workers, limit + 1))
    total = np.zeros(n_workers)
    stamp = np.arange(n_workers)
    next_stamp = n_workers
    holder = np.full(n_orders, -1, np.int64)
    for w in range(n_workers):
        total[w] = refresh_route(w, seq, head, lengths, off_s, field, service, excess, left, rest)
        if total[w] >= INFINITE:
            lengths[w] = 0
            total[w] = 0.0
        for p in range(lengths[w]):
            holder[seq[w, p]] = w
    memo_rise = np.zeros((n_orders, n_workers))
    memo_at = np.zeros((n_orders, n_workers), np.int8)
    memo_how = np.zeros((n_orders, n_workers), np.int8)
    memo_stamp = np.full((n_orders, n_workers), -1, np.int32)
    out = np.empty(RUIN_MAX, np.int64)
    touched = np.empty(3 * RUIN_MAX, np.int64)
    kept_seq = np.empty((3 * RUIN_MAX, limit), np.int64)
    kept_head = np.empty((3 * RUIN_MAX, limit), np.int64)
    kept_n = np.empty(3 * RUIN_MAX, np.int64)
    kept_stamp = np.empty(3 * RUIN_MAX, np.int64)
    queue = np.argsort(field.ready_s, kind="mergesort")

    for step in range(steps + 1):
        n_out = 0
        n_touched = 0
        gain = 0.0
        if step > 0:
            n_out = pick_ruin(holder, seq, lengths, excess, field, may, out)
            for q in range(n_out):
                o = out[q]
                w = holder[o]
                if w < 0:
                    gain += unserved_price
                    continue
                before = n_touched
                n_touched = keep_route(w, touched, n_touched, kept_seq, kept_head, kept_n, kept_stamp, seq, head,
                                       lengths, stamp)
                if n_touched > before:
                    gain += total[w]
                lengths[w] = remove_trip(seq[w], head[w], lengths[w], o)
                gain += price_pay(w, lengths[w], pay)
                holder[o] = -1
            for t in range(n_touched):
                w = touched[t]
                total[w] = refresh_route(w, seq, head, lengths, off_s, field, service, excess, left, rest)
                gain -= total[w]
                stamp[w] = next_stamp
                next_stamp += 1
            order_recreate(out, n_out, field)
        n_todo = n_orders if step == 0 else n_out
        slack = 1e-3 + (slack_price * (1.0 - step / steps) * np.random.random() if step > 0 else INFINITE)
        for q in range(n_todo):
            o = queue[q] if step == 0 else out[q]
            if holder[o] >= 0:
                continue
            # What would cost more than the step has freed cannot be kept, so it need not be found.
            bound = min(unserved_price, gain + slack + 1e-3)
            best, best_w = choose_worker(o, near, bound, seq, head, lengths, banned, off_s, stamp, memo_rise, memo_at,
                                         memo_how, memo_stamp, excess, left, rest, field, service, pay)
            gain -= best
            if gain < -slack:
                break
            if best_w >= 0:
                w = best_w
                if step > 0:
                    n_touched = keep_route(w, touched, n_touched, kept_seq, kept_head, kept_n, kept_stamp, seq, head,
                                           lengths, stamp)
                lengths[w] = insert_trip(seq[w], head[w], lengths[w], o, memo_at[o, w], memo_how[o, w])
                total[w] = refresh_route(w, seq, head, lengths, off_s, field, service, excess, left, rest)
                holder[o] = w
                stamp[w] = next_stamp
                next_stamp += 1
        if step > 0 and gain < -slack:
            for q in range(n_out):
                holder[out[q]] = -1
            for t in range(n_touched):
                w = touched[t]
                seq[w] = kept_seq[t]
                head[w] = kept_head[t]
                lengths[w] = kept_n[t]
                stamp[w] = kept_stamp[t]
                total[w] = refresh_route(w, seq, head, lengths, off_s, field, service, excess, left, rest)
                for p in range(lengths[w]):
                    holder[seq[w, p]] = w
        else:
            for t in range(n_touched):
                w = touched[t]
                if is_same(seq[w], head[w], lengths[w], kept_seq[t], kept_head[t], kept_n[t]):
                    stamp[w] = kept_stamp[t]
    return holder


@jit
def keep_route(
    w: Any, touched: Any, count: Any, kept_seq: Any, kept_head: Any, kept_n: Any, kept_stamp: Any, seq: Any, head: Any,
    lengths: Any, stamp: Any,
) -> Any:
    """Remember a route before its first change of a step, so that the step can be undone; return how many are kept."""
    for t in range(count):
        if touched[t] == w:
            return count
    touched[count] = w
    kept_seq[count] = seq[w]
    kept_head[count] = head[w]
    kept_n[count] = lengths[w]
    kept_stamp[count] = stamp[w]
    return count + 1


@jit
def is_same(seq: Any, head: Any, n: Any, other_seq: Any, other_head: Any, other_n: Any) -> Any:
    """Whether two routes are the same, so that what was remembered of one holds for the other."""
    if n != other_n:
        return False
    same = True
    for p in range(n):
        same = same and seq[p] == other_seq[p] and head[p] == other_head[p]
    return same


@jit
def choose_worker(
    o: Any, near: Any, bound: Any, seq: Any, head: Any, lengths: Any, banned: Any, off_s: Any, stamp: Any,
    memo_rise: Any, memo_at: Any, memo_how: Any, memo_stamp: Any, excess: Any, left: Any, rest: Any, field: Any,
    service: Any, pay: Any,
) -> Any:
    """The worker for whom an order costs least and that cost, -1 where none is below ``bound``.

    Workers are tried by soonest arrival, until an arrival without any delay to others would cost too much. What an
    insertion costs, or below what bound there is none (position -1), is remembered while the worker's stamp stands.
    """
    best, best_w = bound, -1
    m = field.merchant[o]
    for r in range(seq.shape[0]):
        w = near[m, r]
        if w < 0:
            break
        least = (field.reach[w, m] + service.pickup_before_s - field.ready_s[o]) * field.weight[o]
        if least >= best:
            break
        if banned[o, w] == 1 or lengths[w] + 1 >= seq.shape[1] or field.reach[w, m] > off_s[w]:
            continue
        extra = price_pay(w, lengths[w], pay)
        if extra >= best:
            continue
        if memo_stamp[o, w] != stamp[w] or (memo_at[o, w] < 0 and memo_rise[o, w] + extra < best):
            rise, at, how = find_trip_insertion(o, w, seq[w], head[w], lengths[w], best - extra, off_s[w], field,
                                                service, excess[w], left[w], rest[w])
            memo_rise[o, w], memo_at[o, w], memo_how[o, w] = (rise if at >= 0 else best - extra), at, how
            memo_stamp[o, w] = stamp[w]
        if memo_at[o, w] >= 0 and memo_rise[o, w] + extra < best:
            best, best_w = memo_rise[o, w] + extra, w
    return best, best_w


@jit
def refresh_route(
    w: Any, seq: Any, head: Any, lengths: Any, off_s: Any, field: Any, service: Any, excess: Any, left: Any, rest: Any,
) -> Any:
    """Time one route anew, with the excess from each position to its end; return its price."""
    n = lengths[w]
    total = time_trips(w, seq[w], head[w], n, off_s[w], field, service, excess[w], left[w])
    rest[w, n] = 0.0
    for p in range(n - 1, -1, -1):
        rest[w, p] = rest[w, p + 1] + excess[w, p]
    return total


@jit
def pick_ruin(holder: Any, seq: Any, lengths: Any, excess: Any, field: Any, may: Any, out: Any) -> Any:
    """Choose one to six orders to take out together: a seed, preferably one that waits, and orders related to it."""
    n_orders = len(holder)
    seed_o, worst = -1, -1.0
    for _ in range(2):
        o = np.random.randint(n_orders)
        wait = INFINITE
        w = holder[o]
        if w >= 0:
            for p in range(lengths[w]):
                if seq[w, p] == o:
                    wait = excess[w, p]
        if wait > worst:
            seed_o, worst = o, wait
    size = min(n_orders, 1 + np.random.randint(6))
    out[0] = seed_o
    count = 1
    w = holder[seed_o]
    if w >= 0 and np.random.random() < 0.25:
        for p in range(lengths[w]):
            if seq[w, p] != seed_o and count < size:
                out[count] = seq[w, p]
                count += 1
    m = field.merchant[seed_o]
    tries = 0
    while count < size and tries < 8:
        tries += 1
        best, best_o = INFINITE, -1
        for _ in range(8):
            o = np.random.randint(n_orders)
            taken = False
            for q in range(count):
                taken = taken or out[q] == o
            if taken:
                continue
            apart = abs(field.ready_s[o] - field.ready_s[seed_o]) + 1.0 * field.back[seed_o, field.merchant[o]]
            apart = min(apart, abs(field.ready_s[o] - field.ready_s[seed_o])
                        + 1.0 * abs(field.back[o, m] - field.out[o]) + 1.0 * field.back[o, m])
            if field.merchant[o] == m:
                apart *= 0.3
            if apart < best:
                best, best_o = apart, o
        if best_o >= 0:
            out[count] = best_o
            count += 1
    free = 0
    for q in range(count):
        if holder[out[q]] < 0 or may[holder[out[q]]] == 1:
            out[free] = out[q]
            free += 1
    return free


@jit
def order_recreate(out: Any, count: Any, field: Any) -> Any:
    """Put removed orders in the order in which they are inserted again: at random, or by readiness."""
    for q in range(count - 1, 0, -1):
        r = np.random.randint(q + 1)
        out[q], out[r] = out[r], out[q]
    if np.random.random() < 0.5:
        for q in range(1, count):
            p = q
            while p > 0 and field.ready_s[out[p - 1]] > field.ready_s[out[p]]:
                out[p - 1], out[p] = out[p], out[p - 1]
                p -= 1


@jit
def read_trips(ptr: Any, order: Any, kind: Any, seq: Any, head: Any, lengths: Any) -> Any:
    """Stop sequences as delivery sequences with heads: a trip begins with the first delivery after a pick-up."""
    for w in range(len(ptr) - 1):
        n = 0
        fresh = 1
        for p in range(ptr[w], ptr[w + 1]):
            if kind[p] == 0:
                fresh = 1
            elif n < seq.shape[1]:
                seq[w, n] = order[p]
                head[w, n] = fresh
                fresh = 0
                n += 1
        lengths[w] = n


@jit
def write_stops(seq: Any, head: Any, lengths: Any) -> Any:
    """Delivery sequences with heads as stop sequences: ``ptr, order, kind``."""
    n_workers = len(lengths)
    ptr = np.zeros(n_workers + 1, np.int64)
    for w in range(n_workers):
        ptr[w + 1] = ptr[w] + 2 * lengths[w]
    order = np.empty(ptr[n_workers], np.int64)
    kind = np.empty(ptr[n_workers], np.int64)
    for w in range(n_workers):
        at = ptr[w]
        i = 0
        while i < lengths[w]:
            j = i + 1
            while j < lengths[w] and head[w, j] == 0:
                j += 1
            for k in range(i, j):
                order[at + k - i] = seq[w, k]
                kind[at + k - i] = 0
                order[at + (j - i) + k - i] = seq[w, k]
                kind[at + (j - i) + k - i] = 1
            at += 2 * (j - i)
            i = j
    return ptr, order, kind


__all__ = [
    "Field", "Pay", "Service", "build_field", "pick_ruin", "price_pay", "read_trips", "search_trips", "write_stops",
]
