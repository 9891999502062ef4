"""What the audit of a day found about one worker: the rows of its verdicts that name the worker or an own order."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nuantu_hub.seam.errors import RunError

FILE = "verdicts.json"


@dataclass(frozen=True, slots=True)
class OwnVerdict:
    """One row of the audit about a worker: the clause, the verdict, how many units, and of which order."""

    clause_id: str
    verdict: str
    units: int
    order_id: str


def list_own_verdicts(folder: Path, worker_id: str, orders: Collection[str]) -> list[OwnVerdict]:
    """The rows about a worker and the worker's own orders; sums over everybody name nobody and are not among them.

    Raises RunError where the day's audit is missing or cannot be read.
    """
    file = folder / FILE
    try:
        rows = _read(file, file.stat().st_mtime_ns)
    except (OSError, ValueError) as error:
        raise RunError("the audit of the day cannot be read", fix="import the run again", where=FILE) from error
    return [OwnVerdict(str(row["clause_id"]), str(row["verdict"]), int(row["units"]), str(row["order_id"] or ""))
            for row in rows if row["worker_id"] == worker_id
            or (row["worker_id"] is None and row["order_id"] is not None and row["order_id"] in orders)]


@lru_cache(maxsize=8)
def _read(file: Path, stamp: int) -> list[dict[str, Any]]:
    """Only rows that name somebody or an order are kept in memory."""
    del stamp
    told = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(told, list):
        raise ValueError(FILE)
    return [row for row in told if row["worker_id"] is not None or row["order_id"] is not None]
