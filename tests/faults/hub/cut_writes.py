"""Statements of a database, executed on a disk whose power goes off, and what is found after it is back.

What was committed must be there, whole, in a database without a fault.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw
from tests.faults.hub.simulated_disk import NAME, Disk, DiskSystem, PowerCut

LONGEST = 220
FILE = "cut.sqlite3"


@dataclass(frozen=True)
class Recorded:
    """Writes and the tables before them: statements of each, and the questions whose answers prove that it is there."""

    base: Path
    opening: tuple[str, ...]
    writes: list[dict[str, Any]]


def _write_until_cut(
    recorded: Recorded, disk: Disk, path: Path, chance: random.Random, synchronous: str | None,
) -> int:
    """The number of writes that were acknowledged before the power went off, at the latest after the last one."""
    acknowledged = 0
    connection = apsw.Connection(str(path), vfs=NAME)
    try:
        # The simulated file system has no shared memory; the index of the log then lies in the process.
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        for statement in recorded.opening:
            connection.execute(statement)
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
        with sqlite3.connect(folder / FILE) as found:
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
    shutil.copy(recorded.base, machine / FILE)
    disk = Disk(chance.randrange(1, LONGEST), honest=honest)
    disk.surface(str(machine / FILE))
    system = DiskSystem(disk)
    try:
        acknowledged = _write_until_cut(recorded, disk, machine / FILE, chance, synchronous)
    finally:
        system.unregister()
    disk.write_survivors(after, chance)
    return acknowledged, _find_loss(recorded, after, acknowledged)


def cut_often(recorded: Recorded, folder: Path, times: int, **how: Any) -> dict[int, str]:
    """What was lost by seed. In the cuts there must have been something to lose."""
    found = {seed: _cut_once(recorded, folder, seed, **how) for seed in range(times)}
    assert sum(acknowledged for acknowledged, _lost in found.values()) >= 3 * times
    return {seed: lost for seed, (_acknowledged, lost) in found.items() if lost is not None}
