"""Routes under way: legs ridden, meals waited for, orders taken and handed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nuantu.dispatch.problem import DELIVER, PICKUP
from nuantu.replay.promises import Promises
from nuantu.replay.scene import Due, Scene, Status


def code(order: int, kind: int) -> int:
    """A stop as one number."""
    return 2 * order + kind


def place_order(route: Sequence[int], planned: Sequence[int], order: int, first_free: int) -> list[int]:
    """Put both stops of an order into a route as planned, as far as the route is still as it was then.

    Each goes right after the last of its planned predecessors that is still to come, never before ``first_free``.
    """
    after = list(route)
    at = first_free
    for kind in (PICKUP, DELIVER):
        stop = code(order, kind)
        before = set(planned[: list(planned).index(stop)])
        last = max((index + 1 for index, other in enumerate(after) if other in before), default=0)
        at = max(at, last)
        after.insert(at, stop)
        at += 1
    return after


class Routes:
    """Moves workers along their routes. ``ended(worker, at_s, order)`` is told of every delivery."""

    def __init__(self, scene: Scene, promises: Promises, ended: Callable[[int, int, int], None]) -> None:
        self._scene, self._promises, self._ended = scene, promises, ended
        self._visit = [-1] * scene.n_workers
        self._came: list[int] = [-1] * scene.n_orders
        self._gated: dict[int, tuple[int, int]] = {}

    def set_out(self, worker: int, now_s: int) -> None:
        """Begin the first stop of a route unless one is being made already."""
        scene = self._scene
        route = scene.route[worker]
        if not route or scene.under_way[worker]:
            return
        order, kind = route[0] >> 1, route[0] & 1
        conduct = scene.conduct
        scene.under_way[worker] = True
        if kind == PICKUP and self._visit[worker] == scene.merchant[order]:
            scene.free_s[worker] = now_s - conduct.pickup_before_s
            self._arrive_visit(worker, now_s)
            scene.put(max(now_s, int(scene.ready_s[order])), Due.ACT, worker)
            return
        self._visit[worker] = -1
        to_x_m, to_y_m = (scene.px_m, scene.py_m) if kind == PICKUP else (scene.dx_m, scene.dy_m)
        x_m, y_m = float(to_x_m[order]), float(to_y_m[order])
        leave_s = max(now_s, int(scene.free_s[worker]))
        arrive_s = leave_s + scene.travel_s(float(scene.x_m[worker]), float(scene.y_m[worker]), x_m, y_m)
        scene.x_m[worker], scene.y_m[worker], scene.free_s[worker] = x_m, y_m, arrive_s
        scene.put(arrive_s, Due.ARRIVE, worker)
        if kind == PICKUP:
            act_s = max(arrive_s + conduct.pickup_before_s, int(scene.ready_s[order]))
        else:
            act_s = arrive_s + int(scene.gate_s[order]) + conduct.drop_before_s
        scene.put(act_s, Due.ACT, worker)

    def arrive(self, worker: int, at_s: int) -> None:
        """A leg ends: at a merchant for every order of the visit, at a customer perhaps before a gate."""
        scene = self._scene
        stop = scene.route[worker][0]
        order = stop >> 1
        if stop & 1 == PICKUP:
            self._arrive_visit(worker, at_s)
        elif scene.gate_s[order] > 0:
            self._gated[order] = at_s, self._tell(at_s, "arrived_gate", worker, order,
                                                  compound_id=scene.compound[order])

    def act(self, worker: int, at_s: int) -> None:
        """The stop is made: orders are taken, or one is handed over; then on to the next."""
        scene = self._scene
        stop = scene.route[worker][0]
        scene.under_way[worker] = False
        if stop & 1 == PICKUP:
            self._pick_up(worker, at_s)
        else:
            order = stop >> 1
            scene.route[worker].pop(0)
            if order in self._gated:
                came_s, arrived = self._gated.pop(order)
                self._promises.pass_gate(order, worker, came_s, at_s, arrived)
            self._tell(at_s, "delivered", worker, order)
            scene.status[order] = Status.DONE
            scene.in_hand[worker] -= 1
            scene.done[worker] += 1
            scene.free_s[worker] = at_s + scene.conduct.drop_after_s
            self._ended(worker, at_s, order)
        self.set_out(worker, at_s)

    def send_ahead(self, worker: int, merchant: int, x_m: float, y_m: float, now_s: int) -> None:
        """An idle worker rides to a merchant without an order."""
        scene = self._scene
        from_x_m, from_y_m = float(scene.x_m[worker]), float(scene.y_m[worker])
        scene.log.append(now_s, "moved", worker_id=scene.worker_ids[worker], merchant_id=scene.merchant_ids[merchant],
                         from_x_m=from_x_m, from_y_m=from_y_m, x_m=x_m, y_m=y_m)
        leave_s = max(now_s, int(scene.free_s[worker]))
        scene.free_s[worker] = leave_s + scene.travel_s(from_x_m, from_y_m, x_m, y_m)
        scene.x_m[worker], scene.y_m[worker] = x_m, y_m

    def _visit_orders(self, worker: int) -> list[int]:
        """Orders that the visit under way is for: the leading pick-ups at one merchant."""
        scene = self._scene
        found: list[int] = []
        for stop in scene.route[worker]:
            order = stop >> 1
            if stop & 1 != PICKUP or (found and scene.merchant[order] != scene.merchant[found[0]]):
                break
            found.append(order)
        return found

    def _arrive_visit(self, worker: int, at_s: int) -> None:
        for order in self._visit_orders(worker):
            if self._came[order] < 0:
                self._came[order] = at_s
                self._tell(at_s, "merchant_arrived", worker, order,
                           merchant_id=self._scene.merchant_ids[self._scene.merchant[order]])

    def _pick_up(self, worker: int, at_s: int) -> None:
        """Take the first order and all that are ready beside it; what was waited for prolongs promises."""
        scene = self._scene
        # Who was sent this order while standing here has only now come for it.
        self._arrive_visit(worker, at_s)
        taken = self._visit_orders(worker)
        count = next((n for n, order in enumerate(taken) if n and scene.ready_s[order] > at_s), len(taken))
        taken, picked = taken[:count], -1
        for order in taken:
            picked = self._tell(at_s, "picked_up", worker, order,
                                merchant_id=scene.merchant_ids[scene.merchant[order]])
            scene.status[order] = Status.ABOARD
        del scene.route[worker][:count]
        late_s = [int(scene.ready_s[order]) - max(self._came[order], int(scene.estimate_s[order])) for order in taken]
        self._promises.wait(taken, worker, at_s, max(late_s), picked)
        self._visit[worker] = int(scene.merchant[taken[0]])
        ahead = self._visit_orders(worker)
        if not ahead or scene.merchant[ahead[0]] != self._visit[worker]:
            self._visit[worker] = -1
            scene.free_s[worker] = at_s + scene.conduct.pickup_after_s

    def _tell(self, at_s: int, kind: str, worker: int, order: int, **fields: str | None) -> int:
        scene = self._scene
        return scene.log.append(at_s, kind, worker_id=scene.worker_ids[worker], order_id=scene.order_ids[order],
                                x_m=float(scene.x_m[worker]), y_m=float(scene.y_m[worker]), **fields)
