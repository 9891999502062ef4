"""A day written by hand in the form that pages read: one slice, riders who wait in a square, orders in two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nuantu_hub.seam.lookup import write_lookup
from nuantu_hub.seam.reading import FILE, FORMAT

#: Map units of two metres; squares are 200 m, so a hundred units.
UNIT_M = 2.0


def write_day(folder: Path, riders: list[list[Any]], orders: list[list[Any]]) -> Path:
    """A prepared day of one slice in a folder."""
    (folder / FILE.parent).mkdir(parents=True, exist_ok=True)
    facts = {"format": FORMAT, "t0": 1_795_104_000, "tz": "Asia/Shanghai", "date": "2026-11-20", "slice_s": 600,
             "slices": 1, "unit_m": UNIT_M, "size": [400, 300], "alerts": []}
    cut = {"n": 0, "from": 0, "placed": 0, "riders": riders, "orders": orders, "decisions": [], "acted": {}}
    write_lookup(folder / FILE, [("run", "facts", facts), ("run", "clauses", {}), ("run", "agreement", {}),
                                 ("run", "pay", {}), ("run", "ground", {"layers": {}, "labels": []}),
                                 ("slice", "0", cut)])
    return folder


def stand_there(rider: str, x: int, y: int) -> list[Any]:
    """A rider on duty who stays at one place for the whole slice."""
    return [rider, 0, 600, [[0, 600]], [0, x, y]]


def carry(order: str, rider: str, shop: tuple[int, int], door: tuple[int, int]) -> list[Any]:
    """An order that a rider has in hand for the whole slice."""
    return [order, 0, 0, 10, 590, rider, *shop, *door]
