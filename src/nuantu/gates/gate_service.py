"""The process of one gate: its folder, its loops, its end."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nuantu.core.errors import InputError
from nuantu.gates.clock import Clock, MachineClock
from nuantu.gates.gate import Gate
from nuantu.gates.gate_enrol import find_first
from nuantu.gates.gate_exchange import GateExchange
from nuantu.gates.gate_folder import TRUST_FILE, find_setup, load_lists, open_gate_folder
from nuantu.gates.gate_socket import GateSocket
from nuantu.gates.hub_link import HubGone, HubLink, HubRefused
from nuantu.gates.journal import Unrecordable
from nuantu.gates.list_exchange import ROOT
from nuantu.gates.pass_lists import DESCRIPTOR, TRUST, TRUST_MAX
from nuantu.gates.service import TICK_S, RecordBrokenError
from nuantu.gates.signing import show_fingerprint
from nuantu.passes.credential import PassClass


@dataclass(frozen=True, slots=True)
class GateSettings:
    """What a gate is started with. ``hub`` None is without a hub; ``authority`` a PEM of one to trust."""

    descriptor: Path | None
    data: Path
    hub: str | None = None
    lanes: int = 1
    port: int = 0
    authority: Path | None = None
    challenges: bool = False
    roots: Path | None = None
    number: int | None = None


class GateHouse:
    """One gate, running: controller, hub, socket. ``say`` is told what a person should read."""

    def __init__(self, settings: GateSettings, say: Callable[[str], None], clock: Clock | None = None) -> None:
        self.settings = settings
        self._say = say
        clock = clock or MachineClock()
        self._broken: asyncio.Future[Exception] = asyncio.get_running_loop().create_future()
        self.folder = open_gate_folder(settings.data)
        self._descriptor = settings.descriptor or find_setup(settings.data)
        self._disk, self._line = ThreadPoolExecutor(1, "disk"), ThreadPoolExecutor(1, "hub")
        self.link: HubLink | None = None
        try:
            self.link = (None if settings.hub is None else
                         HubLink(settings.hub, self.folder.key, settings.authority))
            if self._descriptor is None and DESCRIPTOR not in self.folder.store.load_passes().lists:
                self._descriptor = find_first(settings.data, self.link, settings.number, settings.roots, PassClass.GATE,
                                              int(clock.read_wall()))
            self._fetch_first_trust()
            lists = load_lists(self.folder.store, self._descriptor, int(clock.read_wall()),
                               PassClass.GATE)
        except BaseException:
            self.close()
            raise
        self.gate = Gate(self.folder.store, lists, clock, self._disk, self._break, settings.lanes,
                         challenges=settings.challenges)
        self.exchange = None if self.link is None else GateExchange(
            self.gate.book, self.link, self._line, self.gate.hear_time, on_said=say, gate=self.gate)
        self.socket = GateSocket(self.gate, self.describe, self.folder.desk_secret)

    def _fetch_first_trust(self) -> None:
        """A gate that is set up with descriptor and roots alone asks the hub for the trust list; roots vouch for it."""
        descriptor = self._descriptor
        if self.link is None or descriptor is None or TRUST in self.folder.store.load_passes().lists:
            return
        path = descriptor.parent / TRUST_FILE
        if path.exists():
            return
        try:
            found = self.link.fetch(f"{ROOT}/trust", None, TRUST_MAX)
        except (HubGone, HubRefused) as error:
            raise InputError(f"the trust list cannot be fetched ({error})", field="--hub",
                             fix=f"try again, or lay {TRUST_FILE} beside the descriptor") from error
        assert found is not None
        path.write_bytes(found.data)

    def _break(self, error: Exception) -> None:
        if not self._broken.done():
            self._broken.set_result(error)

    async def run(self, stop: asyncio.Event) -> None:
        """Run until told to stop. Raises RecordBrokenError."""
        with contextlib.suppress(Unrecordable):  # told in the state
            await self.gate.start()
        port = await self.socket.listen(self.settings.port)
        own = self.gate.book.lists.descriptor
        self._say(f"Nuantu gate {own.gate} {own.compound_name} {own.gate_name}: http://127.0.0.1:{port}")
        tasks: list[asyncio.Task[Any]] = [
            asyncio.create_task(one) for one in (self._tick(), self._watch_disk(), stop.wait())]
        if self.exchange is not None:
            tasks.append(asyncio.create_task(self.exchange.run()))
        ended, _others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.socket.close()
        for task in ended:
            task.result()
        await self.gate.stop()

    async def _watch_disk(self) -> None:
        error = await asyncio.shield(self._broken)
        raise RecordBrokenError(f"{self.folder.store.path}: the disk failed ({error}); check it, and start the gate "
                                "again.")

    async def _tick(self) -> None:
        while True:
            self.gate.tick()
            await asyncio.sleep(TICK_S)

    def close(self) -> None:
        """Close files and threads."""
        if self.link is not None:
            self.link.abort()
            self._line.submit(self.link.close)
        self._line.shutdown(wait=False)
        self._disk.shutdown()
        self.folder.store.close()

    def describe(self) -> dict[str, Any]:
        """What the screen beside the gate shows."""
        return {"hub": "offline" if self.exchange is None else self.exchange.said,
                "fingerprint": show_fingerprint(self.folder.key.public), **self.gate.describe()}


async def run_gate(settings: GateSettings, say: Callable[[str], None]) -> None:
    """Run a gate until the process is asked to end (SIGTERM, SIGINT)."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    house = GateHouse(settings, say)
    try:
        await house.run(stop)
    finally:
        house.close()
