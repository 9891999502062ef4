"""A hub that comes back from a backup, two doors with one key: nothing a door holds is lost, nothing stands twice."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.faults.gates.loaded_door import Pair, prepare
from tests.nuantu.gates.running import RunningDoor


def _come_and_go(door: RunningDoor, people: int) -> None:
    for _person in range(people):
        door.ask("/counter", {"in": 1})
        door.ask("/counter", {"out": 1})


def _read_ids(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "door.db")) as found:
        return [name for name, in found.execute("SELECT id FROM event ORDER BY seq")]


@pytest.mark.slow
def test_a_hub_from_a_backup_is_told_again_what_it_lost(tmp_path: Path) -> None:
    pair = Pair(tmp_path, prepare(tmp_path)[0])
    base = tmp_path / "hub" / "hub.sqlite3"
    try:
        pair.start()
        _come_and_go(pair.door, 5)
        pair.settle()
        with closing(sqlite3.connect(base)) as live, closing(sqlite3.connect(tmp_path / "backup")) as copy:
            live.backup(copy)
        _come_and_go(pair.door, 5)
        pair.settle()
        pair.hub.stop()
        for name in tmp_path.glob("hub/hub.sqlite3*"):
            name.unlink()
        shutil.copy(tmp_path / "backup", base)
        pair.start_hub()
        _come_and_go(pair.door, 5)
        pair.settle()
        time.sleep(5)  # the first answer says how little the hub has; then it is told
        pair.settle()
        pair.stop()
    finally:
        pair.end()

    held = pair.read_hub("SELECT event FROM stations_doorevent ORDER BY seq")
    assert [name for name, in held] == _read_ids(Path(pair.told["folder"]))
    assert pair.read_hub("SELECT sum(entered), sum(left) FROM stations_visitcount") == [(15, 15)]


@pytest.mark.slow
def test_two_doors_with_one_key_both_are_heard_and_it_rings(tmp_path: Path) -> None:
    pair = Pair(tmp_path, prepare(tmp_path)[0])
    own, copy = Path(pair.told["folder"]), tmp_path / "copy"
    try:
        pair.start()
        _come_and_go(pair.door, 3)
        pair.settle()
        pair.door.stop()
        shutil.copytree(own, copy)
        pair.door.start()
        with RunningDoor(copy, pair.door.hub, station=pair.told["station"]) as twin:
            for _round in range(3):
                _come_and_go(pair.door, 2)
                _come_and_go(twin, 2)
                time.sleep(3)
            until = time.monotonic() + 60
            while (pair.door.state()["pending"] or twin.state()["pending"]) and time.monotonic() < until:
                time.sleep(0.1)
            twin.stop()
        pair.stop()
    finally:
        pair.end()

    held = [name for name, in pair.read_hub("SELECT event FROM stations_doorevent")]
    assert {*_read_ids(own), *_read_ids(copy)} - set(held) == set()
    assert len(held) == len(set(held))
    assert pair.read_hub("SELECT count(*) > 0 FROM stations_doorevent WHERE kind = 'tamper'") == [(1,)]
    assert pair.read_hub("SELECT sum(entered), sum(left) FROM stations_visitcount") == [(15, 15)]
