"""One round under mdrp conduct: search over routes of trips, pushes that are due, idle workers sent ahead."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nuantu.dispatch.fleet import list_banned, load_orders, load_physics, load_workers
from nuantu.dispatch.kernels.ahead import choose_moves
from nuantu.dispatch.kernels.trip_search import Pay, build_field, read_trips, search_trips, write_stops
from nuantu.dispatch.kernels.trips import Field, Service
from nuantu.dispatch.params import TripParams
from nuantu.dispatch.problem import Bools, Floats, Ints, Plan, Snapshot

#: Most orders planned ahead for one worker.
_ROUTE_ORDERS = 24
_NONE = np.zeros(0, np.int64)


@dataclass(slots=True)
class Trips:
    """Delivery sequences of all workers with the field in which they were timed."""

    seq: Ints
    head: Ints
    lengths: Ints
    field: Field
    merchants: Ints


def decide_trips(snapshot: Snapshot, params: TripParams, seed: int, *, warm: bool, lazy: bool) -> Plan:
    """Routes of trips for all workers; ``warm`` starts from the last plan, without ``lazy`` workers leave at once."""
    may = list_plannable(snapshot)
    trips = plan_trips(snapshot, params, seed, may, warm=warm)
    ptr, order, kind = write_stops(trips.seq, trips.head, trips.lengths)
    push_order, push_worker = list_trip_pushes(snapshot, trips, lazy=lazy)
    move_worker, move_merchant = _NONE, _NONE
    if params.move_max_s > 0:
        move_worker, move_merchant = list_moves(snapshot, params, trips, may)
    return Plan(ptr, order, kind, push_order, push_worker, move_worker, move_merchant)


def list_plannable(snapshot: Snapshot) -> Bools:
    """Who may be given orders now or later: no clause forbids it and the shift is not over."""
    return (snapshot.w_block < 0) & (snapshot.w_room > 0) & (snapshot.w_off_s >= snapshot.now_s)


def plan_trips(snapshot: Snapshot, params: TripParams, seed: int, may: Bools, *, warm: bool) -> Trips:
    """Search routes for every order that is not on board."""
    n_workers = snapshot.n_workers
    seq = np.zeros((n_workers, _ROUTE_ORDERS), np.int64)
    head = np.zeros((n_workers, _ROUTE_ORDERS), np.int64)
    lengths = np.zeros(n_workers, np.int64)
    merchants, field = build_round_field(snapshot)
    if warm and snapshot.prior is not None:
        prior = snapshot.prior
        read_trips(prior.ptr, prior.order, prior.kind, seq, head, lengths)
        for w in np.flatnonzero(~may & (lengths > 0)):
            _keep_held(snapshot, int(w), seq, head, lengths)
    if snapshot.n_orders:
        search_round(snapshot, params, seed, may, seq, head, lengths, field)
    return Trips(seq, head, lengths, field, merchants)


def search_round(
    snapshot: Snapshot, params: TripParams, seed: int, may: Bools, seq: Ints, head: Ints, lengths: Ints, field: Field,
) -> None:
    """Search the round's routes in place; an order that finds no place brings a second, freer search.

    The second search may pass through dearer plans, because room for one more order is often made only by moving
    several others. Its routes stand where it leaves fewer orders without a place.
    """
    conduct, closing = snapshot.conduct, is_closing(snapshot, params)
    service = Service(conduct.pickup_before_s, conduct.pickup_after_s, conduct.drop_before_s, conduct.drop_after_s,
                      params.trip_orders, params.closing_ride_price if closing else params.ride_price)
    field = field._replace(weight=weigh_wait(snapshot, params) if closing else snapshot.o_weight)
    allowed, banned, pay = may.astype(np.int64), list_banned(snapshot), load_pay(snapshot, params)
    steps = min(int(params.iterations_per_order * snapshot.n_orders), params.iterations_max)
    holder = search_trips(seq, head, lengths, allowed, banned, snapshot.w_off_s, steps, params.unserved_min * 60.0,
                          params.slack_min * 60.0, seed, field, service, pay)
    left = np.count_nonzero(holder < 0)
    if not left or not steps or not params.rescue_steps:
        return
    again = seq.copy(), head.copy(), lengths.copy()
    holder = search_trips(*again, allowed, banned, snapshot.w_off_s, params.rescue_steps, params.unserved_min * 60.0,
                          params.rescue_slack_min * 60.0, seed + 1, field, service, pay)
    if np.count_nonzero(holder < 0) < left:
        seq[:], head[:], lengths[:] = again


def is_closing(snapshot: Snapshot, params: TripParams) -> bool:
    """Whether the last shift of the day ends soon, so that an order put off now may be put off for good."""
    return int(snapshot.w_off_s.max(initial=0)) - snapshot.now_s < params.closing_s


def weigh_wait(snapshot: Snapshot, params: TripParams) -> Floats:
    """Weights of the orders when the day closes: one that has been ready for ``closing_wait_s`` counts twice."""
    waits_s = np.maximum(0, snapshot.now_s - snapshot.o_ready_s)
    return snapshot.o_weight * (1.0 + waits_s / params.closing_wait_s)


def build_round_field(snapshot: Snapshot) -> tuple[Ints, Field]:
    """Merchants of the open orders, ascending, and the round's travel and times over them."""
    merchants, row = np.unique(snapshot.o_merchant, return_inverse=True)
    first = np.zeros(len(merchants), np.int64)
    first[row] = np.arange(snapshot.n_orders)
    return merchants, build_field(load_workers(snapshot), load_orders(snapshot), load_physics(snapshot),
                                  row.astype(np.int64), snapshot.o_px_m[first], snapshot.o_py_m[first])


def load_pay(snapshot: Snapshot, params: TripParams) -> Pay:
    """What orders cost above the guarantee, with the pace of the day so far: orders placed per hour on duty."""
    on_duty_s = np.clip(snapshot.now_s - snapshot.w_on_s, 0, snapshot.w_off_s - snapshot.w_on_s).sum()
    known = float(snapshot.m_orders_so_far.sum())
    pace = params.pay_pace * known / max(float(on_duty_s), 3600.0)
    left_s = np.clip(snapshot.w_off_s - np.maximum(np.maximum(snapshot.w_free_s, snapshot.w_on_s), snapshot.now_s),
                     0, None)
    return Pay(snapshot.w_orders_done.astype(np.float64), snapshot.w_duty_s * (params.covered_orders_per_h / 3600.0),
               pace * left_s, params.pay_price_min * 60.0, params.pay_ramp)


def _keep_held(snapshot: Snapshot, w: int, seq: Ints, head: Ints, lengths: Ints) -> None:
    """Leave a worker who may be sent nothing more the orders that he has accepted, as one trip."""
    n = int(lengths[w])
    held = seq[w, :n][snapshot.o_holder[seq[w, :n]] == w]
    lengths[w] = len(held)
    seq[w, : len(held)] = held
    head[w, : len(held)] = np.arange(len(held)) == 0


def list_trip_pushes(snapshot: Snapshot, trips: Trips, *, lazy: bool) -> tuple[Ints, Ints]:
    """Orders of first trips for which the worker must set out before the next round, or is already under way."""
    conduct = snapshot.conduct
    push_order: list[int] = []
    push_worker: list[int] = []
    ready_to_go = (trips.lengths > 0) & (snapshot.w_on_s <= snapshot.now_s) & (snapshot.w_latest_s >= snapshot.now_s)
    for w in np.flatnonzero(ready_to_go):
        load = read_first_trip(trips, int(w))
        merchant = trips.field.merchant[load[0]]
        bound_for = snapshot.w_head[w] == trips.merchants[merchant]
        if not bound_for and snapshot.w_free_s[w] > snapshot.now_s:
            continue
        reach_s = int(trips.field.reach[w, merchant]) + conduct.pickup_before_s
        pick_s = max(reach_s, max(int(trips.field.ready_s[o]) for o in load))
        if not lazy or pick_s - max(reach_s, snapshot.now_s) < conduct.round_s:
            fresh = [o for o in load if snapshot.o_holder[o] != w][: int(snapshot.w_room[w])]
            push_order += fresh
            push_worker += [int(w)] * len(fresh)
    return np.array(push_order, np.int64), np.array(push_worker, np.int64)


def read_first_trip(trips: Trips, w: int) -> list[int]:
    """Orders of the first trip of a worker, in delivery sequence."""
    n = 1
    while n < trips.lengths[w] and trips.head[w, n] == 0:
        n += 1
    return [int(o) for o in trips.seq[w, :n]]


def list_moves(snapshot: Snapshot, params: TripParams, trips: Trips, may: Bools) -> tuple[Ints, Ints]:
    """Idle workers and the merchants (rows of ``m_x_m``) to which they are sent ahead."""
    now = snapshot.now_s
    on_duty = may & (snapshot.w_on_s <= now + params.move_max_s) & (snapshot.w_off_s > now)
    around = np.flatnonzero(on_duty & (trips.lengths == 0)).astype(np.int64)
    idle = np.flatnonzero((snapshot.w_free_s[around] <= now) & (snapshot.w_on_s[around] <= now)).astype(np.int64)
    if not len(idle) or not snapshot.m_orders_so_far.any():
        return _NONE, _NONE
    physics = load_physics(snapshot)
    left_s = snapshot.w_off_s[around[idle]] - now
    demand = snapshot.m_orders_so_far + params.move_prior
    target = choose_moves(
        idle, snapshot.w_x_m[around], snapshot.w_y_m[around],
        np.maximum(np.maximum(snapshot.w_free_s[around], snapshot.w_on_s[around]) - now, 0).astype(np.float64),
        demand / demand.sum(), snapshot.m_x_m, snapshot.m_y_m,
        np.minimum(params.move_max_s, left_s), np.minimum(params.move_pays_s, left_s).astype(np.float64), 3600.0,
        physics.s_per_m, physics.unit_s)
    sent = target >= 0
    return around[idle[sent]], target[sent]
