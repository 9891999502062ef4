"""What an agreement promises, as its file states it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.promises import list_rollouts, read_term

SHIPPED = Path(__file__).parents[3] / "agreements"


def test_the_shipped_promises_have_their_day_and_their_provinces() -> None:
    told = {one.provision: one for one in list_rollouts(SHIPPED / "platform-2025" / "agreement.yaml")}
    assert list(told) == ["no-late-deduction", "injury-insurance", "pension-subsidy"]
    first = told["no-late-deduction"]
    assert (first.clause_id, first.deadline, len(first.places)) == ("PLT-no-late-rollout", date(2025, 12, 31), 31)
    assert first.obligor == "platform"


def test_a_promise_without_a_published_day_has_none() -> None:
    pension = list_rollouts(SHIPPED / "platform-2025" / "agreement.yaml")[2]
    assert (pension.deadline, pension.clause_id, list(pension.places)) == (None, "", [])


def test_a_day_that_only_the_sentence_prints_is_taken_from_it() -> None:
    assert {one.deadline for one in list_rollouts(SHIPPED / "ride-hailing-2025" / "agreement.yaml")} == {
        date(2025, 12, 31)}


def test_the_term_says_from_when_and_that_no_end_is_published() -> None:
    term = read_term(SHIPPED / "platform-2025" / "agreement.yaml")
    assert (term.id, term.begins, term.ends) == ("platform-2025", date(2025, 9, 17), None)


def test_what_is_not_there_or_no_agreement_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no such agreement"):
        list_rollouts(tmp_path / "agreement.yaml")
    (tmp_path / "agreement.yaml").write_text("nothing: 1\n")
    with pytest.raises(RunError):
        read_term(tmp_path / "agreement.yaml")
