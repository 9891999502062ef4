"""What may be written is listed for people and for editors."""

from __future__ import annotations

import json
from pathlib import Path

import yaml
from tests.nuantu.agreement.agreement_text import ROOT
from tests.nuantu.commands.command_line import run_main

from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.commands.agreement_types import count_cases, render_schema


def test_every_type_is_listed_with_its_parameters_cases_and_document() -> None:
    """In the order of the registry; the anchor is the heading of the page."""
    listed = json.loads(run_main("agreement", "types", "--json").out)["types"]
    page = (ROOT / "docs" / "clauses.md").read_text(encoding="utf-8")
    stop = next(one for one in listed if one["name"] == "daily_stop")

    assert [one["name"] for one in listed] == list(CLAUSE_TYPES)
    assert {key: stop[key] for key in ("id", "chapter", "hooks", "principal", "document")} == {
        "id": "R03", "chapter": "RST", "hooks": ["bind", "check"], "principal": "stop_after",
        "document": "docs/clauses.md#r03-daily_stop-单日上限强制下线"}
    assert stop["params"][0] == {
        "name": "stop_after", "unit": "second", "zh": "单日工时上限", "en": "nothing new from", "favours": "lower",
        "words": [], "must_be_stated": True, "written_as": "a duration", "examples": "8 h, 20 min or 1 h 30 min"}
    assert "## R03 daily_stop 单日上限强制下线" in page


def test_cases_are_counted_from_their_sheets() -> None:
    """Of pay and of verdicts together."""
    sheets = [ROOT / "tests" / "cases" / folder / "hourly_floor.yaml" for folder in ("pay", "verdicts")]
    pay, verdicts = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sheets)

    assert count_cases("hourly_floor") == len(pay) + len(verdicts["cases"]) > 5
    assert count_cases("no such type") == 0


def test_the_table_speaks_both_languages() -> None:
    """Types by chapter."""
    for lang, word in (("zh", "必须写明"), ("en", "must be stated")):
        ended = run_main("agreement", "types", "--lang", lang)
        assert (ended.status, word in ended.out, "R03" in ended.out) == (0, True, True)


def test_the_schema_goes_to_a_file_or_to_the_screen(tmp_path: Path) -> None:
    """Whole or not at all."""
    assert run_main("agreement", "schema").out == render_schema()
    assert run_main("agreement", "schema", "--out", tmp_path / "s.json").status == 0
    assert (tmp_path / "s.json").read_text(encoding="utf-8") == render_schema()
    ended = run_main("agreement", "schema", "--out", tmp_path / "none" / "s.json")
    assert (ended.status, "cannot be written" in ended.err) == (2, True)
