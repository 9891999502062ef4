"""Every worked case of a verdict comes out as it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.nuantu.audit.plain_words import judge_case, write_verdicts
from tests.nuantu.settle.plain_words import write_book

from nuantu.audit.checks import CHECKS

FOLDER = Path(__file__).parents[3] / "cases" / "verdicts"
DAY = "2026-11-20"
KEYS = {"name", "zh", "clauses", "events", "ledger", "without", "verdicts", "day"}


def list_cases() -> list[tuple[str, dict[str, Any]]]:
    """All cases with the clause type of their file; what a file says for all of its cases is filled in."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [(path.stem, {"clauses": sheet["clauses"], **case}) for case in sheet["cases"]]
    return found


@pytest.mark.parametrize(("kind", "case"), [pytest.param(kind, case, id=f"{kind}: {case['name']}")
                                            for kind, case in list_cases()])
def test_a_worked_case(kind: str, case: dict[str, Any], tmp_path: Path) -> None:
    """The verdicts on the events and lines are exactly those that the case states."""
    assert set(case) <= KEYS
    book = write_book(case["clauses"], "CNY", tmp_path)
    assert write_verdicts(judge_case(kind, book, case, tmp_path, str(case.get("day", DAY)))) == case["verdicts"]


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_clause_type_has_enough_cases(name: str) -> None:
    """Five worked cases at least show each type and its borders."""
    assert sum(kind == name for kind, _ in list_cases()) >= 5


def test_every_case_has_its_sentence_in_both_languages() -> None:
    """A negotiator reads a case without its numbers first; no two cases bear one name."""
    assert [case["name"] for _, case in list_cases() if not case["zh"].strip()] == []
    names = [(kind, case["name"]) for kind, case in list_cases()]
    assert len(set(names)) == len(names)
