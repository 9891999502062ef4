"""A real hub and a real gate: set up by a code, lists fetched, counts told; and of a use the hub keeps nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import load_der_private_key
from tests.faults.gates.loaded_door import ROOT, find_port
from tests.nuantu.commands.command_line import run_main
from tests.nuantu.gates.paper_issuer import Phone
from tests.nuantu.gates.running import RunningDoor
from tests.nuantu.gates.running_gate import RunningGate, stand_long
from tests.nuantu_hub.serving import Served, clean_environment

from nuantu.gates.gate_folder import open_gate_folder
from nuantu.gates.local_day import find_day, show_day
from nuantu.gates.pass_record import Count, PassChange, PassStore
from nuantu.passes.credential import decode_claims
from nuantu.passes.envelope import read_envelope

PHONES = 30


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A hub's folder as it was prepared, to be copied, and what it told."""
    folder = tmp_path_factory.mktemp("prepared")
    done = subprocess.run([sys.executable, str(Path(__file__).with_name("prepare_gate.py")), str(folder), str(PHONES)],
                          capture_output=True, text=True, check=False, cwd=ROOT,
                          env={**clean_environment(), "PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout)


@contextmanager
def _serve(hub: Served) -> Iterator[None]:
    """The hub, ended whatever happens."""
    hub.start()
    try:
        yield
    finally:
        if hub.process is not None and hub.process.poll() is None:
            hub.kill()


def _read_phones(told: list[dict[str, str]]) -> list[Phone]:
    phones = []
    for one in told:
        credential = bytes.fromhex(one["credential"])
        cti = decode_claims(read_envelope(credential).payload).id
        private: Any = load_der_private_key(bytes.fromhex(one["key"]), None)
        phones.append(Phone(private, credential, cti))
    return phones


def _read_passes(hub: Path) -> list[tuple[Any, ...]]:
    """Every row of every table of passes, and of deeds and readings, but for what the hub publishes by the clock."""
    with closing(sqlite3.connect(hub / "hub.sqlite3")) as base:
        names = [name for name, in base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND (name LIKE 'passes_%' OR name LIKE '%deed%' "
            "OR name LIKE '%reading%') AND name NOT IN ('passes_publication', 'passes_statuslist') ORDER BY name")]
        assert len(names) > 10
        return [(name, *row) for name in names for row in base.execute(f"SELECT * FROM {name} ORDER BY 1")]


def _wait_for(gate: RunningGate, words: str) -> None:
    until = time.monotonic() + 60
    while gate.state()["hub"] != words:
        assert time.monotonic() < until, gate.state()["hub"]
        time.sleep(0.1)


def test_a_gate_is_let_in_by_a_code_tells_its_days_and_no_use_leaves_a_trace_at_the_hub(
        tmp_path: Path, prepared: tuple[Path, dict[str, Any]]) -> None:
    told = prepared[1]
    shutil.copytree(prepared[0], tmp_path, dirs_exist_ok=True)
    data, hub = stand_long(tmp_path / "gate"), Served(tmp_path / "hub", ("--port", str(find_port())))
    yesterday = find_day(int(time.time())) - 1
    with _serve(hub):
        wrong = run_main("gate", "enrol", "--hub", hub.url, "--gate", told["gate"], "--code", "00000000",
                         "--data", data)
        enrolled = run_main("gate", "enrol", "--hub", hub.url, "--gate", told["gate"], "--code", told["code"],
                            "--data", data)
        assert (wrong.status, "was not taken" in wrong.err) == (2, True), wrong.err
        assert (enrolled.status, "the roots are" in enrolled.out) == (0, True), enrolled.err
        folder = open_gate_folder(data)
        folder.store.commit([PassChange(counts=tuple(Count(yesterday, what, n) for what, n in (
            ("OK", 40), ("OK_DEGRADED", 3), ("E_STALE", 12), ("manual:slip", 2), ("measured", 30), ("seconds", 150))))])
        folder.store.close()
        with RunningGate(data, hub=hub.url) as gate:
            _wait_for(gate, "in touch")
            assert _read_count(tmp_path / "hub") == (show_day(yesterday), 43, None, 12, None, 30, 150)
            before = _read_passes(tmp_path / "hub")
            phones = _read_phones(told["phones"])
            assert [gate.scan(one.show(time.time(), told["gate"]), 1 + number % 2)
                    for number, one in enumerate(phones[:20])] == ["OK"] * 20
            assert gate.scan(phones[0].show(time.time(), told["gate"])) in ("OK", "E_REPLAY")
            assert (gate.state()["lists_light"], gate.state()["alarms"]) == ("green", [])
            after = _read_passes(tmp_path / "hub")
            hub.kill()
            # The hub is gone, and nobody at the gate notices.
            assert [gate.scan(one.show(time.time(), told["gate"])) for one in phones[20:]] == ["OK"] * 10
            gate.stop()
    assert after == before
    held = b"".join(path.read_bytes() for path in (tmp_path / "hub").rglob("*") if path.is_file())
    for one in phones:
        assert one.id not in held
        assert one.id.hex().encode() not in held


def _read_count(hub: Path) -> tuple[Any, ...]:
    with closing(sqlite3.connect(hub / "hub.sqlite3")) as base:
        found: tuple[Any, ...] = base.execute(
            "SELECT day, let_in, degraded, refused, manual, measured, seconds FROM passes_gatecount").fetchone()
        return found


def test_a_stations_door_takes_passes_of_its_class_with_the_hub_and_without_and_says_nothing_of_whose(
        tmp_path: Path, prepared: tuple[Path, dict[str, Any]]) -> None:
    told = prepared[1]
    shutil.copytree(prepared[0], tmp_path, dirs_exist_ok=True)
    own, gates, doors = told["door"], _read_phones(told["phones"]), _read_phones(told["door"]["phones"])
    store = PassStore(tmp_path / own["folder"] / "door.db")
    store.commit([PassChange(facts={"step_floor": "0"})])  # a door that has stood here for some time
    store.close()
    hub = Served(tmp_path / "hub", ("--port", str(find_port())))

    def show(phone: Phone, gate: int = own["number"]) -> str:
        answer = door.ask("/reader", {"text": phone.show(time.time(), gate)})
        return str(answer.get("by") or answer["verdict"])

    carried = ("--descriptor", str(tmp_path / own["descriptor"]))
    with _serve(hub), RunningDoor(tmp_path / own["folder"], hub.url, carried, station="PASS-1") as door:
        _wait_until(lambda: door.state()["passes"]["lists_hub"] == "in touch" and not door.state()["pending"])
        assert [show(one) for one in doors[:5]] == ["pass"] * 5
        assert [show(gates[0]), show(doors[6], told["gate"])] == ["E_SCOPE", "E_AUD"]
        _wait_until(lambda: not door.state()["pending"])
        with closing(sqlite3.connect(tmp_path / "hub" / "hub.sqlite3")) as base:
            events = [json.loads(detail) for detail, in base.execute(
                "SELECT detail FROM stations_doorevent WHERE kind IN ('opened', 'refused') ORDER BY seq")]
        assert events == [{"by": "pass"}] * 5 + [{"why": "wrong"}] * 2
        hub.kill()
        assert [show(one) for one in doors[7:12]] == ["pass"] * 5
        door.stop()
    held = b"".join(path.read_bytes() for folder in (tmp_path / "hub", tmp_path / own["folder"])
                    for path in folder.rglob("*") if path.is_file())
    for one in doors:
        assert one.id not in held
        assert one.id.hex().encode() not in held


def _wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.1)
