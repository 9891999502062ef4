"""The verifier in JavaScript says what the one in Python says, on the vector file that both read."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable
from tests.nuantu.passes.write_vectors import VECTORS

import nuantu_hub
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


def test_a_verifier_that_errs_is_found(tmp_path: Path) -> None:
    """The comparison itself can fail: with a wider window of time the twin is told apart."""
    for module in VERIFIER.glob("*.js"):
        (tmp_path / module.name).write_text(module.read_text().replace("STEPS_OFF = 2", "STEPS_OFF = 9"))
    run = subprocess.run([NODE, HERE / "twin.mjs", tmp_path, VECTORS], capture_output=True, text=True, check=True)

    assert json.loads(run.stdout)["wrong"]["cases"] != []
