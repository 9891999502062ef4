"""A run of one small day under a book of its own, and the agreements to be tried on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.nuantu.agreement.agreement_text import make_provision, write_agreement
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.book import load_book
from nuantu.core.tables import LEDGER
from nuantu.settle.ledger import settle

WORK = {"type": "worktime_definition", "id": "work", "params": {"base": "engaged", "allowance_pm": "0 %"}}


def write_terms(folder: Path, base: str, hours: int, **more: Any) -> Path:
    """An agreement: a piece rate, a daily stop, and what counts as work; keys of the stop may be added."""
    clauses = [{"type": "weekday_distance_band", "id": "rate", "params": {"base": base}}, WORK,
               {"type": "daily_stop", "id": "stop", "provision": "stop",
                "params": {"stop_after": f"{hours} h", "reset": "calendar_day"}, **more}]
    return write_agreement(folder, clauses=clauses, provisions=[
        make_provision("stop", ["daily_stop"])])


def write_run(out: Path, base: str = "5 CNY/order", hours: int = 12) -> Path:
    """Wang works ten hours and takes one order more; Li brings one order. The run keeps its book."""
    log = LogBuilder()
    for worker in ("Li", "Wang"):
        log.register(worker)
    log.order("A1", worker="Wang", created="08:00", accepted="08:00", delivered="18:00")
    log.order("A2", worker="Wang", created="18:00", accepted="18:00", delivered="18:30")
    log.order("B1", worker="Li", created="10:00", accepted="10:00", delivered="10:20")
    folder = log.write(out)
    book = load_book(write_terms(out / "terms", base, hours))
    index = json.loads(book.copy_to(out / "book").read_text(encoding="utf-8"))
    LEDGER.write(settle(folder, book), out / "ledger.parquet")
    (out / "run.json").write_text(json.dumps({"format": "nuantu-run/1", "digests": {}, "book": index}),
                                  encoding="utf-8")
    return out
