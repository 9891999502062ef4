"""A real door in a process of its own, as an operator starts it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.nuantu.commands.command_line import heed_interrupts

DOOR = (sys.executable, "-c", "from nuantu.cli import main; main()", "door")
STATION = "YG-0012"


@dataclass
class RunningDoor:
    """A door's process, and the port of its simulated hardware."""

    data: Path
    hub: str | None = None
    arguments: tuple[str, ...] = ()
    station: str = STATION
    process: subprocess.Popen[str] | None = None
    port: int = 0

    def start(self) -> RunningDoor:
        """Start it and wait until it says where it is."""
        where = ["--offline"] if self.hub is None else ["--hub", self.hub]
        with heed_interrupts():
            self.process = subprocess.Popen(
                [*DOOR, "--station", self.station, "--data", str(self.data), "--port", "0", *where, *self.arguments],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                env={**os.environ, "PYTHONUNBUFFERED": "1"})
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found and line.startswith("Nuantu door"):
                self.port = int(found.group(1))
                return self
        raise AssertionError("".join(said))

    def __enter__(self) -> RunningDoor:
        """Started, and ended whatever happens."""
        return self.start()

    def __exit__(self, *fault: object) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill()

    def ask(self, path: str, body: Any = None, method: str = "POST") -> Any:
        """What its hardware answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, json.dumps(body or {}), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            found = json.loads(answer.read())
        finally:
            connection.close()
        assert answer.status == 200, found
        return found

    def state(self) -> Any:
        """What it says that it is."""
        return self.ask("/state", method="GET")

    def press(self, code: str) -> str:
        """What came of a code, in one word."""
        told = self.ask("/keypad", {"code": code})
        return str(told.get("by") or told["why"])

    def kill(self) -> None:
        """Pull the plug."""
        assert self.process is not None
        self.process.kill()
        self.process.communicate(timeout=30)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Ask it to end; its status and what it said since it was there."""
        assert self.process is not None
        self.process.send_signal(by)
        said, _none = self.process.communicate(timeout=30)
        return self.process.returncode, said
