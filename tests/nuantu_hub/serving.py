"""A real hub in a process of its own, as an operator starts it."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tools.hub_walk import find_port

READY_WITHIN_S = 60
HUB = (sys.executable, "-c", "from nuantu.cli import main; main()", "hub")


def clean_environment() -> dict[str, str]:
    """The environment without what the tests set for their own process."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("NUANTU_HUB", "DJANGO_"))}


@dataclass
class Served:
    """A running hub: its process, its address, and what it said. It keeps its port, a free one, when it starts anew."""

    data: Path
    arguments: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    url: str = ""
    port: int = field(default_factory=find_port)

    def start(self) -> Served:
        """Start it and wait until it says where it is."""
        self.process = subprocess.Popen(
            [*HUB, "--data", str(self.data), "--port", str(self.port), *self.arguments],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
            env={**clean_environment(), "PYTHONUNBUFFERED": "1", **self.environment},
        )
        assert self.process.stdout is not None
        until = time.monotonic() + READY_WITHIN_S
        said = []
        while time.monotonic() < until:
            line = self.process.stdout.readline()
            said.append(line)
            found = re.fullmatch(r"Nuantu: (https?://\S+)\n", line)
            if found:
                self.url = found.group(1)
                return self
            if not line:
                break
        raise AssertionError("".join(said))

    def kill(self) -> None:
        """Pull the plug: every process of it at once, with no chance to say goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to stop."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        self.process.wait(20)
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.process = None
