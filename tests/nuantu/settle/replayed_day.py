"""A day replayed for tests of settlement: the log that the replay writes, with the settlement's own price quote."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from nuantu.agreement.book import Book
from nuantu.core.tables import CANDIDATES, EVENTS
from nuantu.dispatch.lowering import lower
from nuantu.replay.day import Day
from nuantu.replay.run import replay
from nuantu.settle.quote import make_price_quote


def replay_day(day: Day, book: Book, policy: str, out: Path, seed: int = 1) -> Path:
    """Replay the day under the book and return the folder of its log."""
    clauses = book.in_force(day.info.date)
    rules = lower(clauses, day.workers, day.info.tz, day.info.date)
    result = replay(day, rules, policy, seed, price_quote=make_price_quote(clauses, day))
    folder = out / "log"
    folder.mkdir(parents=True)
    EVENTS.write(result.events, folder / "events.parquet")
    CANDIDATES.write(result.candidates, folder / "candidates.parquet")
    manifest = {"format": "nuantu-log/1", "date": day.info.date.isoformat(), "tz": day.info.tz,
                "currency": day.info.currency, "rules": result.rules, "events": result.events.num_rows,
                "events_sha256": hashlib.sha256((folder / "events.parquet").read_bytes()).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder
