"""Random small fleets, as the dicts of the slow twins and as the arrays of the kernels, with nasty corners."""

from __future__ import annotations

from typing import Any

import numpy as np

from nuantu.dispatch.kernels.travel import Orders, Physics, Workers

Case = tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]


def draw_case(seed: int, n_workers: int, n_orders: int, *, minutes: bool) -> Case:
    """Workers, orders and law; few merchants, so that visits merge; some places and times coincide."""
    rng = np.random.default_rng(seed)
    unit = 60 if minutes else 1
    span = int(rng.choice([1, 800, 4000]))
    law = {"now": 6000, "s_per_m": 3600 / 19200, "unit": unit, "pick_before": 2 * 60, "pick_after": 2 * 60,
           "drop_before": 60 if not minutes else 120, "drop_after": 120, "by_off": bool(rng.integers(2)),
           "late_factor": float(rng.choice([0.0, 2.0]))}
    places = [tuple(float(v) for v in rng.integers(0, span + 1, 2)) for _ in range(3)]
    orders = []
    for _ in range(n_orders):
        merchant = int(rng.integers(3))
        orders.append({
            "merchant": merchant, "from": places[merchant],
            "to": places[merchant] if rng.random() < 0.1 else tuple(float(v) for v in rng.integers(0, span + 1, 2)),
            "ready": int(6000 + 60 * rng.integers(-30, 40)), "promised": int(6000 + 60 * rng.integers(-10, 60)),
            "gate": int(rng.choice([0, 0, 90])) if not minutes else 0, "weight": float(rng.choice([1.0, 2.5])),
            "holder": -1})
    workers = [{
        "row": row, "place": places[0] if rng.random() < 0.3 else tuple(
            float(v) for v in rng.integers(0, span + 1, 2)),
        "free": int(6000 + 60 * rng.integers(-10, 20)), "off": int(6000 + 60 * rng.integers(-5, 60)),
        "cap": int(rng.integers(1, 5)), "hand": 0, "fixed": 0} for row in range(n_workers)]
    return workers, orders, law


def pack_case(case: Case) -> tuple[Workers, Orders, Physics]:
    """The same case as kernels read it."""
    workers, orders, law = case

    def ints(rows: list[dict[str, Any]], key: str) -> np.ndarray:
        return np.array([row[key] for row in rows], np.int64)

    def floats(rows: list[dict[str, Any]], key: str, axis: int) -> np.ndarray:
        return np.array([row[key][axis] for row in rows], np.float64)

    many = np.full(len(workers), 100, np.int64)
    return (
        Workers(floats(workers, "place", 0), floats(workers, "place", 1), ints(workers, "free"), ints(workers, "off"),
                ints(workers, "cap"), ints(workers, "hand"), many, ints(workers, "fixed")),
        Orders(floats(orders, "from", 0), floats(orders, "from", 1), floats(orders, "to", 0), floats(orders, "to", 1),
               ints(orders, "merchant"), ints(orders, "ready"), ints(orders, "promised"), ints(orders, "gate"),
               np.array([row["weight"] for row in orders], np.float64), ints(orders, "holder")),
        Physics(np.int64(law["now"]), float(law["s_per_m"]), np.int64(law["unit"]), np.int64(law["pick_before"]),
                np.int64(law["pick_after"]), np.int64(law["drop_before"]), np.int64(law["drop_after"]),
                np.int64(law["by_off"]), float(law["late_factor"])),
    )


def draw_stops(seed: int, case: Case, count: int) -> list[tuple[str, int]]:
    """A random feasible sequence of stops of the first ``count`` orders, some of them already on board of worker 0."""
    workers, orders, _ = case
    rng = np.random.default_rng(seed)
    stops: list[tuple[str, int]] = []
    for o in range(count):
        kind = rng.random()
        if kind < 0.4:
            orders[o]["holder"] = 0
            workers[0]["hand"] += 1
        at = int(rng.integers(len(stops) + 1))
        if not (kind < 0.2):
            stops.insert(at, ("P", o))
            at += 1
        stops.insert(int(rng.integers(at, len(stops) + 1)), ("D", o))
    workers[0]["cap"] = max(workers[0]["cap"], workers[0]["hand"])
    workers[0]["fixed"] = int(rng.integers(min(len(stops), 2) + 1))
    return stops


def pack_stops(stops: list[tuple[str, int]], width: int) -> tuple[np.ndarray, np.ndarray]:
    """Stops as padded arrays of order and kind."""
    order, kind = np.zeros(width, np.int64), np.zeros(width, np.int64)
    for i, (word, o) in enumerate(stops):
        order[i], kind[i] = o, int(word == "D")
    return order, kind
