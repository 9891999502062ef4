"""A real hub and a real door under load, either of which may be killed, and what both must hold afterwards."""

from __future__ import annotations

import base64
import contextlib
import http.client
import json
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.nuantu.gates.running import RunningDoor
from tests.nuantu_hub.serving import Served, clean_environment

from nuantu.gates import codes
from nuantu.gates.used import Use

ROOT = Path(__file__).resolve().parents[3]
#: Threads that enter codes, and that go in and out.
PRESSERS, PASSERS = 3, 2


def prepare(folder: Path, doors: int = 1) -> list[dict[str, Any]]:
    """A hub with doors that were let in."""
    done = subprocess.run([sys.executable, str(Path(__file__).with_name("prepare_doors.py")), str(folder), str(doors)],
                          capture_output=True, text=True, check=True, cwd=ROOT, env=clean_environment())
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def find_port() -> int:
    """A port that is free now."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@dataclass
class Codes:
    """Codes of a door that nobody has entered yet, each handed out once."""

    secret: bytes
    numbers: list[int]
    given: set[Use] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def draw(self) -> tuple[Use, str] | None:
        """A code that opens at this moment; None where all were handed out."""
        with self._lock:
            use = next((use for use in self._list_uses(int(time.time())) if use not in self.given), None)
            if use is not None:
                self.given.add(use)
        return None if use is None else (use, self.derive(use))

    def _list_uses(self, now_s: int) -> Iterator[Use]:
        step, window = codes.find_step(now_s), codes.find_window(now_s)
        for number in self.numbers:
            yield Use("standing", step, number)
        for serial in range(codes.SERIALS):
            yield Use("once", window, serial)

    def derive(self, use: Use) -> str:
        """The digits of a use."""
        if use.kind == "once":
            return codes.derive_once_code(self.secret, use.period, use.which)
        seed = codes.derive_standing_seed(self.secret, use.which, codes.find_span(use.period * codes.STEP_S))
        return codes.derive_standing_code(seed, use.period)


@dataclass
class Load:
    """People at a door: what was acknowledged to them, and what else they were told."""

    door: RunningDoor
    codes: Codes
    opened: list[Use] = field(default_factory=list)
    tried: int = 0
    entered: int = 0
    told: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> None:
        """Let people come."""
        self.stop.clear()
        self.threads = [threading.Thread(target=one) for one in [self._press] * PRESSERS + [self._pass] * PASSERS]
        for one in self.threads:
            one.start()

    def end(self) -> None:
        """Let nobody come any more."""
        self.stop.set()
        for one in self.threads:
            one.join()

    def _press(self) -> None:
        while not self.stop.is_set():
            drawn = self.codes.draw()
            if drawn is None:
                time.sleep(0.1)
                continue
            with contextlib.suppress(OSError, http.client.HTTPException):
                came = self.door.press(drawn[1])
                with self._lock:
                    self.opened.append(drawn[0]) if came == drawn[0].kind else self.told.append(came)
            time.sleep(0.05)

    def _pass(self) -> None:
        while not self.stop.is_set():
            with self._lock:
                self.tried += 1
            with contextlib.suppress(OSError, http.client.HTTPException):
                self.door.ask("/counter", {"in": 1})
                with self._lock:
                    self.entered += 1
                self.door.ask("/counter", {"out": 1})
            time.sleep(0.1)


@dataclass
class Pair:
    """One hub and one door."""

    folder: Path
    told: dict[str, Any]
    port: int = field(default_factory=find_port)
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.hub = Served(self.folder / "hub", ("--port", str(self.port)), self.environment)
        self.door = RunningDoor(Path(self.told["folder"]), f"http://127.0.0.1:{self.port}",
                                station=self.told["station"])
        self.codes = Codes(base64.b64decode(self.told["secret"]), self.told["numbers"])

    def start(self) -> Pair:
        """Both, until they have heard of each other."""
        self.start_hub()
        self.door.start()
        self.wait_for("in touch as door", seconds=60)
        return self

    def start_hub(self) -> None:
        """The hub, where it was before."""
        self.hub.start()
        assert self.hub.url.endswith(f":{self.port}"), self.hub.url

    def wait_for(self, words: str, seconds: float) -> None:
        """Until the door says so of the hub."""
        until = time.monotonic() + seconds
        while not self.door.state()["hub"].startswith(words):
            assert time.monotonic() < until, self.door.state()["hub"]
            time.sleep(0.05)

    def settle(self, seconds: float = 120) -> None:
        """Until the hub has everything."""
        until = time.monotonic() + seconds
        while self.door.state()["pending"]:
            assert time.monotonic() < until, self.door.state()
            time.sleep(0.1)

    def stop(self) -> None:
        """Both, in peace."""
        self.door.stop()
        self.hub.stop()

    def end(self) -> None:
        """Both, whatever happened."""
        if self.door.process is not None and self.door.process.poll() is None:
            self.door.kill()
        if self.hub.process is not None and self.hub.process.poll() is None:
            self.hub.kill()

    def read_door(self, question: str) -> list[tuple[Any, ...]]:
        """What the record of the door answers, once it has stopped."""
        return _read(Path(self.told["folder"]) / "door.db", question)

    def read_hub(self, question: str) -> list[tuple[Any, ...]]:
        """What the hub's database answers."""
        return _read(self.folder / "hub" / "hub.sqlite3", question)


def _read(path: Path, question: str) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(path)) as found:
        assert found.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return found.execute(question).fetchall()


def check_books(pair: Pair, load: Load) -> None:
    """What was acknowledged to people is in the door's record, and the hub holds that record: no more and no less.

    The door may have dropped the oldest of what the hub has confirmed; the hub's numbers then have no gap either.
    """
    uses = {Use(*row) for row in pair.read_door("SELECT kind, period, which FROM used")}
    events = pair.read_door("SELECT seq, id, kind FROM event ORDER BY seq")
    held = pair.read_hub("SELECT seq, event, kind FROM stations_doorevent ORDER BY seq")
    opens = [name for _seq, name, kind in held if kind == "opened"]
    entered = sum(kind == "entered" for _seq, _name, kind in held)
    assert [seq for seq, *_rest in held] == list(range(1, len(held) + 1))
    assert held[-len(events):] == events
    assert len(set(load.opened)) == len(load.opened)  # no code has opened twice
    assert set(load.opened) - uses == set()
    assert len(opens) == len(uses)  # an open and its use are one change
    assert load.entered <= entered <= load.tried
    assert load.told == []
    assert pair.read_hub("SELECT sum(entered) FROM stations_visitcount") == [(entered or None,)]
