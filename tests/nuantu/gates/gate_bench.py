"""A gate for tests: the real controller on a real record, with clocks that stand until they are moved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.nuantu.gates.doors import SetClock
from tests.nuantu.gates.event_loop import run_aside
from tests.nuantu.gates.paper_issuer import NOON_S, PaperIssuer, Phone

from nuantu.gates.gate import Gate
from nuantu.gates.pass_lists import open_lists
from nuantu.gates.pass_record import PassChange, PassStore


@dataclass
class GateBench:
    """A gate on a bench, set up and told the time by its hub unless ``synced`` is false."""

    folder: Path
    executor: Executor
    issuer: PaperIssuer
    lanes: int = 2
    synced: bool = True
    challenges: bool = False
    clock: SetClock = field(default_factory=lambda: SetClock(float(NOON_S)))
    faults: list[Exception] = field(default_factory=list)

    async def plug_in(self) -> None:
        """Start the controller on what the record holds; the first time with what was carried to it."""
        self.store = PassStore(self.folder / "gate.db")
        if not self.store.load_passes().lists:
            # A gate that has stood here for a day: what may have been shown before its first start is long over.
            self.store.commit([PassChange(lists=tuple(self.issuer.make_held().values()), facts={"step_floor": "0"})])
        lists = open_lists([root.public for root in self.issuer.roots], self.store.load_passes().lists,
                           int(self.clock.wall))
        self.gate = Gate(self.store, lists, self.clock, self.executor, self.faults.append, self.lanes,
                         challenges=self.challenges)
        await self.gate.start()
        if self.synced:
            self.gate.hear_time(round(self.clock.wall))

    async def pull_plug(self) -> None:
        """End without a goodbye: what is not on the disk is gone."""
        await self.gate.journal.settle()
        self.store.close()

    async def restart(self, away_s: float = 5.0) -> None:
        """Without power for a while, then on again."""
        await self.pull_plug()
        self.clock.wall += away_s
        self.clock.steady = 10.0
        await self.plug_in()

    async def scan(self, text: str, lane: int = 1) -> str:
        """What came of a text, in one word."""
        return (await self.gate.scan(lane, text)).verdict.code.value

    async def show(self, phone: Phone, lane: int = 1, **options: Any) -> str:
        """What came of a phone's screen now."""
        return await self.scan(phone.show(self.clock.wall, **options), lane)

    def pulses(self) -> list[int]:
        """How often each lane was released."""
        return [one.lock.pulses for one in self.gate.lanes]  # type: ignore[attr-defined]


def run_gate(folder: Path, story: Callable[[GateBench], Coroutine[Any, Any, None]], **options: Any) -> None:
    """Tell a story of a gate in an event loop of its own."""
    async def tell() -> None:
        with ThreadPoolExecutor(1) as executor:
            bench = GateBench(folder, executor, options.pop("issuer", None) or PaperIssuer(), **options)
            await bench.plug_in()
            try:
                await story(bench)
                await bench.gate.journal.settle()
                await asyncio.sleep(0)
            finally:
                bench.store.close()

    run_aside(tell())
