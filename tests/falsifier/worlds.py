"""Put many runs side by side into one, so that a whole set of forged days is judged in a single audit.

Each run becomes a world of its own: workers, orders, merchants, districts and compounds bear the number of their
world, decisions, lines and events are numbered anew, in order of time. What happens in one world says nothing about
another; only an alert that holds everywhere is the same in all. Order of time within a run is kept, so a run whose
event ids and times disagree cannot be told here and must be judged alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

NAMES = ("worker_id", "order_id", "merchant_id", "district_id", "compound_id", "other_id")
Row = dict[str, Any]


def name_in(world: int, name: str | None) -> str | None:
    """A name as it stands in the joint run."""
    return None if name is None else f"{world:03d}-{name}"


def split_name(name: str) -> tuple[int, str]:
    """The world and the name in it."""
    world, own = name.split("-", 1)
    return int(world), own


def merge_worlds(folders: Sequence[Path], out: Path) -> dict[tuple[int, str, int], int]:
    """Write the joint run; returns (world, "event" or "line", number there) -> number in the joint run."""
    events, candidates, ledger = [], [], []
    for world, folder in enumerate(folders):
        rows = _read(folder / "log/events.parquet", world)
        events += rows
        candidates += _read(folder / "log/candidates.parquet", world)
        ledger += _read(folder / "ledger.parquet", world)
    events.sort(key=lambda row: (row["at_s"], row["world"], row["event_id"]))
    numbers: dict[tuple[int, str, int], int] = {}
    for number, row in enumerate(events, start=1):
        numbers[row["world"], "event", row["event_id"]] = number
    for number, line in enumerate(ledger, start=1):
        numbers[line["world"], "line", line["line_id"]] = number
        line["line_id"] = number
        for side in ("first_event_id", "last_event_id"):
            line[side] = numbers[line["world"], "event", line[side]]
    for number, row in enumerate(events, start=1):
        row["event_id"] = number
        if row.get("ref_event_id") is not None:
            row["ref_event_id"] = numbers[row["world"], "event", row["ref_event_id"]]
        row["decision_id"] = _decision(row)
    for row in candidates:
        row["decision_id"] = _decision(row)
    _write(folders[0], out, {"log/events": events, "log/candidates": candidates, "ledger": ledger})
    return numbers


def _decision(row: Row) -> int | None:
    return None if row.get("decision_id") is None else row["world"] * 1_000_000 + row["decision_id"]


def _read(path: Path, world: int) -> list[Row]:
    rows = pq.read_table(path).to_pylist()
    for row in rows:
        row["world"] = world
        for name in NAMES:
            if name in row:
                row[name] = name_in(world, row[name])
    return rows


def _write(model: Path, out: Path, parts: dict[str, list[Row]]) -> None:
    (out / "log").mkdir(parents=True)
    for name, rows in parts.items():
        schema = pq.read_schema(model / f"{name}.parquet")
        clean = [{column: row[column] for column in schema.names} for row in rows]
        pq.write_table(pa.Table.from_pylist(clean, schema=schema), out / f"{name}.parquet")
    manifest = json.loads((model / "log/manifest.json").read_text(encoding="utf-8"))
    manifest |= {"events": len(parts["log/events"]),
                 "events_sha256": hashlib.sha256((out / "log/events.parquet").read_bytes()).hexdigest()}
    (out / "log/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
