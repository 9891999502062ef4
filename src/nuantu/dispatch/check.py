"""The check outside the solver: a push that a lowered rule forbids is refused, whoever planned it."""

from __future__ import annotations

import numpy as np

from nuantu.core.errors import BreachError
from nuantu.dispatch.problem import Bools, Plan, Snapshot


def check_plan(snapshot: Snapshot, plan: Plan) -> None:
    """Raise ``BreachError`` naming the first push or move of the plan that may not be.

    Refused are: an order or worker that does not exist, an order that somebody else has on board or (open conduct)
    in hand, one order pushed twice, a push to a worker who is blocked, off duty, past the last moment, gone off
    duty when the order is ready (trips of one merchant), banned for that order, or without room for so many, and a move
    of a worker who is not idle, off duty or blocked.
    """
    order, worker = plan.push_order, plan.push_worker
    if len(order) != len(worker):
        raise BreachError(f"{len(order)} orders are pushed to {len(worker)} workers")
    if len(order):
        _check_rows(snapshot, order, worker)
        _check_orders(snapshot, plan)
        _check_workers(snapshot, plan)
    _check_moves(snapshot, plan)


def _check_rows(snapshot: Snapshot, order: np.ndarray, worker: np.ndarray) -> None:
    if order.min() < 0 or order.max() >= snapshot.n_orders or worker.min() < 0 or worker.max() >= snapshot.n_workers:
        raise BreachError("a push names an order or worker that the snapshot does not have")


def _check_orders(snapshot: Snapshot, plan: Plan) -> None:
    order, worker = plan.push_order, plan.push_worker
    if len(np.unique(order)) != len(order):
        raise BreachError("one order is pushed twice in a round")
    holder = snapshot.o_holder[order]
    taken = snapshot.o_on_board[order] | (holder == worker)
    if not snapshot.conduct.one_merchant_trips:
        taken |= holder >= 0
    _refuse(snapshot, plan, taken, "the order is already in hand")
    if len(snapshot.ban_order):
        banned = np.isin(order * snapshot.n_workers + worker,
                         snapshot.ban_order * snapshot.n_workers + snapshot.ban_worker)
        _refuse(snapshot, plan, banned, _name_ban(snapshot, plan, banned))


def _name_ban(snapshot: Snapshot, plan: Plan, banned: Bools) -> str:
    """Why the first of these pushes may not be."""
    if not banned.any() or not len(snapshot.ban_clause):
        return "the pair is banned"
    at = int(np.flatnonzero(banned)[0])
    own = (snapshot.ban_order == plan.push_order[at]) & (snapshot.ban_worker == plan.push_worker[at])
    clause = int(snapshot.ban_clause[own].max())
    return "the pair is banned" if clause < 0 else f"clause {snapshot.blocks[clause]} forbids this pair"


def _check_workers(snapshot: Snapshot, plan: Plan) -> None:
    worker, now = plan.push_worker, snapshot.now_s
    block = snapshot.w_block[worker]
    if (block >= 0).any():
        clause = snapshot.blocks[int(block[block >= 0][0])]
        _refuse(snapshot, plan, block >= 0, f"clause {clause} blocks the worker")
    _refuse(snapshot, plan, (snapshot.w_on_s[worker] > now) | (snapshot.w_off_s[worker] < now),
            "the worker is off duty")
    _refuse(snapshot, plan, snapshot.w_latest_s[worker] < now, "the last moment for a push is past")
    if snapshot.conduct.one_merchant_trips:
        _refuse(snapshot, plan, snapshot.o_ready_s[plan.push_order] > snapshot.w_off_s[worker],
                "the order is ready only after the worker goes off duty")
    fresh = np.bincount(worker, minlength=snapshot.n_workers)
    _refuse(snapshot, plan, (fresh > snapshot.w_room)[worker], "the worker has no room for so many")
    held = np.bincount(snapshot.o_holder[snapshot.o_holder >= 0], minlength=snapshot.n_workers)
    given_up = snapshot.o_holder[plan.push_order]
    held -= np.bincount(given_up[given_up >= 0], minlength=snapshot.n_workers)
    _refuse(snapshot, plan, (fresh + held > snapshot.w_cap)[worker], "more orders would be in hand than the cap")


def _check_moves(snapshot: Snapshot, plan: Plan) -> None:
    if not len(plan.move_worker):
        return
    w, now = plan.move_worker, snapshot.now_s
    if len(np.unique(w)) != len(w) or np.isin(w, plan.push_worker).any():
        raise BreachError("a worker is moved twice, or moved and sent an order in one round")
    owner = np.repeat(np.arange(snapshot.n_workers), np.diff(plan.ptr))
    keeps = owner[snapshot.o_holder[plan.order] == owner]
    wrong = ((snapshot.w_free_s[w] > now) | (snapshot.w_on_s[w] > now) | (snapshot.w_off_s[w] < now)
             | (snapshot.w_block[w] >= 0) | np.isin(w, keeps))
    if wrong.any():
        raise BreachError(f"worker {snapshot.w_row[w[wrong][0]]} is moved ahead but is not idle and on duty")


def _refuse(snapshot: Snapshot, plan: Plan, wrong: Bools, why: str) -> None:
    """Raise for the first push that is marked wrong."""
    if wrong.any():
        at = int(np.flatnonzero(wrong)[0])
        order, worker = snapshot.o_row[plan.push_order[at]], snapshot.w_row[plan.push_worker[at]]
        raise BreachError(f"order {order} may not be pushed to worker {worker} at {snapshot.now_s}: {why}")
