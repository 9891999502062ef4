"""No write that the hub acknowledged is lost when the power goes off, and the test can tell when one is.

The hub's own statements and its own way of opening the database run on a simulated disk; the power goes off at a random
operation. What was committed must be there after the power is back, whole, in a database without a fault. The same with
a weaker synchronisation, or on a disk that only says that it has synchronised, must be found out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.faults.hub.cut_writes import Recorded, cut_often
from tests.nuantu_hub.serving import clean_environment

ROOT = Path(__file__).resolve().parents[3]
FEW, MANY = 50, 1_000
CONTROL = 40


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """Writes of a real hub, made once."""
    folder = tmp_path_factory.mktemp("recorded")
    done = subprocess.run([sys.executable, str(Path(__file__).with_name("record_writes.py")), str(folder)],
                          capture_output=True, text=True, check=True, cwd=ROOT, env=clean_environment())
    told = json.loads(done.stdout)
    return Recorded(folder / "base.sqlite3", (told["opening"],), told["writes"])


def test_no_acknowledged_write_is_lost_in_fifty_power_cuts(recorded: Recorded, tmp_path: Path) -> None:
    assert cut_often(recorded, tmp_path, FEW) == {}


@pytest.mark.slow
def test_no_acknowledged_write_is_lost_in_a_thousand_power_cuts(recorded: Recorded, tmp_path: Path) -> None:
    assert cut_often(recorded, tmp_path, MANY) == {}


@pytest.mark.parametrize(("how", "least"), [
    ({"synchronous": "OFF"}, CONTROL // 2), ({"honest": False}, CONTROL // 2),
    # Each checkpoint synchronises the log as well, so that fewer cuts find something to lose.
    ({"synchronous": "NORMAL"}, CONTROL // 4),
], ids=["synchronous off", "a disk that lies", "synchronous normal"])
def test_a_weaker_promise_is_found_out(recorded: Recorded, tmp_path: Path, how: dict[str, Any], least: int) -> None:
    """Of forty cuts many lose something; the others come before the first write or right after a synchronisation."""
    assert len(cut_often(recorded, tmp_path, CONTROL, **how)) >= least


def test_the_writes_are_those_of_the_hub(recorded: Recorded) -> None:
    said = " ".join(statement for write in recorded.writes for statement in write["statements"])

    assert "synchronous=FULL" in recorded.opening[0]
    assert all(write["statements"][0].startswith("BEGIN IMMEDIATE") for write in recorded.writes)
    assert all(write["statements"][-1] == "COMMIT" for write in recorded.writes)
    assert all(f'INTO "{table}"' in said for table in ("people_deed", "people_consent", "people_headcount"))
    assert all(f"INTO {table}" in said for table in ("stations_doorevent", "stations_visitcount"))
