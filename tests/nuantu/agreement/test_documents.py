"""The pages on clauses and agreements say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.nuantu.agreement.agreement_text import DAY, ROOT, write_text

from nuantu.agreement.agreement import OBLIGORS, PROCEDURES, STANDINGS
from nuantu.agreement.book import load_book
from nuantu.agreement.clause import CHAPTERS_EN, LAYERS, STRENGTHS, ClauseType, ParamSpec
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.reader import VEHICLES, WORKER_CLASSES

CLAUSES = (ROOT / "docs" / "clauses.md").read_text(encoding="utf-8")
FORMAT = (ROOT / "docs" / "agreement-format.md").read_text(encoding="utf-8")


def _section(kind: ClauseType) -> str:
    head = f"\n## {kind.id} {kind.name} {kind.zh}\n"
    return CLAUSES.split(head, 1)[1].split("\n## ", 1)[0]


def _cells(kind: ClauseType, spec: ParamSpec) -> list[str]:
    marks = [mark for mark, holds in (("principal", spec.name == kind.principal), ("base", spec.name in kind.base),
                                      ("by place", spec.by_place)) if holds]
    name = f"`{spec.name}`" + "".join(f" ({mark})" for mark in marks)
    return [name, spec.unit, spec.favours, ", ".join(spec.words) or "-", f"{spec.zh}, {spec.en}"]


@pytest.mark.parametrize("kind", CLAUSE_TYPES.values(), ids=CLAUSE_TYPES)
def test_every_parameter_stands_in_the_page_as_it_is_declared(kind: ClauseType) -> None:
    """Name, unit, favours, words and meaning, row by row; and whether it must be stated."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")]
            for line in _section(kind).splitlines() if line.startswith("| `")]

    assert [row[:3] + row[4:] for row in rows] == [_cells(kind, spec) for spec in kind.params]
    assert [row[3] == "must be stated" for row in rows] == [spec.default is ... for spec in kind.params]


@pytest.mark.parametrize("kind", CLAUSE_TYPES.values(), ids=CLAUSE_TYPES)
def test_every_section_has_its_hooks_number_unit_and_evidence(kind: ClauseType) -> None:
    """What it means, one worked number, what a verdict counts, and what must be in the log."""
    section = _section(kind)

    assert "hooks: " + ", ".join(f"`{hook}`" for hook in sorted(kind.hooks)) in section
    assert [part for part in ("**Worked number.**", "**Verdict unit.**", "**Evidence.**") if part not in section] == []
    assert re.findall(r"`(\w+)`", section.split("told from")[1]) == list(kind.case)


def test_the_agreement_of_the_page_on_the_format_can_be_read_and_applied(tmp_path: Path) -> None:
    """Its two blocks are an agreement and an assumption that completes it."""
    whole, guess = (write_text(tmp_path / name, text).parent
                    for name, text in zip("ab", re.findall(r"```yaml\n(.*?)```", FORMAT, re.DOTALL), strict=True))
    book = load_book(whole, [guess, ROOT / "agreements" / "guidance-50-2023", ROOT / "agreements" / "demo-assumption"])
    clauses = {clause.id: clause for clause in book.in_force(DAY)}

    assert clauses["CITY-12"].params["stop_after"] == 39_600
    assert (clauses["CITY-13"].params["amount"], clauses["CITY-13"].assumed) == (200, True)
    assert [one.name for one in book.pending() if one.agreement_id == "my-city-2026"] == ["my-city-2026/14"]


def test_the_page_on_the_format_names_every_word_that_may_stand_in_a_file() -> None:
    """Layers, standings, procedures, chapters, strengths, obligors, classes and vehicles."""
    words = {*LAYERS, *STANDINGS, *PROCEDURES, *CHAPTERS_EN, *STRENGTHS, *OBLIGORS, *WORKER_CLASSES, *VEHICLES}

    assert [word for word in sorted(words) if not re.search(rf"\b{word}\b", FORMAT)] == []
