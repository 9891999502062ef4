"""A small finished OUT folder for tests: a hand-made log, a book, the ledger that follows, and run.json."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.nuantu.log_builder import LogBuilder
from tests.nuantu.settle.plain_words import write_book

from nuantu.core.ids import digest_bytes
from nuantu.core.tables import LEDGER
from nuantu.settle.ledger import settle


def write_out(out: Path, log: LogBuilder, clauses: Sequence[Mapping[str, Any]], currency: str = "CNY") -> Path:
    """Write ``log/``, ``book/``, ``ledger.parquet`` and ``run.json`` into ``out`` and return it."""
    out.mkdir(parents=True, exist_ok=True)
    sources = out.parent / f"{out.name}-agreements"
    sources.mkdir(exist_ok=True)
    book = write_book(clauses, currency, sources)
    folder = log.write(out)
    book.copy_to(out / "book")
    LEDGER.write(settle(folder, book), out / "ledger.parquet")
    digests = {name: digest_bytes((out / path).read_bytes()) for name, path in (
        ("events", "log/events.parquet"), ("candidates", "log/candidates.parquet"), ("ledger", "ledger.parquet"))}
    run = {"format": "nuantu-run/1", "rules": log.rules, "policy": "none", "seed": 0, "digests": digests,
           "day": {"name": "a hand-made day", "date": log.date.isoformat()}, "book": {"digest": book.digest}}
    (out / "run.json").write_text(json.dumps(run) + "\n", encoding="utf-8")
    return out
