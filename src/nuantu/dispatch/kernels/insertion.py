"""The cheapest place for one order in a route of stops: pick-up and delivery anywhere after the fixed stops."""

from __future__ import annotations

from typing import Any

from nuantu.dispatch.kernels.route import PICKUP, advance_stop, price_delivery
from nuantu.dispatch.kernels.travel import INFINITE, jit


@jit
def finish_route(
    w: Any, stops: Any, kinds: Any, begin: Any, n: Any, x_m: Any, y_m: Any, t_s: Any, visit: Any,
    bound: Any, workers: Any, orders: Any, physics: Any,
) -> Any:
    """Price of the stops from ``begin`` on, begun from the given state; infinite once it reaches ``bound``."""
    price = 0.0
    for i in range(begin, n):
        o = stops[i]
        x_m, y_m, t_s, visit, act_s = advance_stop(o, kinds[i], x_m, y_m, t_s, visit, orders, physics)
        if kinds[i] == PICKUP:
            if physics.by_off == 1 and act_s > workers.off_s[w] and orders.holder[o] != w:
                return INFINITE
        else:
            price += price_delivery(o, act_s, orders, physics)
            if price >= bound:
                return INFINITE
    return price


@jit
def find_insertion(
    o: Any, w: Any, stops: Any, kinds: Any, n: Any, route_price: Any, bound: Any,
    workers: Any, orders: Any, physics: Any,
) -> Any:
    """Cheapest insertion of order ``o`` into the route of worker ``w``: rise of the price, pick-up and delivery place.

    The pick-up goes before stop ``i``, the delivery before stop ``j >= i`` of the present route. Returns
    ``(INFINITE, -1, -1)`` where none is feasible below ``bound``.
    """
    best = bound
    best_i = -1
    best_j = -1
    x_m = workers.x_m[w]
    y_m = workers.y_m[w]
    t_s = workers.free_s[w]
    visit = -1
    hand = workers.hand[w]
    before = 0.0
    for i in range(n + 1):
        if i >= workers.fixed[w] and hand < workers.cap[w]:
            qx_m, qy_m, q_s, q_visit, picked_s = advance_stop(o, PICKUP, x_m, y_m, t_s, visit, orders, physics)
            if physics.by_off == 1 and picked_s > workers.off_s[w]:
                break
            between = before
            q_hand = hand + 1
            for j in range(i, n + 1):
                zx_m, zy_m, z_s, z_visit, done_s = advance_stop(o, 1, qx_m, qy_m, q_s, q_visit, orders, physics)
                price = between + price_delivery(o, done_s, orders, physics) - route_price
                if price < best:
                    tail = finish_route(
                        w, stops, kinds, j, n, zx_m, zy_m, z_s, z_visit, best - price, workers, orders, physics)
                    if tail < INFINITE and price + tail < best:
                        best, best_i, best_j = price + tail, i, j
                if j == n:
                    break
                qx_m, qy_m, q_s, q_visit, act_s = advance_stop(
                    stops[j], kinds[j], qx_m, qy_m, q_s, q_visit, orders, physics)
                if kinds[j] == PICKUP:
                    if orders.holder[stops[j]] != w:
                        q_hand += 1
                        if q_hand > workers.cap[w] or (physics.by_off == 1 and act_s > workers.off_s[w]):
                            break
                else:
                    q_hand -= 1
                    between += price_delivery(stops[j], act_s, orders, physics)
                if between - route_price >= best:
                    break
        if i < n:
            x_m, y_m, t_s, visit, act_s = advance_stop(stops[i], kinds[i], x_m, y_m, t_s, visit, orders, physics)
            if kinds[i] == PICKUP:
                if orders.holder[stops[i]] != w:
                    hand += 1
            else:
                hand -= 1
                before += price_delivery(stops[i], act_s, orders, physics)
    if best_i < 0:
        return INFINITE, -1, -1
    return best, best_i, best_j
