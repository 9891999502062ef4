"""A strict checker of mdrp solution files, written from the published rules alone.

It reads the four instance files and the three solution files as text and imports nothing of the project. It checks
what the published evaluator checks and what that one forgets: service times at the restaurant and at the customer,
whole-minute travel, no diversion, one restaurant a load, nothing decided or moved before it may be, every order
accounted for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

HALF_SERVICE = 2


@dataclass
class Instance:
    """One instance folder: places by id, orders, couriers, metres a minute."""

    place: dict[str, tuple[int, int]] = field(default_factory=dict)
    restaurant: dict[str, str] = field(default_factory=dict)
    placed: dict[str, int] = field(default_factory=dict)
    ready: dict[str, int] = field(default_factory=dict)
    on: dict[str, int] = field(default_factory=dict)
    off: dict[str, int] = field(default_factory=dict)
    speed: float = 0.0

    def ride(self, origin: str, destination: str) -> int:
        """Whole minutes between two places."""
        (ax, ay), (bx, by) = self.place[origin], self.place[destination]
        return math.ceil(math.sqrt((ax - bx) ** 2 + (ay - by) ** 2) / self.speed)


def read_rows(path: Path) -> list[list[str]]:
    """Rows of a tab-separated file without its header."""
    return [line.split("\t") for line in path.read_text().splitlines()[1:] if line.strip()]


def read_instance(folder: Path) -> Instance:
    """The four instance files."""
    found = Instance()
    for name, x, y in read_rows(folder / "restaurants.txt"):
        found.place[name] = (int(x), int(y))
    for name, x, y, placed, restaurant, ready in read_rows(folder / "orders.txt"):
        found.place[name] = (int(x), int(y))
        found.restaurant[name], found.placed[name], found.ready[name] = restaurant, int(placed), int(ready)
    for name, x, y, on, off in read_rows(folder / "couriers.txt"):
        found.place[name] = (int(x), int(y))
        found.on[name], found.off[name] = int(on), int(off)
    found.speed = float(read_rows(folder / "instance_parameters.txt")[0][0])
    return found


def whole(text: str, where: str, faults: list[str]) -> int:
    """A whole minute; anything else is a fault of its own."""
    try:
        return int(text)
    except ValueError:
        faults.append(f"{where}: {text} is no whole minute")
        return 0


def check_solution(instance_folder: Path, solution_folder: Path) -> list[str]:
    """Every fault found, as sentences; empty for a solution that keeps all rules."""
    day = read_instance(instance_folder)
    faults: list[str] = []
    loads = read_loads(day, solution_folder / "solution_info_assignments.txt", faults)
    times = read_orders(day, solution_folder / "solution_info_orders.txt", faults)
    legs = read_legs(day, solution_folder / "solution_info_couriers.txt", faults)
    if not faults:
        check_accounts(day, loads, times, faults)
        for courier in day.on:
            check_courier(day, courier, [load for load in loads if load[2] == courier], legs.get(courier, []), times,
                          faults)
    return faults


def read_loads(day: Instance, path: Path, faults: list[str]) -> list[tuple[int, int, str, list[str]]]:
    """Assignments as (assigned, pick-up, courier, orders in delivery sequence)."""
    loads = []
    for line in path.read_text().splitlines()[1:]:
        assigned, pickup, courier, *orders = line.split()
        if courier not in day.on or not orders or any(order not in day.placed for order in orders):
            faults.append(f"assignment {line}: unknown courier or order")
            continue
        loads.append((whole(assigned, line, faults), whole(pickup, line, faults), courier, orders))
    return loads


def read_orders(day: Instance, path: Path, faults: list[str]) -> dict[str, tuple[int, int, str] | None]:
    """Orders as (pick-up, drop-off, courier), ``None`` for one that was not delivered."""
    times: dict[str, tuple[int, int, str] | None] = {}
    lines = path.read_text().splitlines()
    if lines[0] != "order placement_time ready_time pickup_time dropoff_time courier":
        faults.append("the order file's header is not the evaluator's")
    for line in lines[1:]:
        order, placed, ready, pickup, dropoff, courier = line.split(" ")
        if order in times:
            faults.append(f"order {order} stands twice in the order file")
        if order not in day.placed or (int(placed), int(ready)) != (day.placed[order], day.ready[order]):
            faults.append(f"order {order} does not stand so in the instance")
        times[order] = None if courier == "nan" else (
            whole(pickup, line, faults), whole(dropoff, line, faults), courier)
    return times


def read_legs(day: Instance, path: Path, faults: list[str]) -> dict[str, list[tuple[int, str, str]]]:
    """Moves of each courier as (departure, origin, destination), the beginning place by the courier's own id."""
    legs: dict[str, list[tuple[int, str, str]]] = {}
    last = None
    for line in path.read_text().splitlines()[1:]:
        courier, departure, origin, destination = line.split()
        origin = courier if origin == "0" else origin
        if courier not in day.on or origin not in day.place or destination not in day.place:
            faults.append(f"move {line}: unknown courier or place")
            continue
        if courier != last and courier in legs:
            faults.append(f"the moves of {courier} do not stand together")
        last = courier
        legs.setdefault(courier, []).append((whole(departure, line, faults), origin, destination))
    return legs


def check_accounts(
    day: Instance, loads: list[tuple[int, int, str, list[str]]], times: dict[str, tuple[int, int, str] | None],
    faults: list[str],
) -> None:
    """Each order stands once in the order file, and in one assignment exactly where it was delivered."""
    carried = check_loads(day, loads, faults)
    for order in day.placed:
        if order not in times:
            faults.append(f"order {order} is not accounted for")
        elif (times[order] is None) != (order not in carried):
            faults.append(f"order {order} stands in one file as delivered and in the other not")
        elif (row := times[order]) is not None and (row[0], row[2]) != carried[order]:
            faults.append(f"order {order} has another pick-up or courier in each file")


def check_loads(
    day: Instance, loads: list[tuple[int, int, str, list[str]]], faults: list[str],
) -> dict[str, tuple[int, str]]:
    """Each load by itself; returns pick-up and courier of each order."""
    carried: dict[str, tuple[int, str]] = {}
    for assigned, pickup, courier, orders in loads:
        if len({day.restaurant[order] for order in orders}) != 1:
            faults.append(f"load {orders} has more than one restaurant")
        if assigned > pickup:
            faults.append(f"load {orders} is picked up at {pickup}, before it is assigned at {assigned}")
        if pickup > day.off[courier]:
            faults.append(f"load {orders} is picked up at {pickup}, after {courier} went off at {day.off[courier]}")
        for order in orders:
            if order in carried:
                faults.append(f"order {order} is in two assignments")
            carried[order] = (pickup, courier)
            if assigned < day.placed[order]:
                faults.append(f"order {order} is assigned at {assigned}, before it is placed")
            if pickup < day.ready[order]:
                faults.append(f"order {order} is picked up at {pickup}, before it is ready")
    return carried


def check_courier(
    day: Instance, courier: str, loads: list[tuple[int, int, str, list[str]]], legs: list[tuple[int, str, str]],
    times: dict[str, tuple[int, int, str] | None], faults: list[str],
) -> None:
    """Follow one courier leg by leg: place, time, services, loads emptied before anything else."""
    place, free = courier, day.on[courier]
    waiting = sorted(loads, key=lambda load: load[1])
    at = 0
    while at < len(legs) or waiting:
        if waiting and place == day.restaurant[waiting[0][3][0]] and not _leaves_before(legs, at, waiting[0][1]):
            _, pickup, _, orders = waiting.pop(0)
            if free + HALF_SERVICE > pickup:
                faults.append(f"{courier} picks {orders} up at {pickup}, within service after arriving at {free}")
            carried = follow_load(day, courier, place, pickup + HALF_SERVICE, orders, legs[at:], times, faults)
            if carried is None:
                return
            place, free = carried
            at += len(orders)
            continue
        fault = find_leg_fault(day, courier, place, free, legs[at] if at < len(legs) else None)
        if fault is not None:
            faults.append(fault)
            return
        departure, origin, place = legs[at]
        free = departure + day.ride(origin, place)
        at += 1


def follow_load(
    day: Instance, courier: str, place: str, free: int, orders: list[str], legs: list[tuple[int, str, str]],
    times: dict[str, tuple[int, int, str] | None], faults: list[str],
) -> tuple[str, int] | None:
    """Deliver one load leg by leg; where and when the courier is free then, ``None`` after a fault."""
    for at, order in enumerate(orders):
        if at >= len(legs) or legs[at] != (free, place, order):
            faults.append(f"{courier} does not ride from {place} to {order} at {free} with the load in hand")
            return None
        dropped = free + day.ride(place, order) + HALF_SERVICE
        row = times[order]
        if row is None or row[1] != dropped:
            faults.append(f"order {order} is dropped at {row and row[1]}, not at {dropped}")
        place, free = order, dropped + HALF_SERVICE
    return place, free


def find_leg_fault(
    day: Instance, courier: str, place: str, free: int, leg: tuple[int, str, str] | None,
) -> str | None:
    """What is wrong with a leg that carries nothing."""
    if leg is None:
        return f"{courier} ends at {place} with a load never reached"
    departure, origin, destination = leg
    if origin != place:
        return f"{courier} leaves from {origin} but is at {place}"
    if departure < free:
        return f"{courier} leaves {origin} at {departure}, before {free}"
    if destination in day.placed:
        return f"{courier} rides to customer {destination} without its order"
    return None


def _leaves_before(legs: list[tuple[int, str, str]], at: int, pickup: int) -> bool:
    """Whether the courier leaves for elsewhere before the pick-up."""
    return at < len(legs) and legs[at][0] < pickup
