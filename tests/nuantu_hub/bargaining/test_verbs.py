"""Every verb that bargaining record has words."""

from __future__ import annotations

import ast
from pathlib import Path

from nuantu_hub import bargaining
from nuantu_hub.bargaining.verbs import WORDS, register_verbs
from nuantu_hub.people.domain.verbs import VERBS, say_verb


def list_recorded() -> list[str]:
    """Every verb that some module of bargaining writes down as a constant."""
    found: set[str] = set()
    for file in Path(bargaining.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record_deed":
                said = node.args[1]
                pieces = {piece for part in ast.walk(said) if isinstance(part, ast.JoinedStr) for piece in part.values}
                found |= {part.value for part in ast.walk(said)
                          if isinstance(part, ast.Constant) and isinstance(part.value, str) and part not in pieces}
    return sorted(found)


def test_every_recorded_verb_has_words() -> None:
    assert [verb for verb in list_recorded() if say_verb(verb) == verb] == []


def test_registering_gives_the_words_of_bargaining_to_everybody() -> None:
    register_verbs()
    assert {verb: VERBS[verb] for verb in WORDS} == WORDS
