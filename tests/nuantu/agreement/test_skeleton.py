"""A new agreement can be read from its first line, whatever types it begins with, and applies once it is filled in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.nuantu.agreement.agreement_text import write_text

from nuantu.agreement.book import load_book
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.skeleton import Head, write_skeleton

HEAD = Head("draft", "草案：甲", "a draft: \"one\"", effective_from=date(2026, 1, 1))


@pytest.mark.parametrize("name", sorted(CLAUSE_TYPES))
def test_every_type_can_be_begun_with(name: str, tmp_path: Path) -> None:
    """Each parameter stands in the file: open by name, or as a comment with its unit."""
    text = write_skeleton(HEAD, [name])
    book = load_book(write_text(tmp_path, text), allow_open=True)
    kind = CLAUSE_TYPES[name]
    opened = {figure.name.removeprefix(f"{name}_") for figure in book.open_figures}

    assert {spec.name for spec in kind.params if spec.default is ...} <= opened
    assert [spec.name for spec in kind.params if f" {spec.name}: " not in text] == []
    assert (book.main.title_zh, book.main.title_en, book.main.effective_from) == (
        "草案：甲", "a draft: \"one\"", date(2026, 1, 1))


def test_a_skeleton_applies_once_its_figures_are_written(tmp_path: Path) -> None:
    """By replacing each reference and its name, and by nothing else."""
    text = write_skeleton(HEAD, ["weekday_distance_band"])
    lines = [line for line in text.replace("{parameter: weekday_distance_band_base}", "5 CNY/order").split("\n")
             if not line.startswith(("parameters:", "  weekday_distance_band_base"))]
    [clause] = load_book(write_text(tmp_path, "\n".join(lines))).in_force(date(2026, 2, 1))

    assert (clause.id, clause.params["base"]) == ("C1", 500)


def test_all_types_together_and_none_at_all_make_a_file(tmp_path: Path) -> None:
    """Ids count on; without a type there is a provision that waits for one."""
    whole = load_book(write_text(tmp_path / "a", write_skeleton(HEAD, list(CLAUSE_TYPES))), allow_open=True)
    empty = load_book(write_text(tmp_path / "b", write_skeleton(HEAD, [])), allow_open=True)

    assert len(whole.main.clauses) == len(CLAUSE_TYPES)
    assert [one.pending for one in empty.pending()] == [True]
