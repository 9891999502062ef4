"""Hand-made logs and ledger lines, opened as a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.clause import Clause
from nuantu.audit.query import Case
from nuantu.audit.spells import Spells
from nuantu.audit.tables import open_records
from nuantu.core.tables import LEDGER

LINE: Mapping[str, Any] = {
    "period": "2026-11-20", "account": "worker_pay", "worker_id": "Wang", "order_id": "A1", "component": "base",
    "reason": None, "clause_id": "piece", "quantity": 1, "quantity_unit": "order", "rate_minor": 500, "rate_per": 1,
    "rounding": "half_up", "less_minor": 0, "amount_minor": 500, "currency": "CNY", "first_event_id": 1,
    "last_event_id": 1}


def write_case(log: LogBuilder, folder: Path, lines: Sequence[Mapping[str, Any]] = ()) -> Path:
    """Write OUT of a log and of lines that say only what is special about them."""
    log.write(folder)
    rows = [{"line_id": number, **LINE, **line} for number, line in enumerate(lines, start=1)]
    LEDGER.write(pa.Table.from_pylist(rows, schema=LEDGER.to_arrow()), folder / "ledger.parquet")
    return folder


def open_case(log: LogBuilder, folder: Path, lines: Sequence[Mapping[str, Any]] = (),
              clauses: Sequence[Clause] = ()) -> Case:
    """The same, opened for checks under these clauses."""
    records = open_records(write_case(log, folder, lines))
    definitions = [clause for clause in clauses if clause.type.name == "worktime_definition"]
    return Case(records, Spells(records, definitions), tuple(clauses))
