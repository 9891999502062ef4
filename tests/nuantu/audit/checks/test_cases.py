"""Every worked case of a verdict comes out as it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.nuantu.audit.plain_words import judge_case, write_case, write_verdicts
from tests.nuantu.audit.side_by_side import UnsortableError, judge_worlds, read_background
from tests.nuantu.settle.plain_words import write_book

from nuantu.audit.checks import CHECKS

FOLDER = Path(__file__).parents[3] / "cases" / "verdicts"
DAY = "2026-11-20"
KEYS = {"name", "zh", "clauses", "events", "ledger", "without", "verdicts", "day"}
#: Types whose findings on one worker rest on what befell all others, whose clauses name a place, or whose arithmetic
#: names an event by its number in the log.
ALONE = {"aggregate_floor", "appeal_channel", "access_friction", "fault_attribution"}
#: Cases of what a log as a whole does not show, though other logs do.
SILENT = {"A log without offers", "A log without checks", "A log of one day says nothing of a week"}


@cache
def list_cases() -> list[tuple[str, dict[str, Any]]]:
    """All cases with the clause type of their file; what a file says for all of its cases is filled in."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [(path.stem, {"clauses": sheet["clauses"], **case}) for case in sheet["cases"]]
    return found


class Worked:
    """What was found in the cases: side by side where they tell of the same clauses, the same day and background."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._outs: dict[tuple[str, str], Path] = {}
        self._found: dict[tuple[str, str], list[str]] = {}
        self._read: set[str] = set()

    def judge(self, kind: str, case: Mapping[str, Any]) -> list[str]:
        """The verdicts of a case, as it states them."""
        if kind not in self._read:
            self._read.add(kind)
            self._write(kind)
        key = (kind, str(case["name"]))
        if key not in self._found:
            book = write_book(case["clauses"], "CNY", self._outs[key])
            self._found[key] = write_verdicts(judge_case(kind, book, self._outs[key]))
        return self._found[key]

    def _write(self, kind: str) -> None:
        """Write the cases of a sheet, and judge those that go together."""
        groups: dict[str, list[Mapping[str, Any]]] = {}
        for number, case in enumerate(case for name, case in list_cases() if name == kind):
            out = self._outs[kind, str(case["name"])] = self.folder / kind / str(number)
            write_case(case, out, str(case.get("day", DAY)))
            shared = [case["clauses"], case.get("day", DAY), case.get("without"), read_background(out)]
            if kind not in ALONE and case["name"] not in SILENT:
                groups.setdefault(json.dumps(shared, default=str), []).append(case)
        for number, cases in enumerate(cases for cases in groups.values() if len(cases) > 1):
            self._judge_together(kind, cases, self.folder / kind / f"joint-{number}")

    def _judge_together(self, kind: str, cases: list[Mapping[str, Any]], joint: Path) -> None:
        joint.mkdir()
        book = write_book(cases[0]["clauses"], "CNY", joint)
        keys = [(kind, str(case["name"])) for case in cases]
        try:
            judged = judge_worlds(kind, book, [self._outs[key] for key in keys], joint)
        except UnsortableError:
            return
        for key, verdicts in zip(keys, judged, strict=True):
            if verdicts is not None:
                self._found[key] = write_verdicts(verdicts)


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """What was found in the cases, each sheet judged when it is first asked for."""
    return Worked(tmp_path_factory.mktemp("worked"))


@pytest.mark.parametrize(("kind", "case"), [pytest.param(kind, case, id=f"{kind}: {case['name']}")
                                            for kind, case in list_cases()])
def test_a_worked_case(kind: str, case: dict[str, Any], worked: Worked) -> None:
    """The verdicts on the events and lines are exactly those that the case states."""
    assert set(case) <= KEYS
    assert worked.judge(kind, case) == case["verdicts"]


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_clause_type_has_enough_cases(name: str) -> None:
    """Five worked cases at least show each type and its borders."""
    assert sum(kind == name for kind, _ in list_cases()) >= 5


def test_every_case_has_its_sentence_in_both_languages() -> None:
    """A negotiator reads a case without its numbers first; no two cases bear one name."""
    assert [case["name"] for _, case in list_cases() if not case["zh"].strip()] == []
    names = [(kind, case["name"]) for kind, case in list_cases()]
    assert len(set(names)) == len(names)
