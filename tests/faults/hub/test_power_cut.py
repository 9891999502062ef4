"""No write that the hub acknowledged is lost when the power goes off, and the test can tell when one is.

The hub's own statements and its own way of opening the database run on a simulated disk; the power goes off at a random
operation. What was committed must be there after the power is back, whole, in a database without a fault. The same with
a weaker synchronisation, or on a disk that only says that it has synchronised, must be found out.
"""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw
import pytest
from tests.faults.hub.simulated_disk import NAME, Disk, DiskSystem, PowerCut
from tests.nuantu_hub.serving import clean_environment

ROOT = Path(__file__).resolve().parents[3]
FEW, MANY = 50, 1_000
LONGEST = 220
CONTROL = 40


@dataclass(frozen=True)
class Recorded:
    """The hub's writes and the tables before them."""

    base: Path
    opening: str
    writes: list[dict[str, Any]]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """Writes of a real hub, made once."""
    folder = tmp_path_factory.mktemp("recorded")
    done = subprocess.run([sys.executable, str(Path(__file__).with_name("record_writes.py")), str(folder)],
                          capture_output=True, text=True, check=True, cwd=ROOT, env=clean_environment())
    told = json.loads(done.stdout)
    return Recorded(folder / "base.sqlite3", told["opening"], told["writes"])


def _write_until_cut(
    recorded: Recorded, disk: Disk, path: Path, chance: random.Random, synchronous: str | None,
) -> int:
    """The number of writes that were acknowledged before the power went off, at the latest after the last one."""
    acknowledged = 0
    connection = apsw.Connection(str(path), vfs=NAME)
    try:
        # The simulated file system has no shared memory; the index of the log then lies in the process.
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute(recorded.opening)
        if synchronous:
            connection.execute(f"PRAGMA synchronous={synchronous}")
        connection.execute(f"PRAGMA wal_autocheckpoint={chance.choice((4, 16, 1_000))}")
        for write in recorded.writes:
            for statement in write["statements"]:
                connection.execute(statement)
            acknowledged += 1
    except (PowerCut, apsw.Error):
        pass
    disk.cut_at = 0  # the machine is off: whatever closing would still write reaches nothing
    with contextlib.suppress(PowerCut, apsw.Error):
        connection.close()
    return acknowledged


def _find_loss(recorded: Recorded, folder: Path, acknowledged: int) -> str | None:
    """What is wrong after the power came back; None where nothing is."""
    try:
        with sqlite3.connect(folder / "hub.sqlite3") as found:
            said = found.execute("PRAGMA integrity_check").fetchone()[0]
            if said != "ok":
                return str(said)
            for number, write in enumerate(recorded.writes):
                there = [found.execute(proof).fetchone() is not None for proof in write["proofs"]]
                if len(set(there)) > 1:
                    return f"write {number} is there in part"
                if number < acknowledged and not all(there):
                    return f"write {number} was acknowledged and is gone"
        return None
    except sqlite3.DatabaseError as fault:
        return str(fault)
    finally:
        found.close()


def _cut_once(recorded: Recorded, folder: Path, seed: int, *, synchronous: str | None = None,
              honest: bool = True) -> tuple[int, str | None]:
    chance = random.Random(seed)
    machine, after = folder / "machine", folder / "after"
    shutil.rmtree(machine, ignore_errors=True)
    machine.mkdir()
    shutil.copy(recorded.base, machine / "hub.sqlite3")
    disk = Disk(chance.randrange(1, LONGEST), honest=honest)
    disk.surface(str(machine / "hub.sqlite3"))
    system = DiskSystem(disk)
    try:
        acknowledged = _write_until_cut(recorded, disk, machine / "hub.sqlite3", chance, synchronous)
    finally:
        system.unregister()
    disk.write_survivors(after, chance)
    return acknowledged, _find_loss(recorded, after, acknowledged)


def _cut_often(recorded: Recorded, folder: Path, times: int, **how: Any) -> dict[int, str]:
    """What was lost by seed. In the cuts there must have been something to lose."""
    found = {seed: _cut_once(recorded, folder, seed, **how) for seed in range(times)}
    assert sum(acknowledged for acknowledged, _lost in found.values()) >= 3 * times
    return {seed: lost for seed, (_acknowledged, lost) in found.items() if lost is not None}


def test_no_acknowledged_write_is_lost_in_fifty_power_cuts(recorded: Recorded, tmp_path: Path) -> None:
    assert _cut_often(recorded, tmp_path, FEW) == {}


@pytest.mark.slow
def test_no_acknowledged_write_is_lost_in_a_thousand_power_cuts(recorded: Recorded, tmp_path: Path) -> None:
    assert _cut_often(recorded, tmp_path, MANY) == {}


@pytest.mark.parametrize(("how", "least"), [
    ({"synchronous": "OFF"}, CONTROL // 2), ({"honest": False}, CONTROL // 2),
    # Each checkpoint synchronises the log as well, so that fewer cuts find something to lose.
    ({"synchronous": "NORMAL"}, CONTROL // 4),
], ids=["synchronous off", "a disk that lies", "synchronous normal"])
def test_a_weaker_promise_is_found_out(recorded: Recorded, tmp_path: Path, how: dict[str, Any], least: int) -> None:
    """Of forty cuts many lose something; the others come before the first write or right after a synchronisation."""
    assert len(_cut_often(recorded, tmp_path, CONTROL, **how)) >= least


def test_the_writes_are_those_of_the_hub(recorded: Recorded) -> None:
    said = " ".join(statement for write in recorded.writes for statement in write["statements"])

    assert "synchronous=FULL" in recorded.opening
    assert all(write["statements"][0].startswith("BEGIN IMMEDIATE") for write in recorded.writes)
    assert all(write["statements"][-1] == "COMMIT" for write in recorded.writes)
    assert all(f'INTO "{table}"' in said for table in ("people_deed", "people_consent", "people_headcount"))
