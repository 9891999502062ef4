"""Sending idle workers ahead: to the merchant from which orders yet unknown would be reached soonest."""

from __future__ import annotations

from typing import Any

import numpy as np

from nuantu.dispatch.kernels.travel import jit, travel_s


@jit
def choose_moves(
    idle: Any, x_m: Any, y_m: Any, ready_s: Any, demand: Any, m_x_m: Any, m_y_m: Any, ride_max_s: Any, left_s: Any,
    far_s: Any, s_per_m: Any, unit_s: Any,
) -> Any:
    """Target merchant of each idle worker, -1 to stay.

    ``idle`` indexes the workers that may move; ``x_m, y_m, ready_s`` (W) where every worker on duty will next be
    without work and in how many seconds; ``demand`` (M) the weight of a merchant's next order. ``ride_max_s`` (idle) is
    the longest ride of each, ``left_s`` (idle) the time over which a place pays, during the ride of which a worker
    covers nothing; who is further than ``far_s`` counts as that far. Each worker in turn takes the place that lowers
    the expected time from order to nearest worker most, the others being where they are or were just sent.
    """
    n_w, n_m = len(x_m), len(m_x_m)
    target = np.full(len(idle), -1, np.int64)
    reach = np.empty((n_w, n_m))
    for w in range(n_w):
        for m in range(n_m):
            reach[w, m] = min(far_s, ready_s[w] + travel_s(x_m[w], y_m[w], m_x_m[m], m_y_m[m], s_per_m, unit_s))
    ride = np.empty((n_m, n_m))
    for a in range(n_m):
        for b in range(n_m):
            ride[a, b] = travel_s(m_x_m[a], m_y_m[a], m_x_m[b], m_y_m[b], s_per_m, unit_s)
    first = np.full(n_m, far_s)
    first_w = np.full(n_m, -1)
    second = np.full(n_m, far_s)
    for m in range(n_m):
        _rank_nearest(reach, m, far_s, first, first_w, second)
    for q in range(len(idle)):
        w = idle[q]
        stay = 0.0
        for m in range(n_m):
            others = second[m] if first_w[m] == w else first[m]
            stay += demand[m] * max(0.0, others - reach[w, m])
        best, best_m = 1e-9, -1
        for a in range(n_m):
            away_s = reach[w, a]
            if away_s > ride_max_s[q] or away_s <= 0 or demand[a] <= 0:
                continue
            here = 0.0
            for m in range(n_m):
                others = second[m] if first_w[m] == w else first[m]
                here += demand[m] * max(0.0, others - ride[a, m])
            gain = here * (1.0 - away_s / left_s[q]) - stay
            if gain > best:
                best, best_m = gain, a
        if best_m >= 0:
            target[q] = best_m
            for m in range(n_m):
                reach[w, m] = min(far_s, ride[best_m, m])
                _rank_nearest(reach, m, far_s, first, first_w, second)
    return target


@jit
def _rank_nearest(reach: Any, m: Any, far_s: Any, first: Any, first_w: Any, second: Any) -> Any:
    """The nearest and second nearest worker of one merchant, ``far_s`` where there is none."""
    a, b, who = far_s, far_s, -1
    for w in range(reach.shape[0]):
        r = reach[w, m]
        if r < a:
            b = a
            a = r
            who = w
        elif r < b:
            b = r
    first[m] = a
    second[m] = b
    first_w[m] = who
