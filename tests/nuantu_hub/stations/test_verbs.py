"""Every verb that stations record has words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from nuantu_hub import stations
from nuantu_hub.people.domain.verbs import say_verb


def list_recorded() -> list[str]:
    """Every verb that some module of stations writes down as a constant."""
    found: set[str] = set()
    for file in Path(stations.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record_deed":
                told = node.args[1]
                found |= {part.value for part in ast.walk(told)
                          if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    return sorted(found)


def test_there_are_verbs_to_be_found() -> None:
    assert {"station opened", "notice approved", "stations taken over"} <= set(list_recorded())


@pytest.mark.parametrize("verb", list_recorded())
def test_a_recorded_verb_has_words(verb: str) -> None:
    assert say_verb(verb) != verb
