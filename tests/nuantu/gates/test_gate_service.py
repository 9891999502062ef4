"""The process of a gate: what it stands on, and how it ends."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.gates.doors import SetClock
from tests.nuantu.gates.event_loop import run_aside
from tests.nuantu.gates.paper_issuer import NOON_S, PaperIssuer
from tests.nuantu.gates.paper_pass_hub import PaperPassHub, serve_pass_hub

from nuantu.core.errors import InputError
from nuantu.gates.gate_service import GateHouse, GateSettings
from nuantu.gates.service import RecordBrokenError


def _live(settings: GateSettings, at_end: str = "stop") -> list[str]:
    """What a gate says that is started, and stopped or broken as soon as it stands."""
    said: list[str] = []

    async def tell() -> None:
        stop = asyncio.Event()
        house = GateHouse(settings, said.append, SetClock(float(NOON_S)))
        try:
            running = asyncio.create_task(house.run(stop))
            while not any("http://" in one for one in said):
                await asyncio.sleep(0.01)
                assert not running.done(), running
            said.append(str(house.describe()["hub"]))
            if at_end == "stop":
                stop.set()
            else:
                house.gate.journal.on_broken(sqlite3.OperationalError("disk I/O error"))
            await running
        finally:
            house.close()

    run_aside(tell())
    return said


def test_a_gate_says_where_it_is_and_stops(tmp_path: Path) -> None:
    said = _live(GateSettings(PaperIssuer().write_files(tmp_path / "carried"), tmp_path / "gate"))

    assert said[0].startswith("Nuantu gate 7 望和嘉园 南门: http://127.0.0.1:")
    assert said[1] == "offline"


def test_a_gate_with_roots_and_descriptor_alone_fetches_whom_to_trust(tmp_path: Path) -> None:
    issuer = PaperIssuer()
    descriptor = issuer.write_files(tmp_path / "carried")
    (tmp_path / "carried" / "trust.xl1").unlink()
    hub = PaperPassHub(issuer)
    with serve_pass_hub(hub) as url:
        said = _live(GateSettings(descriptor, tmp_path / "gate", url))
        assert said[0].startswith("Nuantu gate 7")
        hub.odd = lambda _path: (503, b"")
        (tmp_path / "carried" / "trust.xl1").unlink()
        with pytest.raises(InputError, match="trust list cannot be fetched"):
            _live(GateSettings(descriptor, tmp_path / "other", url))


def test_a_disk_that_fails_ends_the_process_for_a_supervisor_to_start_it_anew(tmp_path: Path) -> None:
    settings = GateSettings(PaperIssuer().write_files(tmp_path / "carried"), tmp_path / "gate")
    with pytest.raises(RecordBrokenError) as error:
        _live(settings, at_end="break")

    assert error.value.exit_status == 75


@pytest.mark.parametrize("lanes", [1, 4])
def test_lanes_are_as_many_as_were_asked_for(tmp_path: Path, lanes: int) -> None:
    found: dict[str, Any] = {}

    async def tell() -> None:
        house = GateHouse(GateSettings(PaperIssuer().write_files(tmp_path / "carried"), tmp_path / "gate", lanes=lanes),
                          lambda _words: None, SetClock(float(NOON_S)))
        found.update(house.describe())
        house.close()

    run_aside(tell())
    assert (found["lanes"], found["gate"], found["lists_light"]) == (lanes, 7, "green")
