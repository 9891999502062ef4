"""The difference between two agreements is told from the worker's side."""

from __future__ import annotations

from pathlib import Path

import pytest

from nuantu_hub.seam.difference import compare_agreements, is_assumption, list_agreements, name_agreement
from nuantu_hub.seam.errors import RunError

SHIPPED = Path(__file__).resolve().parents[3] / "agreements"


def test_two_agreements_are_compared_clause_by_clause() -> None:
    known = list_agreements([SHIPPED])
    told = compare_agreements(known["platform-2024"], known["platform-2025"])
    assert (told["old"]["id"], told["new"]["id"]) == ("platform-2024", "platform-2025")
    assert sum(told["counts"].values()) == len(told["clauses"])
    assert told["new"]["clauses"] == len(told["clauses"]) - told["counts"]["dropped"]
    assert compare_agreements(known["platform-2025"], known["platform-2025"])["counts"]["kept"] == \
        told["new"]["clauses"]


def test_an_agreement_is_named_in_both_languages() -> None:
    zh, en = name_agreement(list_agreements([SHIPPED])["platform-2025"])
    assert (zh != en, "2025" in en) == (True, True)


def test_a_file_that_is_no_agreement_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "agreement.yaml").write_text("nothing: here\n", encoding="utf-8")
    with pytest.raises(RunError, match="one"):
        list_agreements([tmp_path])


def test_an_assumption_is_told_from_what_somebody_agreed() -> None:
    assert [is_assumption(SHIPPED / name / "agreement.yaml") for name in ("demo-assumption", "platform-2025")] == [
        True, False]
