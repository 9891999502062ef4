"""What a replayed day says of where stations are missing: waits without an order, and orders, by square."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

from nuantu_hub.seam.reading import RunView

#: Side of a square, metres; a place on the map every so many seconds.
CELL_M, SAMPLE_S = 200, 120
#: A square in which fewer riders waited, or fewer orders began or ended, says nothing.
LEAST = 5
_TRACK = 4
_ACCEPTED, _PICKED, _DELIVERED, _HOLDER, _SHOP_X, _SHOP_Y, _DOOR_X, _DOOR_Y = 2, 3, 4, 5, 6, 7, 8, 9


@dataclass(frozen=True, slots=True)
class Square:
    """A square of the day's plane: its middle in metres east and south of the corner, what happened in it.

    ``wait_min`` is minutes that riders on duty stood without an order; ``orders`` counts pick-ups and hand-overs.
    """

    x_m: float
    y_m: float
    wait_min: int
    orders: int


def gather_squares(view: RunView) -> list[Square]:
    """Squares with waits or orders, in the order of the map; what points at fewer than five is left out."""
    unit_m = float(view.facts["unit_m"])
    waits, waiters = _count_waits(view, unit_m)
    orders = _count_orders(view, unit_m)
    found = []
    for cell in sorted(waits.keys() | orders.keys()):
        wait_s = waits[cell] if cell in waits and len(waiters[cell]) >= LEAST else 0
        count = orders.get(cell, 0)
        count = count if count >= LEAST else 0
        if wait_s >= 60 or count:
            found.append(Square((cell[0] + 0.5) * CELL_M, (cell[1] + 0.5) * CELL_M, wait_s // 60, count))
    return found


Cell = tuple[int, int]


def _find_cell(x: float, y: float, unit_m: float) -> Cell:
    return floor(x * unit_m / CELL_M), floor(y * unit_m / CELL_M)


def _count_waits(view: RunView, unit_m: float) -> tuple[dict[Cell, int], dict[Cell, set[str]]]:
    """Seconds of waiting and who waited, by square; the names go no further than this module."""
    seconds: dict[Cell, int] = defaultdict(int)
    who: dict[Cell, set[str]] = defaultdict(set)
    for number in range(int(view.facts["slices"])):
        cut = view.slice(number)
        if cut is None:
            continue
        busy = _list_busy(cut)
        for rider in cut["riders"]:
            moments = range(cut["from"], cut["from"] + int(view.facts["slice_s"]), SAMPLE_S)
            for cell in _wait_of(rider, moments, busy.get(rider[0], ()), unit_m):
                seconds[cell] += SAMPLE_S
                who[cell].add(rider[0])
    return seconds, who


def _list_busy(cut: Mapping[str, Any]) -> dict[str, list[tuple[int, int]]]:
    """Spans in which each rider has an order in hand."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in cut["orders"]:
        if row[_HOLDER] and row[_ACCEPTED] >= 0:
            found[row[_HOLDER]].append((row[_ACCEPTED], row[_DELIVERED] if row[_DELIVERED] >= 0 else 1 << 40))
    return found


def _wait_of(rider: Sequence[Any], moments: range, busy: Sequence[tuple[int, int]], unit_m: float) -> list[Cell]:
    track, spells = rider[_TRACK], rider[3]
    times = track[0::3]
    found = []
    for t in moments:
        if not any(low <= t < high for low, high in spells) or any(low <= t < high for low, high in busy):
            continue
        place = bisect_right(times, t) - 1
        if place < 0:
            continue
        found.append(_find_cell(track[3 * place + 1], track[3 * place + 2], unit_m))
    return found


def _count_orders(view: RunView, unit_m: float) -> dict[Cell, int]:
    """Pick-ups and hand-overs by square, each order once, whichever slices it stands in."""
    found: dict[Cell, int] = defaultdict(int)
    seen: set[str] = set()
    for number in range(int(view.facts["slices"])):
        for row in (view.slice(number) or {"orders": ()})["orders"]:
            if row[0] in seen:
                continue
            seen.add(row[0])
            if row[_PICKED] >= 0:
                found[_find_cell(row[_SHOP_X], row[_SHOP_Y], unit_m)] += 1
            if row[_DELIVERED] >= 0:
                found[_find_cell(row[_DOOR_X], row[_DOOR_Y], unit_m)] += 1
    return found
