"""Slow, obvious twins of the dispatch kernels: whole routes are built and timed from scratch, nothing is remembered.

A place is (x, y); an order and a worker are dicts. Imports nothing of the project.
"""

from __future__ import annotations

import itertools
import math
from typing import Any

Stop = tuple[str, int]


def ride(a: tuple[float, float], b: tuple[float, float], law: dict[str, Any]) -> int:
    """Seconds between two places, rounded up to whole units."""
    metres = math.hypot(b[0] - a[0], b[1] - a[1])
    return math.ceil(metres * law["s_per_m"] / law["unit"] - 1e-9) * int(law["unit"])


def time_stops(
    worker: dict[str, Any], stops: list[Stop], orders: list[dict[str, Any]], law: dict[str, Any],
) -> list[int]:
    """When each stop's act happens: ``("P", o)`` a pick-up, ``("D", o)`` a delivery."""
    place, leave, visiting = worker["place"], worker["free"], None
    acts = []
    for kind, o in stops:
        order = orders[o]
        if kind == "P" and visiting is not None and visiting == order["merchant"]:
            act = max(leave - law["pick_after"], order["ready"])
            leave = act + law["pick_after"]
            acts.append(act)
            continue
        target = order["from"] if kind == "P" else order["to"]
        travel = ride(place, target, law)
        arrive = leave if travel == 0 else max(leave, law["now"]) + travel
        if kind == "P":
            act = max(arrive + law["pick_before"], order["ready"], law["now"])
            leave, visiting = act + law["pick_after"], order["merchant"]
        else:
            act = max(arrive + order["gate"] + law["drop_before"], law["now"])
            leave, visiting = act + law["drop_after"], None
        place = target
        acts.append(act)
    return acts


def price_stops(worker: dict[str, Any], stops: list[Stop], orders: list[dict[str, Any]], law: dict[str, Any]) -> float:
    """Weighted seconds of all deliveries, infinite where cap or end of shift is passed by an order not yet held."""
    acts = time_stops(worker, stops, orders, law)
    hand, total = worker["hand"], 0.0
    for (kind, o), act in zip(stops, acts, strict=True):
        if kind == "P":
            if orders[o]["holder"] != worker["row"]:
                hand += 1
                if hand > worker["cap"] or (law["by_off"] and act > worker["off"]):
                    return math.inf
        else:
            hand -= 1
            late = max(0, act - orders[o]["promised"])
            total += orders[o]["weight"] * (act - law["now"] + law["late_factor"] * late)
    return total


def best_insertion(
    o: int, worker: dict[str, Any], stops: list[Stop], orders: list[dict[str, Any]], law: dict[str, Any],
) -> float:
    """Least rise of the price over every pair of places after the fixed stops."""
    before = price_stops(worker, stops, orders, law)
    best = math.inf
    for i in range(worker["fixed"], len(stops) + 1):
        for j in range(i, len(stops) + 1):
            new = [*stops[:i], ("P", o), *stops[i:j], ("D", o), *stops[j:]]
            best = min(best, price_stops(worker, new, orders, law) - before)
    return best


def price_trips(
    worker: dict[str, Any], trips: list[list[int]], orders: list[dict[str, Any]], law: dict[str, Any],
) -> float:
    """Weighted seconds of excess plus priced rides to merchants, infinite where a pick-up comes after the shift."""
    stops = [stop for trip in trips for stop in [*(("P", o) for o in trip), *(("D", o) for o in trip)]]
    acts = time_stops(worker, stops, orders, law)
    total = 0.0
    for (kind, o), act in zip(stops, acts, strict=True):
        order = orders[o]
        if kind == "P":
            if act > worker["off"]:
                return math.inf
        else:
            ready = max(order["ready"], law["now"])
            ideal = (ready + law["pick_after"] + ride(order["from"], order["to"], law) + order["gate"]
                     + law["drop_before"])
            total += order["weight"] * (act - ideal)
    place = worker["place"]
    for trip in trips:
        total += law.get("ride_price", 0.0) * ride(place, orders[trip[0]]["from"], law)
        place = orders[trip[-1]]["to"]
    return total


def best_trip_insertion(
    o: int, worker: dict[str, Any], trips: list[list[int]], orders: list[dict[str, Any]], law: dict[str, Any],
    most: int,
) -> float:
    """Least rise of excess over a new trip anywhere and every place in a trip of the same merchant."""
    before = price_trips(worker, trips, orders, law)
    tried = [[*trips[:i], [o], *trips[i:]] for i in range(len(trips) + 1)]
    for i, trip in enumerate(trips):
        if len(trip) < most and orders[trip[0]]["merchant"] == orders[o]["merchant"]:
            tried += [[*trips[:i], [*trip[:k], o, *trip[k:]], *trips[i + 1:]] for k in range(len(trip) + 1)]
    return min(price_trips(worker, new, orders, law) - before for new in tried)


def best_plan(workers: list[dict[str, Any]], orders: list[dict[str, Any]], law: dict[str, Any]) -> float:
    """Least excess over all ways to give each order to a worker as single trips; small cases only."""
    best = math.inf
    for owners in itertools.product(range(len(workers)), repeat=len(orders)):
        total = 0.0
        for w, worker in enumerate(workers):
            own = [o for o, owner in enumerate(owners) if owner == w]
            total += min(
                price_trips(worker, [[o] for o in line], orders, law) for line in itertools.permutations(own))
        best = min(best, total)
    return best
