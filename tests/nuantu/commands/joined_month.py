"""A drawn month in buckets, its logs and ledgers written anew, and joined to the one log that they make."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from nuantu.core.ids import digest_bytes
from nuantu.core.tables import EVENTS, LEDGER

Row = dict[str, Any]


def list_folders(out: Path) -> list[Path]:
    """The buckets of a month in order."""
    return sorted((out / "buckets").glob("[0-9]*"))


def read_rows(path: Path) -> list[Row]:
    """All rows of a table."""
    rows: list[Row] = pq.read_table(path).to_pylist()
    return rows


def rewrite_log(folder: Path, rows: Iterable[Row]) -> None:
    """Write events in the order of time with new ids, and the digests that name them."""
    events = [{**row, "event_id": number}
              for number, row in enumerate(sorted(rows, key=lambda row: row["at_s"]), start=1)]
    path = folder / "log" / "events.parquet"
    EVENTS.write(pa.Table.from_pylist(events, schema=EVENTS.to_arrow()), path)
    digest = digest_bytes(path.read_bytes())
    _change(folder / "log" / "manifest.json", lambda old: {**old, "events": len(events), "events_sha256": digest})
    _change(folder / "run.json", lambda old: {**old, "digests": {**old["digests"], "events": digest}})


def rewrite_ledger(folder: Path, rows: Iterable[Row]) -> None:
    """Write a ledger with new line ids, and its digest."""
    lines = [{**row, "line_id": number} for number, row in enumerate(rows, start=1)]
    path = folder / "ledger.parquet"
    LEDGER.write(pa.Table.from_pylist(lines, schema=LEDGER.to_arrow()), path)
    digest = digest_bytes(path.read_bytes())
    _change(folder / "run.json", lambda old: {**old, "digests": {**old["digests"], "ledger": digest}})


def _change(path: Path, change: Callable[[Row], Row]) -> None:
    path.write_text(json.dumps(change(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")


def join_logs(out: Path, folder: Path) -> dict[int, tuple[int, int]]:
    """Write a run folder with the log of all buckets; of each of its events the bucket and its id there.

    What concerns nobody (alerts stand in every bucket) is taken from the first.
    """
    first, *_ = list_folders(out)
    (folder / "log").mkdir(parents=True)
    for name in ("log/manifest.json", "log/candidates.parquet", "run.json"):
        (folder / name).write_bytes((first / name).read_bytes())
    rows = [{**row, "bucket": number} for number, part in enumerate(list_folders(out))
            for row in read_rows(part / "log" / "events.parquet") if number == 0 or row["kind"] != "alert"]
    rows.sort(key=lambda row: (row["at_s"], row["bucket"], row["event_id"]))
    rewrite_log(folder, rows)
    return {number: (row["bucket"], row["event_id"]) for number, row in enumerate(rows, start=1)}


def join_ledgers(out: Path, folder: Path, events: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Write the ledgers of all buckets as one; of each of its lines the bucket and its id there."""
    own = {place: number for number, place in events.items()}
    rows: list[Row] = []
    places = {}
    for number, part in enumerate(list_folders(out)):
        for row in read_rows(part / "ledger.parquet"):
            places[len(rows) + 1] = (number, row["line_id"])
            rows.append({**row, **{name: own[number, row[name]] for name in ("first_event_id", "last_event_id")}})
    rewrite_ledger(folder, rows)
    return places
