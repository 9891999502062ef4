"""Why this worker: for each order that is pushed the chosen worker and the best others, with what they could do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nuantu.dispatch.fleet import Routes, list_banned, load_orders, load_physics, load_workers, read_routes
from nuantu.dispatch.kernels.options import nearest_workers, weigh_stops, weigh_trips
from nuantu.dispatch.kernels.trip_search import build_field, read_trips
from nuantu.dispatch.kernels.trips import Service
from nuantu.dispatch.problem import Ints, Plan, Snapshot

#: Workers whose routes are weighed for one decision; of them the best are told.
WEIGHED = 12
TOLD = 3


@dataclass(frozen=True, slots=True)
class Option:
    """One worker of a decision, as a row of the candidates table; ``worker`` and ``clause`` are indices, -1 none."""

    rank: int
    worker: int
    status: str
    clause: int
    distance_m: int
    arrive_s: int
    pickup_s: int
    deliver_s: int
    others_delay_s: int
    in_hand: int
    considered: int
    allowed: int


def explain_pushes(snapshot: Snapshot, plan: Plan) -> list[list[Option]]:
    """For each push of the plan, in its order, the chosen worker and up to three others, best first.

    Others are ranked by the seconds that they would cost: the order's own delivery and the delay to their other
    orders. A blocked worker is weighed as if free to take it, so that it shows what the clause cost.
    """
    if not len(plan.push_order):
        return []
    weigh = _Weigher(snapshot, plan)
    return [weigh.explain(int(o), int(w)) for o, w in zip(plan.push_order, plan.push_worker, strict=True)]


class _Weigher:
    """Everything about one round that all its decisions share."""

    def __init__(self, snapshot: Snapshot, plan: Plan) -> None:
        self._snapshot = snapshot
        self._orders, self._physics = load_orders(snapshot), load_physics(snapshot)
        self._workers = load_workers(snapshot)
        free = self._workers._replace(cap=np.full(snapshot.n_workers, 2**31), room=np.full(snapshot.n_workers, 2**31))
        self._unbound = free
        now = snapshot.now_s
        self._on_duty = (snapshot.w_on_s <= now) & (snapshot.w_off_s >= now)
        self._shut = (snapshot.w_block >= 0) | (snapshot.w_room <= 0)
        self._banned = list_banned(snapshot)
        self._forbidden = _list_forbidden(snapshot)
        self._considered = int(self._on_duty.sum())
        self._free = self._on_duty & ~self._shut
        self._routes = read_routes(snapshot, plan)
        self._trips = self._read_trips(plan) if snapshot.conduct.one_merchant_trips else None

    def _read_trips(self, plan: Plan) -> tuple[Ints, Ints, Ints, object, Service]:
        snapshot = self._snapshot
        width = int(np.diff(plan.ptr).max(initial=0)) // 2 + 2
        seq = np.zeros((snapshot.n_workers, width), np.int64)
        head, lengths = np.zeros_like(seq), np.zeros(snapshot.n_workers, np.int64)
        read_trips(plan.ptr, plan.order, plan.kind, seq, head, lengths)
        merchants, row = np.unique(snapshot.o_merchant, return_inverse=True)
        first = np.zeros(len(merchants), np.int64)
        first[row] = np.arange(snapshot.n_orders)
        field = build_field(self._workers, self._orders, self._physics, row.astype(np.int64),
                            snapshot.o_px_m[first], snapshot.o_py_m[first])
        conduct = snapshot.conduct
        return seq, head, lengths, field, Service(
            conduct.pickup_before_s, conduct.pickup_after_s, conduct.drop_before_s, conduct.drop_after_s, width, 0.0)

    def explain(self, o: int, chosen: int) -> list[Option]:
        """The options of one push, ranked."""
        near = nearest_workers(o, self._on_duty.astype(np.int64), chosen, WEIGHED, self._workers, self._orders,
                               self._physics)
        rows = self._weigh(o, near, chosen)
        others = sorted(range(1, len(near)), key=lambda q: (self._rank_status(o, int(near[q]), int(rows[q, 4])) > 1,
                                                           int(rows[q, 2] + rows[q, 3]), int(near[q])))
        return [self._tell(rank, o, int(near[q]), rows[q]) for rank, q in enumerate([0, *others[:TOLD]])]

    def _weigh(self, o: int, near: Ints, chosen: int) -> Ints:
        routes: Routes = self._routes
        rows: Ints
        if self._trips is None:
            rows = weigh_stops(o, near, chosen, routes.stops, routes.kinds, routes.lengths, self._unbound,
                               self._orders, self._physics)
        else:
            seq, head, lengths, field, service = self._trips
            rows = weigh_trips(o, near, chosen, seq, head, lengths, self._snapshot.w_off_s, field, service,
                               self._unbound, self._orders, self._physics)
        return rows

    def _rank_status(self, o: int, w: int, reachable: int) -> int:
        """0 feasible, 1 blocked, 2 unreachable."""
        forbidden = self._clause_of(o, w) >= 0
        if not reachable or (self._banned[o, w] and not forbidden):
            return 2
        return 1 if self._shut[w] or forbidden else 0

    def _clause_of(self, o: int, w: int) -> int:
        """The clause that forbids the worker, or else this pair; -1 for none."""
        block = int(self._snapshot.w_block[w])
        return block if block >= 0 or self._forbidden is None else int(self._forbidden[o, w])

    def _count_allowed(self, o: int) -> int:
        """Workers on duty whom no clause forbids this order."""
        free = self._free if self._forbidden is None else self._free & (self._forbidden[o] < 0)
        return int(free.sum())

    def _tell(self, rank: int, o: int, w: int, row: Ints) -> Option:
        snapshot = self._snapshot
        status = "chosen" if rank == 0 else ("feasible", "blocked", "unreachable")[
            self._rank_status(o, w, int(row[4]))]
        away_m = np.hypot(snapshot.o_px_m[o] - snapshot.w_x_m[w], snapshot.o_py_m[o] - snapshot.w_y_m[w])
        return Option(
            rank, w, status, self._clause_of(o, w) if status == "blocked" else -1,
            int(np.ceil(away_m * snapshot.conduct.detour_pm / 1000)), int(row[0]), int(row[1]), int(row[2]),
            int(row[3]), int(self._workers.hand[w]), self._considered, self._count_allowed(o))


def _list_forbidden(snapshot: Snapshot) -> Ints | None:
    """The clause that forbids each pair, as an (O, W) array with -1 for none; ``None`` where clauses forbid no pair."""
    by_clause = np.flatnonzero(snapshot.ban_clause >= 0)
    if not len(by_clause):
        return None
    forbidden = np.full((snapshot.n_orders, snapshot.n_workers), -1, np.int64)
    forbidden[snapshot.ban_order[by_clause], snapshot.ban_worker[by_clause]] = snapshot.ban_clause[by_clause]
    return forbidden
