"""What dispatch may know at a round: the scene as a snapshot, nothing of the future in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import numpy as np

from nuantu.dispatch.problem import PICKUP, Ints, Plan, Snapshot
from nuantu.replay.duty import Duty
from nuantu.replay.scene import Scene, Status

#: A meal that is overdue and not ready is guessed to need this much longer. Our choice.
OVERDUE_S: Final = 60


@dataclass(frozen=True, slots=True)
class _Routes:
    """A plan in rows of the day: worker, order and kind of every stop."""

    worker: Ints
    order: Ints
    kind: Ints


class Outlook:
    """Builds snapshots of a scene and keeps the last plan as a warm start for the next."""

    def __init__(self, scene: Scene, duty: Duty) -> None:
        self._scene, self._duty = scene, duty
        self._order_at = np.full(scene.n_orders, -1, np.int64)
        self._worker_at = np.full(scene.n_workers, -1, np.int64)
        # Copies, for kernels are compiled for arrays that may be written.
        self._m_x_m = scene.day.floats("merchants", "x_m").copy()
        self._m_y_m = scene.day.floats("merchants", "y_m").copy()
        self._last: _Routes | None = None
        self.workers: Ints = np.zeros(0, np.int64)

    def build(self, now_s: int) -> Snapshot:
        """The snapshot of this moment; ``workers`` tells afterwards which day rows its workers are."""
        scene = self._scene
        self.workers = workers = np.flatnonzero(scene.present)
        routes = [scene.route[worker] for worker in workers.tolist()]
        held_ptr = np.concatenate(([0], np.cumsum([len(route) for route in routes], dtype=np.int64))).astype(np.int64)
        stops = np.fromiter(chain.from_iterable(routes), np.int64, int(held_ptr[-1]))
        held = np.unique(stops >> 1)
        rows = np.concatenate((np.flatnonzero(scene.status == Status.OPEN), held))
        self._order_at[rows] = np.arange(len(rows))
        self._worker_at[workers] = np.arange(len(workers))
        snapshot = Snapshot(
            now_s=now_s, conduct=scene.conduct, blocks=scene.rules.clause_ids,
            **self._describe_workers(now_s, workers), **self._describe_orders(now_s, rows),
            **self._list_bans(now_s, rows, workers), held_ptr=held_ptr, held_order=self._order_at[stops >> 1],
            held_kind=stops & 1, prior=self._recall(len(workers)),
            m_x_m=self._m_x_m, m_y_m=self._m_y_m, m_orders_so_far=scene.merchant_orders.copy(),
        )
        self._order_at[rows] = -1
        self._worker_at[workers] = -1
        return snapshot

    def remember(self, snapshot: Snapshot, plan: Plan) -> None:
        """Keep a plan in rows of the day."""
        owner = np.repeat(np.arange(snapshot.n_workers), np.diff(plan.ptr))
        self._last = _Routes(self.workers[owner], snapshot.o_row[plan.order], np.asarray(plan.kind, np.int64))

    def _describe_workers(self, now_s: int, workers: Ints) -> dict[str, Any]:
        scene, duty = self._scene, self._duty
        shift = scene.shift[workers]
        block = duty.blocks(now_s)[workers]
        if scene.rules.rest_slots:
            block = np.where(block < 0, scene.wishes.blocks(now_s)[workers], block)
        caps, capped_by = scene.caps(now_s)
        cap = caps[workers] - scene.asked[workers]
        room = np.where(block < 0, np.maximum(cap - scene.in_hand[workers], 0), 0)
        block = np.where((block < 0) & (room == 0), capped_by[workers], block)
        under_way = scene.under_way[workers]
        free_s = scene.free_s[workers]
        off_s = scene.off_s[shift]
        return {
            "w_row": shift, "w_x_m": scene.x_m[workers], "w_y_m": scene.y_m[workers],
            "w_free_s": np.where(under_way, free_s, np.maximum(free_s, now_s)), "w_on_s": scene.on_s[shift],
            "w_off_s": off_s, "w_head": np.full(len(workers), -1, np.int64), "w_room": room,
            "w_cap": np.maximum(cap, 0), "w_block": block,
            "w_latest_s": np.minimum(off_s, duty.latest_push_s(now_s)[workers]),
            "w_fixed": under_way.astype(np.int64), "w_orders_done": scene.done[workers],
            "w_duty_s": now_s - scene.on_s[shift],
        }

    def _describe_orders(self, now_s: int, rows: Ints) -> dict[str, Any]:
        scene = self._scene
        ready_s = np.where(scene.ready_s[rows] <= now_s, scene.ready_s[rows],
                           np.maximum(scene.estimate_s[rows], now_s + OVERDUE_S))
        holder = scene.holder[rows]
        return {
            "o_row": rows, "o_merchant": scene.merchant[rows], "o_px_m": scene.px_m[rows], "o_py_m": scene.py_m[rows],
            "o_dx_m": scene.dx_m[rows], "o_dy_m": scene.dy_m[rows], "o_placed_s": scene.placed_s[rows],
            "o_ready_s": ready_s, "o_promised_s": scene.promised_s[rows], "o_gate_s": scene.gate_s[rows],
            "o_weight": np.ones(len(rows)), "o_holder": np.where(holder >= 0, self._worker_at[holder], -1),
            "o_on_board": scene.status[rows] == Status.ABOARD,
        }

    def _list_bans(self, now_s: int, rows: Ints, workers: Ints) -> dict[str, Any]:
        """Pairs of an open order and a worker present who has refused it, or whom a clause forbids it."""
        refused_by = self._scene.refused_by
        pairs = [(at, int(self._worker_at[worker])) for at, order in enumerate(rows.tolist()) if order in refused_by
                 for worker in refused_by[order] if self._worker_at[worker] >= 0]
        table = np.array(pairs, np.int64).reshape(-1, 2)
        # Open orders stand before those in hand, so their places are those of the first rows.
        opened = rows[self._scene.status[rows] == Status.OPEN]
        forbidden = self._scene.bans.list_pairs(now_s, opened, workers)
        return {"ban_order": np.concatenate((table[:, 0], forbidden.order)),
                "ban_worker": np.concatenate((table[:, 1], forbidden.worker)),
                "ban_clause": np.concatenate((np.full(len(table), -1, np.int64), forbidden.clause))}

    def _recall(self, n_workers: int) -> Plan | None:
        """The last plan restricted to orders that still exist and, of those in hand, to their present holders."""
        last, scene = self._last, self._scene
        if last is None:
            return None
        at, by = self._order_at[last.order], self._worker_at[last.worker]
        holder = scene.holder[last.order]
        keep = (at >= 0) & (by >= 0) & ((holder < 0) | (holder == last.worker))
        keep &= ~((last.kind == PICKUP) & (scene.status[last.order] == Status.ABOARD))
        order, owner, kind = at[keep], by[keep], last.kind[keep]
        sequence = np.argsort(owner, kind="stable")
        ptr = np.concatenate(([0], np.cumsum(np.bincount(owner, minlength=n_workers)))).astype(np.int64)
        nobody = np.zeros(0, np.int64)
        return Plan(ptr, order[sequence], kind[sequence], nobody, nobody)
