"""Verdicts: a closed list, two that open, and one sentence for a person."""

from __future__ import annotations

from pathlib import Path

from nuantu.passes.verdict import Code, PassError, Verdict


def test_two_verdicts_open_and_two_are_amber() -> None:
    assert {code for code in Code if Verdict(code).opens} == {Code.OK, Code.OK_DEGRADED}
    assert {code for code in Code if Verdict(code).light == "amber"} == {Code.OK_DEGRADED, Code.E_CLOCK}
    assert {code for code in Code if Verdict(code).light == "green"} == {Code.OK}


def test_there_are_twenty_and_the_document_names_each() -> None:
    told = (Path(__file__).resolve().parents[3] / "docs" / "passes.md").read_text()

    assert len(Code) == 20
    assert [code for code in Code if code not in told] == []


def test_a_refusal_is_an_error_with_a_code() -> None:
    error = PassError(Code.E_KID, "nobody", field="kid")

    assert (error.code, error.reason, str(error)) == (Code.E_KID, "nobody", "field kid: E_KID: nobody.")
