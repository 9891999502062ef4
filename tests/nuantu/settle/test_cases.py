"""Every worked case of pay comes out to the fen, line by line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.nuantu.settle.plain_words import sum_components, tell_events, write_book, write_line

from nuantu.settle.entitles import ENTITLES
from nuantu.settle.ledger import settle
from nuantu.settle.pays import PAYS

FOLDER = Path(__file__).parents[2] / "cases" / "pay"
KEYS = {"name", "zh", "currency", "clauses", "events", "lines", "totals", "periods", "day"}


def list_cases() -> list[tuple[str, dict[str, Any]]]:
    """All cases with the clause type of their file."""
    return [(path.stem, case) for path in sorted(FOLDER.glob("*.yaml"))
            for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("kind", "case"), [pytest.param(kind, case, id=f"{kind}: {case['name']}")
                                            for kind, case in list_cases()])
def test_a_worked_case(kind: str, case: dict[str, Any], tmp_path: Path) -> None:
    """The ledger of the events under the clauses is exactly the one that the case states."""
    assert set(case) <= KEYS
    assert kind in {clause["type"] for clause in case["clauses"]}
    currency = case.get("currency", "CNY")
    book = write_book(case["clauses"], currency, tmp_path)
    ledger = settle(tell_events(str(case.get("day", "2026-11-20")), case["events"], currency).write(tmp_path), book)
    if "totals" in case:
        assert sum_components(ledger) == case["totals"]
    else:
        assert [write_line(line) for line in ledger.to_pylist()] == case["lines"]
    if "periods" in case:
        assert ledger["period"].to_pylist() == [day.isoformat() for day in case["periods"]]


@pytest.mark.parametrize("name", sorted(PAYS))
def test_every_clause_type_that_pays_has_enough_cases(name: str) -> None:
    """Eight worked cases at least show each type and its borders."""
    assert sum(kind == name for kind, _ in list_cases()) >= 8


@pytest.mark.parametrize("name", sorted(ENTITLES))
def test_every_clause_type_that_entitles_has_enough_cases(name: str) -> None:
    """Six worked cases at least show each type and its borders."""
    assert sum(kind == name for kind, _ in list_cases()) >= 6


def test_every_case_has_its_sentence_in_both_languages() -> None:
    """A negotiator reads a case without its numbers first."""
    assert [case["name"] for _, case in list_cases() if not case["zh"].strip()] == []
    names = [case["name"] for _, case in list_cases()]
    assert len(set(names)) == len(names)
