"""The verifier in JavaScript says what the one in Python says, on the vector file that both read."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable
from tests.nuantu.passes.named_cases import Stage
from tests.nuantu.passes.test_paper import print_one
from tests.nuantu.passes.world import NOON_S, OTHER_GATE
from tests.nuantu.passes.write_vectors import VECTORS

import nuantu_hub
from nuantu.passes.paper import HOUR_S, verify_any
from nuantu.passes.replay import ReplayCache
from nuantu.passes.verdict import Code

HERE = Path(__file__).resolve().parent
VERIFIER = Path(nuantu_hub.__file__).parent / "passes" / "static" / "passes" / "verify"
#: The Node that comes with the tests' own browser driver, so that every machine has one.
NODE = str(compute_driver_executable()[0])


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    """What the twin says to the whole file."""
    run = subprocess.run([NODE, HERE / "twin.mjs", VERIFIER, VECTORS], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def test_the_whole_file_was_put(said: dict[str, Any]) -> None:
    """As many of each part as the file holds, and every single-bit flip."""
    vectors = json.loads(VECTORS.read_text())
    counts = {name: len(part) for name, part in vectors.items() if isinstance(part, list)}

    assert said["put"] == counts
    assert said["flips"] == len(vectors["flips"]["codes"].split()) >= 2_048
    assert counts["mutations"] >= 2_000


@pytest.mark.parametrize("part", ["cases", "mutations", "flips", "lists", "policies", "encodings"])
def test_the_twin_says_the_same(said: dict[str, Any], part: str) -> None:
    """Not one verdict differs."""
    assert said["wrong"][part] == []


def test_both_know_the_same_verdicts(said: dict[str, Any]) -> None:
    """The list of codes is one."""
    assert said["codes"] == [code.value for code in Code]


def test_codes_on_paper_hear_the_same_from_both(tmp_path: Path) -> None:
    """Good in their hour and once, then not; copied, of another hour and of another gate; a screen's code between."""
    stage = Stage()
    hour, gate = NOON_S // HOUR_S, stage.files
    first, second = (print_one(stage.world) for _code in range(2))
    shown = [(first, NOON_S), (first, NOON_S + 5), (second, hour * HOUR_S + 3_590), (second, (hour + 1) * HOUR_S + 5),
             (print_one(stage.world, hour=hour + 1), NOON_S), (print_one(stage.world, OTHER_GATE), NOON_S),
             (print_one(stage.world, marked=False), NOON_S), (stage.world.rider().show(), NOON_S),
             (first[:80] + "0" + first[81:], NOON_S)]
    replay, context = ReplayCache(), gate.load()
    expected = [verify_any(text, context, now_s, replay).code.value for text, now_s in shown]
    told = {"gate": gate.tell(), "shown": [{"text": text, "now": now_s} for text, now_s in shown]}
    (tmp_path / "shown.json").write_text(json.dumps(told))
    run = subprocess.run([NODE, HERE / "twin.mjs", VERIFIER, tmp_path / "shown.json"], capture_output=True, text=True,
                         check=True)

    assert json.loads(run.stdout) == expected
    assert set(expected) >= {"OK", "OK_DEGRADED", "E_REPLAY", "E_AUD"}


def test_a_verifier_that_errs_is_found(tmp_path: Path) -> None:
    """The comparison itself can fail: with a wider window of time the twin is told apart."""
    for module in VERIFIER.glob("*.js"):
        (tmp_path / module.name).write_text(module.read_text().replace("STEPS_OFF = 2", "STEPS_OFF = 9"))
    run = subprocess.run([NODE, HERE / "twin.mjs", tmp_path, VECTORS], capture_output=True, text=True, check=True)

    assert json.loads(run.stdout)["wrong"]["cases"] != []
