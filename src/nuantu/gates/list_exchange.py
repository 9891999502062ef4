"""What a gate, or a door that takes passes, fetches from the hub every quarter of an hour.

Everything that is fetched is the same for everybody and signed by others than the hub's line: a hub that is broken into
can withhold it, not change it. Without the hub the gate goes on with what it holds, as long as that is good.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from nuantu.core.errors import InputError
from nuantu.gates.hub_link import Fetched, HubGone, HubLink, HubRefused
from nuantu.gates.journal import Unrecordable
from nuantu.gates.pass_book import PassBook
from nuantu.gates.pass_lists import (
    BUNDLE,
    BUNDLE_MAX,
    DESCRIPTOR,
    DESCRIPTOR_MAX,
    STATUS,
    STATUS_MAX,
    TRUST,
    TRUST_MAX,
)
from nuantu.passes.verdict import PassError

ROOT = "/passes/v1"
EVERY_S = 900.0
BACK_OFF_S = (5.0, 900.0)
TIME_MAX = 512


@dataclass(slots=True)
class ListExchange:
    """What one gate hears from its hub. ``said`` is the last thing worth telling a person about it.

    ``hear_time`` is told the hub's time; None where somebody else asks for it.
    """

    book: PassBook
    link: HubLink
    executor: Executor
    hear_time: Callable[[int], None] | None = None
    chance: random.Random = field(default_factory=random.SystemRandom)
    said: str = "not heard yet"
    on_said: Callable[[str], None] | None = None
    #: What went wrong in the present turn, in words.
    trouble: list[str] = field(default_factory=list)
    _tags: dict[str, str | None] = field(default_factory=dict)
    _failures: int = 0

    async def run(self) -> None:
        """Fetch and tell until cancelled."""
        while True:
            await asyncio.sleep(await self.turn())

    async def turn(self) -> float:
        """Fetch everything and tell what is due; for how long to wait then, seconds."""
        self.trouble.clear()
        try:
            if self.hear_time is not None:
                self.hear_time(await self._fetch_time())
            for wanted in self._list_wanted():
                await self._fetch(*wanted)
            for wanted in self._list_status():
                await self._fetch(*wanted)
            self.book.drop_past_lists()
            await self.tell()
        except (HubGone, HubRefused) as gone:
            self._failures += 1
            self.say(f"the hub cannot be reached ({gone})")
            least, most = BACK_OFF_S
            return min(most, least * 2.0 ** min(self._failures - 1, 10)) * self.chance.uniform(0.75, 1.0)
        except Unrecordable:
            self.say("the hub was heard; the disk has no room for it")
        else:
            self._failures = 0
            self.say("; ".join(self.trouble) if self.trouble else "in touch")
        return EVERY_S * self.chance.uniform(0.9, 1.0)

    def _list_wanted(self) -> list[tuple[str, str, int]]:
        """Name, path and longest size of what is fetched; the trust list first, which may name the others' keys."""
        lists = self.book.lists
        rules = [(BUNDLE, f"{ROOT}/bundle/{lists.compound}", BUNDLE_MAX)] if lists.descriptor.kind == 1 else []
        return [(TRUST, f"{ROOT}/trust", TRUST_MAX), *rules,
                (DESCRIPTOR, f"{ROOT}/gate/{lists.gate_id}/descriptor", DESCRIPTOR_MAX)]

    def _list_status(self) -> list[tuple[str, str, int]]:
        return [(f"status-{number}", f"{ROOT}/status/{number}", STATUS_MAX)
                for number in self.book.lists.list_status_numbers(self.book.clock.now())]

    async def _fetch_time(self) -> int:
        found = await self.call(lambda: self.link.fetch(f"{ROOT}/time", None, TIME_MAX))
        try:
            told: Any = json.loads(found.data if found is not None else b"")["time"]
            if type(told) is not int or not 0 <= told < 2**40:
                raise ValueError(told)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise HubGone("its time cannot be read") from error
        return told

    async def _fetch(self, name: str, path: str, most: int) -> None:
        """Fetch one thing and take it over where it is newer."""
        try:
            found = await self.call(lambda: self.link.fetch(path, self._tags.get(name), most))
        except HubRefused as refused:
            is_ahead = refused.status == 404 and name.startswith(STATUS) and not self.book.lists.holds(name)
            if not is_ahead:
                self.trouble.append(f"{name}: the hub answered {refused.status}")
            return
        if found is None:
            self.book.confirm_list(name)
            return
        try:
            self.book.take_list(name, found.data)
        except (PassError, InputError) as error:
            self.book.raise_alarm(f"list refused: {name}")
            self.trouble.append(f"{name} is refused ({error})")
        else:
            self._tags[name] = found.tag

    async def tell(self) -> None:
        """What is to be told after fetching; of a use nothing ever is. Raises HubGone, Unrecordable."""

    async def call(self, question: Callable[[], Any]) -> Fetched | None:
        """Ask the hub in the thread that waits for it."""
        found: Fetched | None = await asyncio.get_running_loop().run_in_executor(self.executor, question)
        return found

    def say(self, words: str) -> None:
        """Say how it stands with the hub, where that has changed."""
        if words != self.said:
            self.said = words
            with contextlib.suppress(OSError):
                if self.on_said is not None:
                    self.on_said(words)
