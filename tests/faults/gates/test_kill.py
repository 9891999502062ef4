"""Killed without a warning under load, door and hub lose nothing that was acknowledged, and their books agree.

A kill spares what the operating system has been handed; ``test_power_cut.py`` looks for a missing synchronisation.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from tests.faults.gates.loaded_door import Load, Pair, check_books, prepare

from nuantu.gates.codes import find_step, find_window

FEW, MANY = 3, 100


def _kill_often(folder: Path, cycles: int) -> Load:
    """Kill the hub, then the door four times, and so on: a hub takes its time to come back."""
    pair = Pair(folder, prepare(folder)[0])
    load = Load(pair.door, pair.codes)
    chance = random.Random(20261122)
    try:
        pair.start()
        load.begin()
        for cycle in range(cycles):
            before = len(load.opened) + load.entered
            time.sleep(chance.uniform(0.3, 1.0))
            if cycle % 5 == 0:
                pair.hub.kill()
                time.sleep(chance.uniform(0.0, 0.5))
                pair.start_hub()
            else:
                pair.door.kill()
                pair.door.start()
            assert len(load.opened) + load.entered > before, cycle
            _press_again(pair, load, chance)
        load.end()
        pair.settle()
        pair.stop()
        check_books(pair, load)
    finally:
        load.end()
        pair.end()
    return load


def _press_again(pair: Pair, load: Load, chance: random.Random) -> None:
    """Codes of this moment that have opened, entered once more: none opens, whatever was killed since."""
    now = (find_window(int(time.time())), find_step(int(time.time())))
    fresh = [use for use in list(load.opened) if use.period in now]
    for use in chance.sample(fresh, min(3, len(fresh))):
        assert pair.door.press(pair.codes.derive(use)) == "used", use


def test_three_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    load = _kill_often(tmp_path, FEW)

    assert len(load.opened) > FEW


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    load = _kill_often(tmp_path, MANY)

    assert len(load.opened) > MANY
