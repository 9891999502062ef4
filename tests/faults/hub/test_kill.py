"""Killed without a warning under load, the hub has every write that it acknowledged, and serves again.

A kill spares what the operating system has been handed, so this test alone would be blind to a missing synchronisation:
``test_power_cut.py`` looks for that.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from tests.nuantu_hub.serving import Served, clean_environment

ROOT = Path(__file__).resolve().parents[3]
FEW, MANY = 5, 100
WRITERS = 4
CSRF = "k" * 32


@dataclass
class Load:
    """Writers that post numbers of workers with tokens of their own, and what was acknowledged."""

    url: str
    unit: int
    session: str
    acknowledged: list[str] = field(default_factory=list)
    other: list[int] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def write(self) -> None:
        """Post until the server is gone or the load stops."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=10)
        with contextlib.suppress(OSError, http.client.HTTPException):
            while not self.stop.is_set():
                token = str(uuid.uuid4())
                body = urlencode({"token": token, "people": 100, "as_of": "2025-06-01", "source": "抽样",
                                  "method": "实数", "trade": ""})
                connection.request("POST", f"/units/{self.unit}/headcounts/add/", body, {
                    "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": CSRF,
                    "Cookie": f"sessionid={self.session}; csrftoken={CSRF}"})
                answer = connection.getresponse()
                answer.read()
                (self.acknowledged.append(token) if answer.status == 302 else self.other.append(answer.status))
        connection.close()


def _prepare(folder: Path) -> dict[str, object]:
    done = subprocess.run([sys.executable, str(Path(__file__).with_name("prepare_load.py")), str(folder)],
                          capture_output=True, text=True, check=True, cwd=ROOT, env=clean_environment())
    told: dict[str, object] = json.loads(done.stdout)
    return told


def _kill_once(folder: Path, told: dict[str, object], chance: random.Random) -> Load:
    served = Served(folder).start()
    load = Load(served.url, int(str(told["unit"])), str(told["session"]))
    writers = [threading.Thread(target=load.write) for _writer in range(WRITERS)]
    for writer in writers:
        writer.start()
    until = time.monotonic() + 20
    while not load.acknowledged and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(chance.uniform(0.02, 0.4))
    served.kill()
    load.stop.set()
    for writer in writers:
        writer.join()
    return load


def _find_tokens(folder: Path) -> tuple[str, set[str]]:
    with contextlib.closing(sqlite3.connect(folder / "hub.sqlite3")) as found:
        said = found.execute("PRAGMA integrity_check").fetchone()[0]
        # Each row with its deed: a write is there whole or not at all.
        rows = found.execute("SELECT token, (SELECT count(*) FROM people_deed WHERE thing = 'people.headcount' "
                             "AND thing_id = h.id) FROM people_headcount h").fetchall()
    assert all(deeds == 1 for _token, deeds in rows)
    return said, {str(uuid.UUID(token)) for token, _deeds in rows}


def _kill_often(folder: Path, cycles: int) -> int:
    """The number of writes that were acknowledged over all cycles; none of them may be missing."""
    told = _prepare(folder)
    chance = random.Random(20261122)
    acknowledged: list[str] = []
    for cycle in range(cycles):
        load = _kill_once(folder, told, chance)
        assert load.acknowledged, (cycle, load.other[:5])
        assert load.other == []
        acknowledged += load.acknowledged
        said, found = _find_tokens(folder)
        assert said == "ok"
        assert set(acknowledged) - found == set(), f"cycle {cycle}"
    return len(acknowledged)


def test_five_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert _kill_often(tmp_path / "hub", FEW) >= FEW


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert _kill_often(tmp_path / "hub", MANY) >= MANY
