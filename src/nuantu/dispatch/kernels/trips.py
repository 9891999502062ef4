"""Routes made of trips (mdrp conduct): timing, and the cheapest place for one order.

A route is a delivery sequence ``seq`` with ``head`` flags: 1 where an order begins a new trip. A trip is one
merchant's orders, all taken in one visit and all delivered before the next trip. The price of an order is its
excess: seconds between its delivery and the earliest that any worker could deliver it, times its weight.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from nuantu.dispatch.kernels.travel import INFINITE, jit

NEW_TRIP, JOIN_INSIDE, JOIN_AS_HEAD = 0, 1, 2


class Field(NamedTuple):
    """Travel seconds and order times of one round.

    ``to_pick`` (W, M) worker to merchant; ``back`` (O, M) customer to merchant; ``between`` (O, O) customer to
    customer of one merchant (0 elsewhere); ``out`` (O) merchant to customer; ``merchant`` (O) row of M;
    ``reach`` (W, M) earliest arrival of a worker at a merchant; ``ready_s`` (O) not before now; ``ideal_s`` (O)
    earliest possible delivery; ``weight`` (O).
    """

    to_pick: Any
    back: Any
    between: Any
    out: Any
    merchant: Any
    reach: Any
    ready_s: Any
    ideal_s: Any
    weight: Any


class Service(NamedTuple):
    """Service seconds before and after a pick-up and a delivery; most orders in one trip; price of a second's ride.

    ``ride_price`` (weighted seconds a second) is charged on rides to merchants: a small one settles ties in favour of
    the shorter ride.
    """

    pickup_before_s: Any
    pickup_after_s: Any
    drop_before_s: Any
    drop_after_s: Any
    trip_orders: Any
    ride_price: Any


@jit
def ride_to(w: Any, after: Any, merchant: Any, field: Any) -> Any:
    """Seconds of riding to a merchant: from the worker's own place (``after`` -1) or from a customer."""
    if after < 0:
        return field.to_pick[w, merchant]
    return field.back[after, merchant]


@jit
def arrive_at(w: Any, after: Any, left_s: Any, merchant: Any, field: Any) -> Any:
    """Arrival at a merchant: from the worker's own place (``after`` -1), or from a customer left at ``left_s``."""
    if after < 0:
        return field.reach[w, merchant]
    return left_s + field.back[after, merchant]


@jit
def time_trips(
    w: Any, seq: Any, head: Any, n: Any, off_s: Any, field: Any, service: Any, excess: Any, left: Any,
) -> Any:
    """Fill the excess (weighted seconds) and the time of leaving each customer; return the sum of excess.

    Infinite where a pick-up comes after the shift.
    """
    total = 0.0
    after = -1
    t_s = 0
    i = 0
    while i < n:
        j = i + 1
        ready_s = field.ready_s[seq[i]]
        while j < n and head[j] == 0:
            ready_s = max(ready_s, field.ready_s[seq[j]])
            j += 1
        pick_s = max(arrive_at(w, after, t_s, field.merchant[seq[i]], field) + service.pickup_before_s, ready_s)
        if pick_s > off_s:
            total += INFINITE
        ride = service.ride_price * ride_to(w, after, field.merchant[seq[i]], field)
        t_s = pick_s + service.pickup_after_s
        for k in range(i, j):
            o = seq[k]
            t_s += (field.out[o] if k == i else field.between[after, o]) + service.drop_before_s
            excess[k] = (t_s - field.ideal_s[o]) * field.weight[o] + ride
            ride = 0.0
            total += excess[k]
            t_s += service.drop_after_s
            left[k] = t_s
            after = o
        i = j
    return total


@jit
def follow_trips(
    w: Any, seq: Any, head: Any, begin: Any, n: Any, after: Any, t_s: Any, rise: Any, bound: Any, off_s: Any,
    field: Any, service: Any, excess: Any, left: Any, rest: Any,
) -> Any:
    """Rise of the price when the trips from ``begin`` on follow customer ``after``, left at ``t_s``.

    Ends early where a trip ends as it did before. ``rest[i]`` is the excess of ``seq[i:]``.
    """
    i = begin
    while i < n:
        if rise - rest[i] >= bound:
            return INFINITE
        j = i + 1
        ready_s = field.ready_s[seq[i]]
        while j < n and head[j] == 0:
            ready_s = max(ready_s, field.ready_s[seq[j]])
            j += 1
        pick_s = max(arrive_at(w, after, t_s, field.merchant[seq[i]], field) + service.pickup_before_s, ready_s)
        if pick_s > off_s:
            return INFINITE
        rise += service.ride_price * ride_to(w, after, field.merchant[seq[i]], field)
        t_s = pick_s + service.pickup_after_s
        for k in range(i, j):
            o = seq[k]
            t_s += (field.out[o] if k == i else field.between[after, o]) + service.drop_before_s
            rise += (t_s - field.ideal_s[o]) * field.weight[o] - excess[k]
            t_s += service.drop_after_s
            after = o
        if t_s == left[j - 1]:
            return rise
        i = j
    return rise


@jit
def find_trip_insertion(
    o: Any, w: Any, seq: Any, head: Any, n: Any, bound: Any, off_s: Any, field: Any, service: Any,
    excess: Any, left: Any, rest: Any,
) -> Any:
    """Cheapest place for order ``o`` in a route: rise of excess, position, how (new trip, join inside or as head)."""
    best = bound
    best_at = -1
    best_how = NEW_TRIP
    merchant = field.merchant[o]
    i = 0
    while True:
        after = -1 if i == 0 else seq[i - 1]
        t_s = 0 if i == 0 else left[i - 1]
        arrive_s = arrive_at(w, after, t_s, merchant, field)
        ride = service.ride_price * ride_to(w, after, merchant, field)
        pick_s = max(arrive_s + service.pickup_before_s, field.ready_s[o])
        if pick_s <= off_s:
            done_s = pick_s + service.pickup_after_s + field.out[o] + service.drop_before_s
            rise = (done_s - field.ideal_s[o]) * field.weight[o] + ride
            rise = follow_trips(w, seq, head, i, n, o, done_s + service.drop_after_s, rise, best, off_s, field, service,
                                excess, left, rest)
            if rise < best:
                best, best_at, best_how = rise, i, NEW_TRIP
        elif arrive_s + service.pickup_before_s > off_s:
            break
        if i >= n:
            break
        j = i + 1
        ready_s = max(field.ready_s[o], field.ready_s[seq[i]])
        while j < n and head[j] == 0:
            ready_s = max(ready_s, field.ready_s[seq[j]])
            j += 1
        if field.merchant[seq[i]] == merchant and j - i < service.trip_orders:
            pick_s = max(arrive_s + service.pickup_before_s, ready_s)
            if pick_s <= off_s:
                for at in range(i, j + 1):
                    t_s = pick_s + service.pickup_after_s
                    rise = ride
                    last = -1
                    for k in range(i, j + 1):
                        if k == at:
                            t_s += (field.out[o] if last < 0 else field.between[last, o]) + service.drop_before_s
                            rise += (t_s - field.ideal_s[o]) * field.weight[o]
                            t_s += service.drop_after_s
                            last = o
                        if k < j:
                            p = seq[k]
                            t_s += (field.out[p] if last < 0 else field.between[last, p]) + service.drop_before_s
                            rise += (t_s - field.ideal_s[p]) * field.weight[p] - excess[k]
                            t_s += service.drop_after_s
                            last = p
                    rise = follow_trips(w, seq, head, j, n, last, t_s, rise, best, off_s, field, service, excess, left,
                                        rest)
                    if rise < best:
                        best, best_at, best_how = rise, at, JOIN_AS_HEAD if at == i else JOIN_INSIDE
        i = j
    if best_at < 0:
        return INFINITE, -1, NEW_TRIP
    return best, best_at, best_how


@jit
def insert_trip(seq: Any, head: Any, n: Any, o: Any, at: Any, how: Any) -> Any:
    """Put an order at a position found by ``find_trip_insertion``; return the new length."""
    for p in range(n - 1, at - 1, -1):
        seq[p + 1] = seq[p]
        head[p + 1] = head[p]
    seq[at] = o
    head[at] = 0 if how == JOIN_INSIDE else 1
    if how == JOIN_AS_HEAD:
        head[at + 1] = 0
    return n + 1


@jit
def remove_trip(seq: Any, head: Any, n: Any, o: Any) -> Any:
    """Take an order out of a route; the next order of its trip becomes head where it was; return the new length."""
    to = 0
    lost_head = 0
    for p in range(n):
        if seq[p] == o:
            lost_head = head[p]
            continue
        seq[to] = seq[p]
        head[to] = 1 if lost_head == 1 else head[p]
        lost_head = 0
        to += 1
    return to
