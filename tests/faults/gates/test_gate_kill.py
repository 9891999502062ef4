"""A gate whose plug is pulled in the middle of a noon: what it let in is never let in again, and no count is lost."""

from __future__ import annotations

import http.client
import random
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.nuantu.gates.paper_issuer import PaperIssuer, Phone
from tests.nuantu.gates.running_gate import RunningGate, stand_long

from nuantu.core.errors import InputError
from nuantu.gates.gate_client import GateClient

LANES = 3


class Noon:
    """Riders at the lanes of a gate that may die at any moment."""

    def __init__(self, phones: list[Phone]) -> None:
        self.let_in: list[str] = []
        self.told: list[str] = []
        self.tried = 0
        self._left = iter(phones)
        self._lock = threading.Lock()

    def stand(self, port: int, lane: int, stop: threading.Event) -> None:
        """Show one code after another at a lane, each at two lanes' readers at once or nearly so."""
        with closing(GateClient(port)) as client:
            while not stop.is_set():
                with self._lock:
                    phone = next(self._left, None)
                    self.tried += phone is not None
                if phone is None:
                    return
                text = phone.show(time.time())
                try:
                    verdict = client.scan(text, lane)["verdict"]
                except (InputError, OSError, http.client.HTTPException):
                    return  # the plug was pulled
                with self._lock:
                    (self.let_in if verdict == "OK" else self.told).append(text if verdict == "OK" else verdict)


def _go_through(gate: RunningGate, noon: Noon, seconds: float) -> None:
    """A stretch of the noon that ends with the plug pulled."""
    assert gate.client is not None
    stop = threading.Event()
    riders = [threading.Thread(target=noon.stand, args=(gate.client.port, lane, stop))
              for lane in range(1, LANES + 1)]
    for one in riders:
        one.start()
    time.sleep(seconds)
    gate.kill()
    stop.set()
    for one in riders:
        one.join()


def _check_never_again(gate: RunningGate, texts: list[str]) -> None:
    """What was let in within the last steps is refused at every lane; older codes are too old anyway."""
    for lane, text in enumerate(texts):
        assert gate.scan(text, lane % LANES + 1) in ("E_REPLAY", "E_STALE")


@pytest.mark.parametrize("cycles", [6, pytest.param(60, marks=pytest.mark.slow)])
def test_xp56_a_killed_gate_lets_no_code_in_twice_and_loses_no_count(tmp_path: Path, cycles: int) -> None:
    issuer, rng = PaperIssuer(int(time.time())), random.Random(56)
    descriptor = issuer.write_files(tmp_path / "carried")
    gate = RunningGate(stand_long(tmp_path / "gate"), descriptor, lanes=LANES)
    noon = Noon(issuer.issue(cycles * 400))
    for _cycle in range(cycles):
        before = len(noon.let_in)
        with gate:
            _go_through(gate, noon, rng.uniform(0.15, 0.5))
        with gate:
            _check_never_again(gate, noon.let_in[before:][-8:])
            gate.kill()
    with closing(sqlite3.connect(tmp_path / "gate" / "gate.db")) as record:
        counted = dict(record.execute("SELECT what, sum(n) FROM tally GROUP BY what"))
        seen = record.execute("SELECT count(*) FROM seen").fetchone()[0]
        ring = record.execute("SELECT sum(n) FROM scan WHERE mark != x''").fetchone()[0]

    assert len(noon.let_in) > cycles * 5
    assert set(noon.told) <= {"E_RATE"}
    assert len(noon.let_in) <= counted["OK"] <= noon.tried
    assert seen == ring == counted["OK"]
