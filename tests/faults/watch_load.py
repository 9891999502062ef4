"""Many who watch a meeting on its event stream, as browsers do: run as a process with an address and their number.

Each comes back after a lost line when the stream's ``retry`` is over, and says the id of the last event it saw. Asked
on the standard input, a line each, the process answers with a line of JSON: ``ids`` (how many have seen which event
last, of those whose line is open), ``results`` (when each first saw a vote closed since it was last asked, seconds of
the machine's monotonic clock), ``counts`` (events, lines opened and lost, refusals, tries that reached nobody).
"""

from __future__ import annotations

import asyncio
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
#: So many come from one address of this machine, as from one venue.
FROM_ONE = 100
#: What the page says of a vote that is open.
OPEN = "正在表决".encode()
OPENING_AT_ONCE = 100
#: What a browser waits before it comes back, until the stream says otherwise.
RETRY_S = 3.0


@dataclass
class Crowd:
    """Those who watch: what they saw last, and when they saw that a vote was closed."""

    host: str
    port: int
    path: str
    seen: list[bytes]
    is_on: list[bool]
    results: list[float | None]
    counts: Counter[str] = field(default_factory=Counter)
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(OPENING_AT_ONCE))

    async def watch(self, number: int) -> None:
        """Watch for ever, and come back whenever the line is lost."""
        loop, line = asyncio.get_running_loop(), Line(self, number)
        while True:
            try:
                async with self.gate:
                    await loop.create_connection(lambda: line, self.host, self.port,
                                                 local_addr=(f"127.1.0.{1 + number // FROM_ONE}", 0))
                    await line.answered.wait()
                await line.ended.wait()
            except OSError:
                self.counts["unreachable"] += 1
            await asyncio.sleep(line.retry_s)

    def answer(self, asked: str) -> dict[str, Any]:
        """What the process is asked."""
        if asked == "ids":
            return {"ids": Counter(key.decode() for key, is_on in zip(self.seen, self.is_on, strict=True) if is_on)}
        if asked == "results":
            told, self.results[:] = list(self.results), [None] * len(self.results)
            return {"results": told}
        return {"counts": self.counts}


class Line(asyncio.Protocol):
    """One watcher's line, used again and again. What it does for an event is little: all share one processor."""

    def __init__(self, crowd: Crowd, number: int) -> None:
        self.crowd, self.number, self.retry_s, self.said = crowd, number, RETRY_S, b""
        self.answered, self.ended = asyncio.Event(), asyncio.Event()

    def connection_made(self, transport: Any) -> None:
        """Ask."""
        self.answered.clear()
        self.ended.clear()
        self.said, self.transport = b"", transport
        seen = self.crowd.seen[self.number]
        told = b"Last-Event-ID: " + seen + b"\r\n" if seen else b""
        transport.write(b"GET %b HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n%b\r\n" % (
            self.crowd.path.encode(), told))

    def data_received(self, data: bytes) -> None:
        """Take the head of the answer, then events as they are whole."""
        self.said += data
        if not self.answered.is_set():
            head, whole, rest = self.said.partition(b"\r\n\r\n")
            if not whole:
                return
            self.answered.set()
            self.said, is_told = rest, head.startswith(b"HTTP/1.1 200")
            self.crowd.counts["opened" if is_told else "refused"] += 1
            if not is_told:
                self.transport.close()
                return
        while b"\n\n" in self.said:
            event, _end, self.said = self.said.partition(b"\n\n")
            self._take(event)

    def connection_lost(self, fault: Exception | None) -> None:
        """Come back later."""
        self.crowd.counts["lost"] += 1
        self.crowd.is_on[self.number] = False
        self.answered.set()
        self.ended.set()

    def _take(self, event: bytes) -> None:
        # The lengths of HTTP's chunks stand between events and are no part of them; an event is one chunk.
        crowd, begin = self.crowd, event.find(b"id: ", 0, 40)
        if begin >= 0:
            crowd.seen[self.number] = event[begin + 4:event.index(b"\n", begin)]
            crowd.counts["events"] += 1
            if crowd.results[self.number] is None and OPEN not in event:
                crowd.results[self.number] = time.monotonic()
        elif b"retry: " in event:
            crowd.is_on[self.number] = True
            self.retry_s = int(event[event.index(b"retry: ") + 7:]) / 1_000 * random.uniform(0.9, 1.1)


async def watch_all(url: str, path: str, number: int) -> None:
    """Let all watch, and answer until nobody asks any more."""
    address = urlsplit(url)
    crowd = Crowd(str(address.hostname), int(address.port or 80), path, [b""] * number, [False] * number,
                  [None] * number)
    watching = [asyncio.create_task(crowd.watch(one)) for one in range(number)]
    asked = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(asked), sys.stdin)
    while line := await asked.readline():
        sys.stdout.write(json.dumps(crowd.answer(line.decode().strip())) + "\n")
        sys.stdout.flush()
    for one in watching:
        one.cancel()


class Watching:
    """Those who watch, in a process of their own."""

    def __init__(self, url: str, path: str, number: int) -> None:
        self.number = number
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.watch_load", url, path, str(number)], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, what: str) -> Any:
        """What they saw."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())[what]

    def count_lacking(self, key: str | None) -> int:
        """How many have not this event as their last on an open line, or (None) have no open line with any event."""
        ids = self.ask("ids")
        return self.number - (ids.get(key, 0) if key else sum(many for one, many in ids.items() if one))

    def stop(self) -> None:
        """Let them go home."""
        self._process.communicate()


if __name__ == "__main__":
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 16_384)), hard))
    asyncio.run(watch_all(sys.argv[1], sys.argv[2], int(sys.argv[3])))
