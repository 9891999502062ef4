"""What a gate fetches from the hub every quarter of an hour, and the one thing it tells: the counts of days gone by.

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
from nuantu.gates.day_report import write_day_report
from nuantu.gates.gate import Gate
from nuantu.gates.hub_link import Fetched, HubGone, HubLink, HubRefused
from nuantu.gates.journal import Unrecordable
from nuantu.gates.local_day import find_day
from nuantu.gates.pass_lists import BUNDLE_MAX, DESCRIPTOR_MAX, STATUS, STATUS_MAX, TRUST_MAX
from nuantu.gates.pass_record import HeldList
from nuantu.passes.verdict import PassError

ROOT = "/passes/v1"
EVERY_S = 900.0
BACK_OFF_S = (5.0, 900.0)
#: Counts older than this many days are not told any more.
TOLD_DAYS = 30
TIME_MAX = 512


@dataclass(slots=True)
class GateExchange:
    """What one gate hears from its hub and says to it. ``said`` is the last thing worth telling a person about it."""

    gate: Gate
    link: HubLink
    executor: Executor
    chance: random.Random = field(default_factory=random.SystemRandom)
    said: str = "not heard yet"
    on_said: Callable[[str], None] | None = None
    _tags: dict[str, str | None] = field(default_factory=dict)
    _failures: int = 0

    async def run(self) -> None:
        """Fetch and tell until cancelled."""
        while True:
            await asyncio.sleep(await self.turn())

    async def turn(self) -> float:
        """Fetch everything and tell what is due; for how long to wait then, seconds."""
        try:
            await self._fetch_time()
            refused = [one for one in [await self._fetch(*wanted) for wanted in self._list_wanted()] if one]
            refused += [one for one in [await self._fetch(*wanted) for wanted in self._list_status()] if one]
            self.gate.drop_past_lists()
            await self.tell_counts()
        except HubGone as gone:
            self._failures += 1
            self._say(f"the hub cannot be reached ({gone})")
            least, most = BACK_OFF_S
            return min(most, least * 2.0 ** min(self._failures - 1, 10)) * self.chance.uniform(0.75, 1.0)
        except Unrecordable:
            self._say("the hub was heard; the disk has no room for it")
        else:
            self._failures = 0
            self._say("; ".join(refused) if refused else "in touch")
        return EVERY_S * self.chance.uniform(0.9, 1.0)

    def _list_wanted(self) -> list[tuple[str, str, int]]:
        """Name, path and longest size of what is fetched; descriptor last, since the trust list may name its key."""
        lists = self.gate.lists
        return [("trust", f"{ROOT}/trust", TRUST_MAX), ("bundle", f"{ROOT}/bundle/{lists.compound}", BUNDLE_MAX),
                ("descriptor", f"{ROOT}/gate/{lists.gate_id}/descriptor", DESCRIPTOR_MAX)]

    def _list_status(self) -> list[tuple[str, str, int]]:
        return [(f"status-{number}", f"{ROOT}/status/{number}", STATUS_MAX)
                for number in self.gate.lists.list_status_numbers(self.gate.clock.now())]

    async def _fetch_time(self) -> None:
        found = await self._call(lambda: self.link.fetch(f"{ROOT}/time", None, TIME_MAX))
        try:
            told = json.loads(found.data if found is not None else b"")["time"]
            if type(told) is not int or not 0 <= told < 2**40:
                raise ValueError(told)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise HubGone("its time cannot be read") from error
        self.gate.hear_time(told)

    async def _fetch(self, name: str, path: str, most: int) -> str | None:
        """Fetch one thing and take it over where it is newer; what is wrong with it in words."""
        try:
            found = await self._call(lambda: self.link.fetch(path, self._tags.get(name), most))
        except HubRefused as refused:
            is_ahead = refused.status == 404 and name.startswith(STATUS) and not self.gate.lists.holds(name)
            return None if is_ahead else f"{name}: the hub answered {refused.status}"
        if found is None:
            self.gate.confirm_list(name)
            return None
        try:
            held = self.gate.lists.take(name, found.data, self.gate.clock.now())
        except (PassError, InputError) as error:
            self.gate.raise_alarm(f"list refused: {name}")
            return f"{name} is refused ({error})"
        self._tags[name] = found.tag
        if held is not None:
            self._keep(held)
        return None

    def _keep(self, held: HeldList) -> None:
        self.gate.alarms.discard(f"list refused: {held.name}")
        self.gate.take_list(held)

    async def tell_counts(self) -> None:
        """Tell the counts of days that are over and were not told, oldest first. Raises HubGone, Unrecordable."""
        gate = self.gate
        today = find_day(gate.clock.now())
        first = max(gate.told_through + 1, today - TOLD_DAYS)
        for day in [one for one in gate.list_days() if first <= one < today]:
            body = write_day_report(day, gate.read_counts(day))
            path = f"{ROOT}/gate/{gate.lists.gate_id}/counts"
            try:
                await self._post(path, body)
            except HubRefused as refused:
                self._say(f"the hub does not take the counts of {body['day']}: {refused}")
                return
            await gate.mark_told(day)

    async def _post(self, path: str, body: dict[str, Any]) -> None:
        at_s = self.gate.clock.now()
        await self._call(lambda: self.link.post(path, str(self.gate.lists.gate_id), at_s, body))

    async def _call(self, question: Callable[[], Any]) -> Fetched | None:
        found: Fetched | None = await asyncio.get_running_loop().run_in_executor(self.executor, question)
        return found

    def _say(self, words: str) -> None:
        if words != self.said:
            self.said = words
            with contextlib.suppress(OSError):
                if self.on_said is not None:
                    self.on_said(words)
