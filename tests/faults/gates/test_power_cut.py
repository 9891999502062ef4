"""No open that a door acknowledged is lost when the power goes off, nor a used code revived; the test can tell when.

The controller's own statements and its own way of opening the record run on a simulated disk. The same with a weaker
synchronisation, or on a disk that only says that it has synchronised, must be found out.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.faults.hub.cut_writes import Recorded, cut_often
from tests.nuantu.gates.doors import Bench, run_door

from nuantu.gates import codes
from nuantu.gates.store import PRAGMAS
from nuantu.gates.wire import Order

FEW, MANY = 50, 1_000
CONTROL = 40
OPENS = 16


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    """What a real controller writes for opens of three kinds, and the questions that prove each."""
    folder = tmp_path_factory.mktemp("recorded")
    writes: list[dict[str, Any]] = []

    async def story(bench: Bench) -> None:
        await bench.enrol()
        await bench.restart()
        bench.store.close()
        shutil.copy(folder / "door.db", folder / "base.db")
        bench.plug_in()
        writes.extend([await _record_open(bench, number) for number in range(OPENS)])

    run_door(folder, story)
    return Recorded(folder / "base.db", tuple(f"PRAGMA {pragma}" for pragma in PRAGMAS), writes)


async def _record_open(bench: Bench, number: int) -> dict[str, Any]:
    """One open as the record gets it: the event with the use of the code or of the order."""
    said: list[str] = []
    bench.store._base.set_trace_callback(said.append)
    window, step = codes.find_window(bench.door.clock.now()), codes.find_step(bench.door.clock.now())
    if number % 3 == 0:
        assert await bench.press(bench.once(number)) == "once"
        proof = f"SELECT 1 FROM used WHERE kind = 'once' AND period = {window} AND which = {number}"
    elif number % 3 == 1:
        assert await bench.press(bench.standing()) == "standing"
        proof = f"SELECT 1 FROM used WHERE kind = 'standing' AND period = {step} AND which = 7"
    else:
        await bench.door.obey(Order(f"order-{number}", "unlock", 2**39))
        proof = f"SELECT 1 FROM done WHERE id = 'order-{number}'"
    bench.door.count_in()  # what nobody waits for is written by itself
    bench.clock.pass_time(30)
    await bench.door.journal.settle()
    bench.store._base.set_trace_callback(None)
    newest = bench.store.read_events(0, 10**6)[-2]
    assert newest.kind == "opened"
    return {"statements": [one for one in said if not one.lstrip().startswith("SELECT")],
            "proofs": [proof, f"SELECT 1 FROM event WHERE id = '{newest.id}' AND seq = {newest.seq}"]}


def test_no_open_is_lost_in_fifty_power_cuts(recorded: Recorded, tmp_path: Path) -> None:
    assert cut_often(recorded, tmp_path, FEW) == {}


@pytest.mark.slow
def test_no_open_is_lost_in_a_thousand_power_cuts(recorded: Recorded, tmp_path: Path) -> None:
    assert cut_often(recorded, tmp_path, MANY) == {}


@pytest.mark.parametrize(("how", "least"), [
    ({"synchronous": "OFF"}, CONTROL // 2), ({"honest": False}, CONTROL // 2),
    ({"synchronous": "NORMAL"}, CONTROL // 4),
], ids=["synchronous off", "a disk that lies", "synchronous normal"])
def test_a_weaker_promise_is_found_out(recorded: Recorded, tmp_path: Path, how: dict[str, Any], least: int) -> None:
    """Of forty cuts many lose something; the others come before the first write or right after a synchronisation."""
    assert len(cut_often(recorded, tmp_path, CONTROL, **how)) >= least


def test_the_writes_are_those_of_the_controller(recorded: Recorded) -> None:
    assert len(recorded.writes) == OPENS
    assert all(write["statements"][0] == "BEGIN IMMEDIATE" for write in recorded.writes)
    assert all(write["statements"][-1] == "COMMIT" for write in recorded.writes)
    assert all(sum("INTO event" in one for one in write["statements"]) == 2 for write in recorded.writes)
