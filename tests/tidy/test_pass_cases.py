"""Each named attack on passes and doors has a test that names it: XP01 to XP64 and XD1 to XD8, none forgotten."""

from __future__ import annotations

import re
from pathlib import Path

from tests.tidy.sources import ROOT

CASES = {("p", number) for number in range(1, 65)} | {("d", number) for number in range(1, 9)}
MENTION = re.compile(r"(?<![a-z\\])x([pd])(\d+)", re.IGNORECASE)
RANGE = re.compile(r"(?<![a-z\\])x([pd])(\d+) to x[pd](\d+) among", re.IGNORECASE)


def _read_named(path: Path) -> set[tuple[str, int]]:
    text = path.read_text(encoding="utf-8")
    found = {(kind.lower(), int(number)) for kind, number in MENTION.findall(text)}
    return found | {(kind.lower(), number) for kind, first, last in RANGE.findall(text)
                    for number in range(int(first), int(last) + 1)}


def test_every_named_attack_has_its_test() -> None:
    """In the name of a test, in what it says of itself, or as a function of the list that one test plays."""
    files = [path for path in (ROOT / "tests").rglob("test_*.py") if path != Path(__file__)]
    listed = (ROOT / "tests" / "nuantu" / "passes" / "named_cases.py").read_text(encoding="utf-8")
    played = {(kind, int(number)) for kind, number in re.findall(r"^def x([pd])(\d+)\(", listed, re.MULTILINE)}

    assert sorted(CASES - played - set().union(*map(_read_named, files))) == []
