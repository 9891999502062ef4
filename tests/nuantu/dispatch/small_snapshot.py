"""Small snapshots for tests, of either conduct, changed field by field with ``dataclasses.replace``."""

from __future__ import annotations

import numpy as np

from nuantu.dispatch.problem import Conduct, Snapshot

MDRP = Conduct("mdrp", one_merchant_trips=True, pickup_by_off=True, speed_m_per_h=19200, detour_pm=1000,
               travel_unit_s=60, pickup_before_s=120, pickup_after_s=120, drop_before_s=120, drop_after_s=120,
               round_s=60)
OPEN = Conduct("open", one_merchant_trips=False, pickup_by_off=False, speed_m_per_h=18000, detour_pm=1300,
               travel_unit_s=1, pickup_before_s=60, pickup_after_s=30, drop_before_s=60, drop_after_s=30, round_s=60)
NOW_S = 1_000_020


def make_snapshot(conduct: Conduct, seed: int, n_workers: int = 6, n_orders: int = 8, span_m: int = 5000) -> Snapshot:
    """Everybody idle on duty for two more hours; orders of four merchants placed within the last ten minutes."""
    rng = np.random.default_rng(seed)

    def spread(count: int) -> np.ndarray:
        return rng.integers(0, span_m, count).astype(np.float64)

    def zeros(count: int) -> np.ndarray:
        return np.zeros(count, np.int64)

    m_x_m, m_y_m = spread(4), spread(4)
    merchant = rng.integers(0, 4, n_orders)
    ready_s = NOW_S + 60 * rng.integers(0, 30, n_orders)
    return Snapshot(
        now_s=NOW_S, conduct=conduct, w_row=np.arange(n_workers), w_x_m=spread(n_workers), w_y_m=spread(n_workers),
        w_free_s=zeros(n_workers) + NOW_S, w_on_s=zeros(n_workers) + NOW_S - 3600,
        w_off_s=zeros(n_workers) + NOW_S + 7200,
        w_head=zeros(n_workers) - 1, w_room=zeros(n_workers) + 3, w_cap=zeros(n_workers) + 3,
        w_block=zeros(n_workers) - 1,
        w_latest_s=zeros(n_workers) + NOW_S + 7200, w_fixed=zeros(n_workers), blocks=("stop-clause",),
        o_row=np.arange(n_orders) + 100, o_merchant=merchant, o_px_m=m_x_m[merchant], o_py_m=m_y_m[merchant],
        o_dx_m=spread(n_orders), o_dy_m=spread(n_orders), o_placed_s=NOW_S - 60 * rng.integers(0, 10, n_orders),
        o_ready_s=ready_s, o_promised_s=ready_s + 2400, o_gate_s=zeros(n_orders), o_weight=np.ones(n_orders),
        o_holder=zeros(n_orders) - 1, o_on_board=np.zeros(n_orders, np.bool_), ban_order=zeros(0), ban_worker=zeros(0),
        held_ptr=zeros(n_workers + 1), held_order=zeros(0), held_kind=zeros(0), w_orders_done=zeros(n_workers),
        w_duty_s=zeros(n_workers) + 10800, m_x_m=m_x_m, m_y_m=m_y_m, m_orders_so_far=np.array([4, 1, 0, 9]),
    )
