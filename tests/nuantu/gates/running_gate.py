"""A real gate in a process of its own, as an operator starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.nuantu.commands.command_line import heed_interrupts

from nuantu.gates.gate_client import GateClient
from nuantu.gates.gate_folder import open_gate_folder
from nuantu.gates.pass_record import PassChange

GATE = (sys.executable, "-c", "from nuantu.cli import main; main()", "gate")


@dataclass
class RunningGate:
    """A gate's process, and a scanner connected to it."""

    data: Path
    descriptor: Path | None = None
    hub: str | None = None
    lanes: int = 2
    process: subprocess.Popen[str] | None = None
    client: GateClient | None = None

    def start(self) -> RunningGate:
        """Start it and wait until it says where it is."""
        where = ["--offline"] if self.hub is None else ["--hub", self.hub]
        what = [] if self.descriptor is None else ["--descriptor", str(self.descriptor)]
        with heed_interrupts():
            self.process = subprocess.Popen(
                [*GATE, *what, "--data", str(self.data), "--port", "0", "--lanes", str(self.lanes), *where],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                env={**os.environ, "PYTHONUNBUFFERED": "1"})
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found and line.startswith("Nuantu gate"):
                self.client = GateClient(int(found.group(1)))
                return self
        raise AssertionError("".join(said))

    def __enter__(self) -> RunningGate:
        """Started, and ended whatever happens."""
        return self.start()

    def __exit__(self, *fault: object) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill()

    def scan(self, text: str, lane: int = 1) -> str:
        """What came of a text, in one word."""
        assert self.client is not None
        return str(self.client.scan(text, lane)["verdict"])

    def state(self) -> dict[str, Any]:
        """What it says that it is."""
        assert self.client is not None
        return self.client.ask("/state")

    def kill(self) -> None:
        """Pull the plug."""
        assert self.process is not None
        self.process.kill()
        self._end()

    def stop(self, by: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Ask it to end; its status and what it said since it was there."""
        assert self.process is not None
        self.process.send_signal(by)
        return self._end()

    def _end(self) -> tuple[int, str]:
        assert self.process is not None
        assert self.client is not None
        said, _none = self.process.communicate(timeout=30)
        self.client.close()
        return self.process.returncode, said


def stand_long(data: Path) -> Path:
    """A gate's folder that is not new: what may have been shown before its first start is long over."""
    folder = open_gate_folder(data)
    folder.store.commit([PassChange(facts={"step_floor": "0"})])
    folder.store.close()
    return data
