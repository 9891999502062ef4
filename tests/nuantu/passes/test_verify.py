"""Every named attack meets its verdict, at the verifier that a gate runs."""

from __future__ import annotations

import inspect
from dataclasses import replace
from pathlib import Path

import pytest
from tests.nuantu.passes.named_cases import NAMED, Case, Stage, list_cases
from tests.nuantu.passes.world import NOON_S

from nuantu.passes import verify as module
from nuantu.passes.presentation import find_step
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


class _Recorder:
    """A memory that notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[bytes, int, int, int]] = []

    def take_first(self, credential: bytes, step: int, now_s: int, until_s: int) -> bool:
        """Always the first."""
        self.asked.append((credential, step, now_s, until_s))
        return True


def test_a_use_is_remembered_for_two_minutes_beyond_its_step_and_never_for_long(stage: Stage) -> None:
    """As long as the step could be taken again; a phone of the year 3000 does not fill the memory for ever."""
    rider, memory = stage.world.rider(), _Recorder()
    plain, asking = stage.files.load(), replace(stage.files, challenge=b"1234").load()
    step = find_step(NOON_S)
    verify(rider.show(), plain, NOON_S, memory)
    verify(rider.show(step=step - 2), plain, NOON_S, memory)
    verify(rider.show(step=2**40 - 1, nonce=b"1234"), asking, NOON_S, memory)

    assert memory.asked == [
        (rider.claims.id, step, NOON_S, (step + 1) * 15 + 120), (rider.claims.id, step - 2, NOON_S, NOON_S + 120),
        (rider.claims.id, 2**40 - 1, NOON_S, rider.claims.expires_s + 120)]


def test_nothing_is_remembered_of_what_is_refused(stage: Stage) -> None:
    memory = _Recorder()
    for name in NAMED:
        for case in list_cases(name, stage):
            if case.code not in (Code.OK, Code.OK_DEGRADED, Code.E_CLOCK, Code.E_REPLAY):
                assert verify(case.text, case.gate.load(), case.now_s, memory).code is case.code

    assert memory.asked == []


def test_the_verifier_is_one_file_of_at_most_300_lines() -> None:
    assert len(Path(inspect.getfile(module)).read_text().splitlines()) <= 300
