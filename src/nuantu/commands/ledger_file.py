"""The ledger of a run folder: its run.json read, the ledger put in place at once, its totals."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from nuantu.agreement.book import Book
from nuantu.core.errors import InputError
from nuantu.core.ids import digest_bytes
from nuantu.core.tables import LEDGER

LEDGER_FILE = "ledger.parquet"
RUN_FILE = "run.json"


def read_run(out: Path) -> dict[str, Any]:
    """``OUT/run.json`` as it stands, or one sentence why there is none."""
    path = out / RUN_FILE
    if not path.is_file():
        raise InputError("the folder holds no run.json", file=out, fix="name a folder that nuantu replay has written")
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"this is not JSON in UTF-8 ({error})", file=path, fix="replay the day again") from error
    if not isinstance(run, dict) or run.get("format") != "nuantu-run/1":
        raise InputError("this is not of format nuantu-run/1", file=path, field="format", fix="replay the day again")
    return run


def write_ledger(out: Path, run: Mapping[str, Any], ledger: pa.Table, book: Book) -> None:
    """Replace ledger and run.json, each at once: a reader sees the old or the new one, never a half.

    ``digests.ledger`` in run.json becomes the digest of the new file, ``settled_under`` the digest of its book.
    """
    fresh_ledger, fresh_run = out / f".{LEDGER_FILE}.fresh", out / f".{RUN_FILE}.fresh"
    try:
        LEDGER.write(ledger, fresh_ledger)
        digests = {**run.get("digests", {}), "ledger": digest_bytes(fresh_ledger.read_bytes())}
        text = json.dumps({**run, "digests": digests, "settled_under": book.digest}, ensure_ascii=False, indent=1)
        fresh_run.write_text(text + "\n", encoding="utf-8")
        fresh_ledger.replace(out / LEDGER_FILE)
        fresh_run.replace(out / RUN_FILE)
    except OSError as error:
        raise InputError(f"the ledger cannot be written ({os.strerror(error.errno or 0)})", file=out / LEDGER_FILE,
                         fix="make room, or ask for the right to write there") from error
    finally:
        fresh_ledger.unlink(missing_ok=True)
        fresh_run.unlink(missing_ok=True)


def sum_ledger(ledger: pa.Table) -> list[dict[str, Any]]:
    """Totals by account, component and clause in order of first appearance: lines, workers, minor units."""
    keys = ["account", "component", "clause_id", "currency"]
    grouped = ledger.group_by(keys, use_threads=False).aggregate(
        [("line_id", "count"), ("worker_id", "count_distinct"), ("amount_minor", "sum")])
    return [{**{key: row[key] for key in keys}, "lines": row["line_id_count"],
             "workers": row["worker_id_count_distinct"], "amount_minor": row["amount_minor_sum"]}
            for row in grouped.to_pylist()]
