"""Every named attack meets its verdict, at the verifier that a gate runs."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from tests.nuantu.passes.named_cases import NAMED, Case, Stage, list_cases

from nuantu.passes import verify as module
from nuantu.passes.replay import ReplayCache
from nuantu.passes.verdict import Code
from nuantu.passes.verify import verify


@pytest.fixture(scope="module")
def stage() -> Stage:
    """One world for all named cases."""
    return Stage()


def play(case: Case) -> list[Code]:
    """What the gate says to all that is shown, in order."""
    gate, replay = case.gate.load(), ReplayCache()
    shown = [(text, now_s) for text, now_s, _ in case.before] + [(case.text, case.now_s)]
    return [verify(text, gate, now_s, replay).code for text, now_s in shown]


@pytest.mark.parametrize("name", NAMED)
def test_the_named_case_meets_its_verdict(name: str, stage: Stage) -> None:
    """One test a case of the list; the name says which."""
    cases = list_cases(name, stage)

    assert cases
    assert {case.title: play(case) for case in cases} == {
        case.title: [code for *_, code in case.before] + [case.code] for case in cases}


def test_the_verifier_is_one_file_of_at_most_300_lines() -> None:
    assert len(Path(inspect.getfile(module)).read_text().splitlines()) <= 300
