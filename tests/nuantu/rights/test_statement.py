"""Every worked case of a rider's own copy comes out to the fen, with what is lacking named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.rights.sheet_cases import list_cases, major, state_case, tell_differences

from nuantu.core.errors import InputError
from nuantu.rights.own_copy import Person
from nuantu.rights.statement import dump_json, find_copy, to_json

KEYS = {"name", "zh", "clauses", "person", "sheets", "sums", "lines", "lacking", "broken", "unsaid", "months",
        "contradictions"}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in list_cases()])
def test_a_worked_case(case: dict[str, Any], tmp_path: Path) -> None:
    """Sums, differences, breaches and what is lacking are exactly those that the case states."""
    assert set(case) <= KEYS
    statement = state_case(case, tmp_path)
    totals = {key: major(statement.totals[f"{key}_minor"]) for key in ("owed", "paid", "missing", "over")}
    assert totals == case["sums"]
    assert tell_differences(statement) == case["lines"]
    broken = [" ".join(part for part in (one.clause_id, one.order_id) if part) for one in statement.verdicts
              if one.verdict == "violated"]
    assert broken == case.get("broken", [])
    assert sorted(lack.field for lack in statement.lacks) == sorted(case.get("lacking", []))
    unsaid = {one.clause_id for one in statement.verdicts if one.verdict == "insufficient_evidence"}
    assert set(case.get("unsaid", [])) <= unsaid
    for month, sums in case.get("months", {}).items():
        found = statement.sum_periods(7)[month]
        assert {key: major(found[f"{key}_minor"]) for key in sums} == sums
    assert [f"{line.where} {line.amount_minor / 100:.2f} != {apart / 100:.2f}"
            for line, apart in statement.contradictions] == case.get("contradictions", [])


def test_every_case_has_its_sentence_in_both_languages() -> None:
    """A negotiator reads a case without its numbers first; names tell the cases apart."""
    assert [case["name"] for case in list_cases() if not case["zh"].strip()] == []
    assert len({case["name"] for case in list_cases()}) == len(list_cases()) >= 25


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in list_cases()[:3]])
def test_owed_less_paid_is_missing_less_over(case: dict[str, Any], tmp_path: Path) -> None:
    """The sums of every item, day and month keep the one identity, and the JSON says the same numbers."""
    statement = state_case(case, tmp_path)
    told = to_json(statement, "zh")
    for sums in (told["totals"], *told["components"].values(), *told["days"].values(), *told["months"].values()):
        assert sums["owed_minor"] - sums["paid_minor"] == sums["missing_minor"] - sums["over_minor"]
    assert json.loads(dump_json(statement, "zh")) == told
    assert told["totals"]["missing_minor"] == sum(one["missing_minor"] for one in told["entries"]
                                                  if one["account"] == "worker_pay")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_the_encoding_of_the_sheets_changes_nothing_but_their_digests(encoding: str, tmp_path: Path) -> None:
    """What a spreadsheet saves in its own way says the same as plain UTF-8."""
    case = list_cases()[0]
    plain, other = (to_json(state_case(case, tmp_path / one, encoding=one), "zh") for one in _make(tmp_path, encoding))

    assert {**plain, "files": []} == {**other, "files": []}
    assert plain["files"] != other["files"]


def _make(tmp_path: Path, encoding: str) -> tuple[str, str]:
    for name in ("utf-8", encoding):
        (tmp_path / name).mkdir()
    return "utf-8", encoding


def test_a_folder_of_neither_kind_is_refused(tmp_path: Path) -> None:
    """What stands there must be a log or an export, not both and not nothing."""
    person = Person("W1")
    with pytest.raises(InputError, match="nor any sheet of an export"):
        find_copy(tmp_path, person)
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "events.parquet").write_bytes(b"")
    (tmp_path / "trips.csv").write_text("order_id\n", encoding="utf-8")
    with pytest.raises(InputError, match="both a log and sheets"):
        find_copy(tmp_path, person)
    with pytest.raises(InputError, match="the folder does not exist"):
        find_copy(tmp_path / "none", person)
