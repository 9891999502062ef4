"""Many who want something written, one disk: what waits is committed together, and each hears when it is durable."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from nuantu.gates.events import Event
from nuantu.gates.store import UNSENT_MAX, Change, Store, StoreFull

Found = TypeVar("Found")
#: Changes of one commit.
GROUP_MAX = 500
#: Changes that are remembered for a disk that is full; beyond, they are counted only.
BACKLOG_MAX = 10_000


class Unrecordable(Exception):  # noqa: N818 - a state of the disk, not a fault of ours
    """What was to be written is not, and will not be by itself."""


@dataclass(slots=True)
class _Wanted:
    """A change, or a question to the store between two commits, and who waits for it."""

    change: Change | None
    question: Callable[[], Any] | None
    done: asyncio.Future[Any] | None


@dataclass(slots=True)
class Journal:
    """The one way to a store. ``broken`` is the fault after which nothing is written any more."""

    store: Store
    executor: Executor
    on_broken: Callable[[Exception], None]
    #: Called after each commit that wrote events, with these.
    on_events: Callable[[Sequence[Event]], None]
    acked: int = 0
    lost: int = 0
    broken: Exception | None = None
    _waiting: list[_Wanted] = field(default_factory=list)
    _backlog: list[Change] = field(default_factory=list)
    _written_acked: int = 0
    _drain: asyncio.Task[None] | None = None

    @property
    def unsent(self) -> int:
        """Events in the record that the hub has not taken over."""
        return max(0, self.store.last_seq - self.acked)

    @property
    def unrecorded(self) -> int:
        """Changes that wait for room on the disk, and those that were lost for lack of it."""
        return len(self._backlog) + self.lost

    async def write(self, change: Change) -> None:
        """Write a change; returns when it is durable. Raises Unrecordable."""
        if self.broken is not None or self.unsent >= UNSENT_MAX:
            raise Unrecordable
        await self._want(_Wanted(change, None, asyncio.get_running_loop().create_future()))

    def note(self, change: Change) -> None:
        """Write a change with the next commit; nobody waits. Where there is no room it is tried again."""
        if self.unsent >= UNSENT_MAX and change.events:
            self.lost += 1
            return
        self._waiting.append(_Wanted(change, None, None))
        self._start()

    async def catch_up(self) -> None:
        """Wait until everything noted before is durable. Raises Unrecordable where there is no room for it."""
        await self.write(Change())

    async def ask(self, question: Callable[[], Found]) -> Found:
        """What a question to the store answers, between two commits. Raises Unrecordable."""
        if self.broken is not None:
            raise Unrecordable
        found: Found = await self._want(_Wanted(None, question, asyncio.get_running_loop().create_future()))
        return found

    def retry(self) -> None:
        """Try again what found no room."""
        if self._backlog and self._drain is None and self.broken is None:
            self._waiting.append(_Wanted(Change(), None, None))
            self._start()

    async def settle(self) -> None:
        """Wait until nothing waits any more."""
        while self._drain is not None:
            await asyncio.wait({self._drain})

    async def _want(self, wanted: _Wanted) -> Any:
        assert wanted.done is not None
        self._waiting.append(wanted)
        self._start()
        return await wanted.done

    def _start(self) -> None:
        if self._drain is None and self.broken is None:
            self._drain = asyncio.get_running_loop().create_task(self._work())

    async def _work(self) -> None:
        try:
            while self._waiting and self.broken is None:
                group = self._take_group()
                try:
                    await self._serve(group)
                except Exception as error:  # whatever it is, nobody may wait for ever
                    self._break(error, group)
        finally:
            self._drain = None

    def _take_group(self) -> list[_Wanted]:
        """The next question alone, or all changes before it."""
        size = next((n for n, one in enumerate(self._waiting) if one.question is not None), len(self._waiting))
        size = max(1, min(size, GROUP_MAX))
        group, self._waiting = self._waiting[:size], self._waiting[size:]
        return group

    async def _serve(self, group: list[_Wanted]) -> None:
        loop = asyncio.get_running_loop()
        if group[0].question is not None:
            await self._answer(group[0], group[0].question)
            return
        changes = [*self._backlog, *(one.change for one in group if one.change is not None)]
        acked = self.acked
        if acked != self._written_acked:
            changes.append(Change(facts={"acked": str(acked)}))
        try:
            await loop.run_in_executor(self.executor, self.store.commit, changes)
        except StoreFull:
            self._keep(group)
            return
        self._backlog.clear()
        self._written_acked = acked
        for one in group:
            if one.done is not None and not one.done.done():
                one.done.set_result(None)
        events = [event for change in changes for event in change.events]
        if events:
            self.on_events(events)

    async def _answer(self, one: _Wanted, question: Callable[[], Any]) -> None:
        assert one.done is not None
        try:
            found = await asyncio.get_running_loop().run_in_executor(self.executor, question)
        except StoreFull:
            self._refuse(one)
        else:
            if not one.done.done():
                one.done.set_result(found)

    def _keep(self, group: list[_Wanted]) -> None:
        """There was no room: who waits is told, what nobody waits for is kept."""
        for one in group:
            if one.done is not None:
                self._refuse(one)
            elif one.change is not None and one.change != Change():
                if len(self._backlog) < BACKLOG_MAX:
                    self._backlog.append(one.change)
                else:
                    self.lost += 1

    def _break(self, error: Exception, group: list[_Wanted]) -> None:
        """The disk failed: nothing is written any more, and everybody who waits is told."""
        self.broken = error
        for one in (*group, *self._waiting):
            self._refuse(one)
        self._waiting.clear()
        self.on_broken(error)

    def _refuse(self, one: _Wanted) -> None:
        if one.done is not None and not one.done.done():
            one.done.set_exception(Unrecordable())
