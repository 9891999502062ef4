"""Every verb that a deed can carry has words on the page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import nuantu_hub
from nuantu_hub.people.domain.verbs import FAMILIES, VERBS, say_verb

HUB = Path(nuantu_hub.__file__).parent


def _list_verbs() -> Iterator[tuple[str, str]]:
    for path in HUB.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record_deed" and len(node.args) > 1:
                verb = node.args[1]
                for one in (verb.body, verb.orelse) if isinstance(verb, ast.IfExp) else (verb,):
                    if isinstance(one, ast.Constant):
                        yield "verb", str(one.value)
                    elif isinstance(one, ast.JoinedStr):
                        yield "family", str(one.values[0].value)  # type: ignore[union-attr]


def test_every_verb_in_the_sources_has_words() -> None:
    written = set(_list_verbs())

    assert {verb for kind, verb in written if kind == "verb"} == set(VERBS)
    assert {verb for kind, verb in written if kind == "family"} == set(FAMILIES)


@pytest.mark.parametrize("beginning", FAMILIES)
def test_every_state_of_a_family_can_be_said(beginning: str) -> None:
    for state in FAMILIES[beginning][1].values:
        assert " · " in say_verb(beginning + state) or beginning + state in VERBS


def test_a_verb_without_words_is_an_error() -> None:
    with pytest.raises(KeyError):
        say_verb("flew away")
