"""A stop sequence in time: where a worker is, when each order is picked up and delivered, what it costs."""

from __future__ import annotations

from typing import Any

from nuantu.dispatch.kernels.travel import INFINITE, jit, travel_s

PICKUP = 0


@jit
def advance_stop(order: Any, kind: Any, x_m: Any, y_m: Any, t_s: Any, visit: Any, orders: Any, physics: Any) -> Any:
    """One stop further: new place, time of leaving, merchant being visited (-1 none), time of the act itself.

    ``t_s`` is when the worker may leave the present place. Consecutive pick-ups at one merchant are one visit.
    Who stands at a place already since ``t_s`` has arrived there at ``t_s``; nobody leaves or acts before now.
    """
    if kind == PICKUP:
        if visit == orders.merchant[order] and visit >= 0:
            act_s = max(t_s - physics.pickup_after_s, orders.ready_s[order])
            return x_m, y_m, act_s + physics.pickup_after_s, visit, act_s
        to_x_m = orders.px_m[order]
        to_y_m = orders.py_m[order]
    else:
        to_x_m = orders.dx_m[order]
        to_y_m = orders.dy_m[order]
    ride_s = travel_s(x_m, y_m, to_x_m, to_y_m, physics.s_per_m, physics.unit_s)
    arrive_s = t_s if ride_s == 0 else max(t_s, physics.now_s) + ride_s
    if kind == PICKUP:
        act_s = max(arrive_s + physics.pickup_before_s, orders.ready_s[order], physics.now_s)
        return to_x_m, to_y_m, act_s + physics.pickup_after_s, orders.merchant[order], act_s
    act_s = max(arrive_s + orders.gate_s[order] + physics.drop_before_s, physics.now_s)
    return to_x_m, to_y_m, act_s + physics.drop_after_s, -1, act_s


@jit
def price_delivery(order: Any, act_s: Any, orders: Any, physics: Any) -> Any:
    """Weighted seconds of one delivery: its time since now, lateness beyond the promise counted more."""
    late_s = max(0, act_s - orders.promised_s[order])
    return orders.weight[order] * (act_s - physics.now_s + physics.late_factor * late_s)


@jit
def time_route(w: Any, stops: Any, kinds: Any, n: Any, workers: Any, orders: Any, physics: Any, act_s: Any) -> Any:
    """Fill ``act_s[:n]`` with the time of each stop's act; return the route's price and when the worker is free.

    The price is infinite where more orders than the cap are in hand or a pick-up comes after the shift.
    """
    x_m = workers.x_m[w]
    y_m = workers.y_m[w]
    t_s = workers.free_s[w]
    visit = -1
    hand = workers.hand[w]
    price = 0.0
    for i in range(n):
        o = stops[i]
        x_m, y_m, t_s, visit, act_s[i] = advance_stop(o, kinds[i], x_m, y_m, t_s, visit, orders, physics)
        if kinds[i] == PICKUP:
            if orders.holder[o] != w:
                hand += 1
                if hand > workers.cap[w] or (physics.by_off == 1 and act_s[i] > workers.off_s[w]):
                    price = INFINITE
        else:
            hand -= 1
            price += price_delivery(o, act_s[i], orders, physics)
    return price, t_s
