"""Worked cases of a rider's own copy: sheets as text become an export, and a statement becomes plain words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from tests.nuantu.settle.plain_words import write_book

from nuantu.rights.own_copy import Person
from nuantu.rights.statement import Statement, find_copy, make_statement

FOLDER = Path(__file__).parents[2] / "cases" / "rights"
TRAITS = {"worker_class": "crowd", "vehicle": "ebike", "tenure_days": 400, "place_code": "110105"}


def list_cases() -> list[dict[str, Any]]:
    """All cases in the order of their files."""
    return [case for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


def write_sheets(folder: Path, sheets: Mapping[str, str], *, encoding: str = "utf-8") -> Path:
    """Write sheets by name into a new folder and return it."""
    folder.mkdir(parents=True)
    for name, text in sheets.items():
        (folder / f"{name}.csv").write_bytes(text.encode(encoding))
    return folder


def state_case(case: Mapping[str, Any], tmp_path: Path, *, encoding: str = "utf-8") -> Statement:
    """The statement of a case."""
    (tmp_path / "book").mkdir()
    book = write_book(case["clauses"], "CNY", tmp_path / "book")
    folder = write_sheets(tmp_path / "export", case["sheets"], encoding=encoding)
    person = Person("W1", **(TRAITS | case.get("person", {})))
    return make_statement(find_copy(folder, person), book)


def major(minor: int | None) -> float | None:
    """Yuan as a case states them."""
    return None if minor is None else minor / 100


def tell_differences(statement: Statement) -> list[str]:
    """Every line of pay that differs, as a case states it."""
    told = []
    for entry in statement.differing:
        short = entry.answer == "short"
        gap = f"missing {entry.missing_minor / 100:.2f}" if short else f"over {entry.over_minor / 100:.2f}"
        told.append(f"{entry.spot.period} {entry.spot.order_id or '-'} {entry.spot.component}: "
                    f"owed {(entry.owed_minor or 0) / 100:.2f}, paid {(entry.paid_minor or 0) / 100:.2f}, {gap}")
    return told
