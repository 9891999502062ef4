"""What workers hold under mdrp conduct: accepted orders that wait for their pick-up, as one trip each."""

from __future__ import annotations

import numpy as np

from nuantu.dispatch.kernels.trip_search import write_stops
from nuantu.dispatch.problem import Ints, Plan, Snapshot

#: Most orders in one trip of the policies that keep what they pushed.
_TRIP_WIDTH = 24


def hold_trips(snapshot: Snapshot) -> tuple[Ints, Ints, Ints]:
    """Delivery sequences, heads and lengths of what is held, in the last plan's sequence where there is one."""
    place = np.arange(snapshot.n_orders)
    prior = snapshot.prior
    if prior is not None:
        delivered = prior.order[prior.kind == 1]
        place[delivered] = np.arange(len(delivered)) - len(delivered)
    seq = np.zeros((snapshot.n_workers, _TRIP_WIDTH), np.int64)
    head = np.zeros_like(seq)
    lengths = np.zeros(snapshot.n_workers, np.int64)
    held = np.flatnonzero(snapshot.o_holder >= 0)
    for o in held[np.argsort(place[held], kind="stable")]:
        w = snapshot.o_holder[o]
        seq[w, lengths[w]] = o
        head[w, lengths[w]] = int(lengths[w] == 0)
        lengths[w] += 1
    return seq, head, lengths


def plan_trips_pushed(seq: Ints, head: Ints, lengths: Ints, pushed: list[tuple[int, int]]) -> Plan:
    """The plan of these trips with these pushes (order, worker)."""
    ptr, order, kind = write_stops(seq, head, lengths)
    push_order, push_worker = split_pairs(pushed)
    return Plan(ptr, order, kind, push_order, push_worker)


def split_pairs(pairs: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    """Pairs as two arrays."""
    return np.array([a for a, _ in pairs], np.int64), np.array([b for _, b in pairs], np.int64)
