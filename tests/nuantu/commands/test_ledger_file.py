"""A ledger is put in place whole, and its totals are those of its lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nuantu.commands.ledger_file import read_run, sum_ledger
from nuantu.core.errors import InputError
from nuantu.core.tables import LEDGER


def line(number: int, worker: str, component: str, amount: int) -> dict[str, object]:
    """One ledger line of a round sum."""
    return {"line_id": number, "period": "2026-10-01", "account": "worker_pay", "worker_id": worker, "order_id": None,
            "component": component, "reason": None, "clause_id": "c", "quantity": 1, "quantity_unit": "order",
            "rate_minor": amount, "rate_per": 1, "rounding": "half_up", "less_minor": 0, "amount_minor": amount,
            "currency": "CNY", "first_event_id": 1, "last_event_id": 2}


def test_totals_count_lines_workers_and_amounts() -> None:
    """By account, component and clause."""
    import pyarrow as pa

    rows = [line(1, "A", "base", 500), line(2, "A", "base", 600), line(3, "B", "base", 1), line(4, "B", "night", 7)]

    totals = sum_ledger(pa.Table.from_pylist(rows, schema=LEDGER.to_arrow()))

    assert [(row["component"], row["lines"], row["workers"], row["amount_minor"]) for row in totals] == [
        ("base", 3, 2, 1101), ("night", 1, 1, 7)]


@pytest.mark.parametrize(("text", "what"), [
    (None, "holds no run.json"), ("{", "not JSON"), (json.dumps({"format": "other"}), "not of format"),
])
def test_a_folder_without_a_run_is_refused(tmp_path: Path, text: str | None, what: str) -> None:
    """No run.json, none that can be read, one of another format."""
    if text is not None:
        (tmp_path / "run.json").write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=what):
        read_run(tmp_path)
