"""A snapshot as the records that kernels read, and routes back as a plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nuantu.dispatch.kernels.travel import Orders, Physics, Workers
from nuantu.dispatch.problem import Bools, Ints, Plan, Snapshot

#: Stops beyond those in hand for which a route has room: four further orders.
_SPARE_STOPS = 8


@dataclass(slots=True)
class Routes:
    """Stop sequences of all workers as padded rows: ``stops, kinds`` (W, L), ``lengths`` (W)."""

    stops: Ints
    kinds: Ints
    lengths: Ints


def load_orders(snapshot: Snapshot) -> Orders:
    """The orders of a snapshot as kernels read them."""
    return Orders(
        snapshot.o_px_m, snapshot.o_py_m, snapshot.o_dx_m, snapshot.o_dy_m, snapshot.o_merchant, snapshot.o_ready_s,
        snapshot.o_promised_s, snapshot.o_gate_s, snapshot.o_weight, snapshot.o_holder,
    )


def load_workers(snapshot: Snapshot) -> Workers:
    """The workers of a snapshot as kernels read them; nobody is free before coming on duty."""
    hand = np.bincount(snapshot.o_holder[snapshot.o_holder >= 0], minlength=snapshot.n_workers)
    return Workers(
        snapshot.w_x_m, snapshot.w_y_m, np.maximum(snapshot.w_free_s, snapshot.w_on_s), snapshot.w_off_s,
        snapshot.w_cap, hand.astype(np.int64), snapshot.w_room, snapshot.w_fixed,
    )


def load_physics(snapshot: Snapshot, late_factor: float = 0.0) -> Physics:
    """The rule set of a snapshot as kernels read it."""
    conduct = snapshot.conduct
    return Physics(
        np.int64(snapshot.now_s), 3600.0 * conduct.detour_pm / 1000.0 / conduct.speed_m_per_h,
        np.int64(conduct.travel_unit_s), np.int64(conduct.pickup_before_s), np.int64(conduct.pickup_after_s),
        np.int64(conduct.drop_before_s), np.int64(conduct.drop_after_s), np.int64(conduct.pickup_by_off),
        float(late_factor),
    )


def list_sendable(snapshot: Snapshot) -> Bools:
    """Who may be sent an order now: on duty, not blocked by a clause, with room, and not past the last moment."""
    now = snapshot.now_s
    return (
        (snapshot.w_block < 0) & (snapshot.w_room > 0)
        & (snapshot.w_on_s <= now) & (snapshot.w_off_s >= now) & (snapshot.w_latest_s >= now)
    )


def list_banned(snapshot: Snapshot) -> Ints:
    """Pairs that may not be matched, as an (O, W) array of 0 and 1."""
    banned = np.zeros((snapshot.n_orders, snapshot.n_workers), np.int64)
    banned[snapshot.ban_order, snapshot.ban_worker] = 1
    return banned


def lay_routes(snapshot: Snapshot) -> Routes:
    """The routes of orders in hand, padded with room for further orders."""
    lengths = np.diff(snapshot.held_ptr).astype(np.int64)
    width = int(lengths.max(initial=0)) + _SPARE_STOPS
    stops = np.zeros((snapshot.n_workers, width), np.int64)
    kinds = np.zeros((snapshot.n_workers, width), np.int64)
    inside = np.arange(width) < lengths[:, None]
    stops[inside] = snapshot.held_order
    kinds[inside] = snapshot.held_kind
    return Routes(stops, kinds, lengths)


def warm_routes(snapshot: Snapshot, routes: Routes, may: Bools) -> None:
    """Take over the last plan's routes where they still hold: same stops in hand, open orders that may be sent."""
    prior = snapshot.prior
    if prior is None or len(prior.ptr) != snapshot.n_workers + 1:
        return
    width = routes.stops.shape[1]
    planned = np.diff(prior.ptr)
    for w in np.flatnonzero((planned > routes.lengths) & (planned <= width) & may):
        begin, end = int(prior.ptr[w]), int(prior.ptr[w + 1])
        order, kind = prior.order[begin:end], prior.kind[begin:end]
        held = snapshot.o_holder[order] == w
        fixed = int(snapshot.w_fixed[w])
        n = int(routes.lengths[w])
        new = np.unique(order[~held])
        if len(new) > snapshot.w_room[w] or np.any(snapshot.o_holder[new] >= 0):
            continue
        if int(held.sum()) != n or not np.array_equal(order[:fixed], routes.stops[w, :fixed]):
            continue
        if any(np.any(snapshot.ban_order[snapshot.ban_worker == w] == o) for o in new):
            continue
        routes.stops[w, : end - begin] = order
        routes.kinds[w, : end - begin] = kind
        routes.lengths[w] = end - begin


def read_routes(snapshot: Snapshot, plan: Plan) -> Routes:
    """A plan's routes as padded rows."""
    lengths = np.diff(plan.ptr).astype(np.int64)
    width = int(lengths.max(initial=0)) + _SPARE_STOPS
    stops = np.zeros((snapshot.n_workers, width), np.int64)
    kinds = np.zeros((snapshot.n_workers, width), np.int64)
    inside = np.arange(width) < lengths[:, None]
    stops[inside] = plan.order
    kinds[inside] = plan.kind
    return Routes(stops, kinds, lengths)


def make_plan(routes: Routes, push_order: Ints, push_worker: Ints) -> Plan:
    """Padded routes as a plan with these pushes."""
    inside = np.arange(routes.stops.shape[1]) < routes.lengths[:, None]
    ptr = np.concatenate(([0], np.cumsum(routes.lengths))).astype(np.int64)
    return Plan(ptr, routes.stops[inside], routes.kinds[inside], push_order, push_worker)


def list_open(snapshot: Snapshot) -> Ints:
    """Orders that nobody has accepted, oldest first."""
    found = np.flatnonzero(snapshot.o_holder < 0)
    return found[np.argsort(snapshot.o_placed_s[found], kind="stable")].astype(np.int64)
