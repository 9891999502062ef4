"""What a replay hands on: the log, the candidates of its decisions and, under mdrp rules, the solution rows."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Assignment:
    """One load as the published evaluator wants it; times in minutes of the day, orders in delivery sequence."""

    assigned_min: int
    pickup_min: int
    courier: str
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One leg of a courier; origin ``0`` is the place where the shift began."""

    courier: str
    departure_min: int
    origin: str
    destination: str


@dataclass(frozen=True, slots=True)
class OrderTimes:
    """One order's times in minutes of the day; an order that was not delivered has no pickup, dropoff or courier."""

    order: str
    placed_min: int
    ready_min: int
    pickup_min: int | None
    dropoff_min: int | None
    courier: str | None


@dataclass(frozen=True, slots=True)
class Solution:
    """A whole mdrp day in the published evaluator's terms."""

    assignments: tuple[Assignment, ...]
    moves: tuple[Move, ...]
    orders: tuple[OrderTimes, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a replay.

    ``events`` and ``candidates`` are in the published schema; ``dispatch_s`` is the wall time that the policy took,
    in seconds, out of ``replay_s`` for the whole replay; ``solution`` stands under mdrp rules only.
    """

    rules: str
    events: pa.Table
    candidates: pa.Table
    dispatch_s: float
    replay_s: float
    rounds: int
    solution: Solution | None = None
