"""Travel on the straight line, and what every kernel shares: how it is compiled and the records it reads."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numba as nb

#: fastmath stays off: no reordering of floating-point sums, so that a day comes out the same on every machine.
jit = nb.njit(cache=True, fastmath=False, nogil=True)

INFINITE = 1e18


class Orders(NamedTuple):
    """Order arrays (O): places in metres, times in seconds, weight of the objective, holder or -1."""

    px_m: Any
    py_m: Any
    dx_m: Any
    dy_m: Any
    merchant: Any
    ready_s: Any
    promised_s: Any
    gate_s: Any
    weight: Any
    holder: Any


class Workers(NamedTuple):
    """Worker arrays (W): next free place and time, end of shift, most in hand, in hand now, room, fixed stops."""

    x_m: Any
    y_m: Any
    free_s: Any
    off_s: Any
    cap: Any
    hand: Any
    room: Any
    fixed: Any


class Physics(NamedTuple):
    """The rule set's numbers: now, seconds a metre, unit, services in seconds, 1 if pick-ups end with the shift."""

    now_s: Any
    s_per_m: Any
    unit_s: Any
    pickup_before_s: Any
    pickup_after_s: Any
    drop_before_s: Any
    drop_after_s: Any
    by_off: Any
    late_factor: Any


@jit
def travel_s(from_x_m: Any, from_y_m: Any, x_m: Any, y_m: Any, s_per_m: Any, unit_s: Any) -> Any:
    """Seconds between two points: metres times ``s_per_m``, rounded up to whole ``unit_s``."""
    dx = x_m - from_x_m
    dy = y_m - from_y_m
    return math.ceil(math.sqrt(dx * dx + dy * dy) * s_per_m / unit_s - 1e-9) * unit_s
