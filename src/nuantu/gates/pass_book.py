"""Everything about passes that a gate and a station's door have in common: lists, memory of uses, keys, forgetting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from nuantu.gates.clock import DoorClock
from nuantu.gates.day_keys import KEPT_DAYS, DayKeys
from nuantu.gates.journal import Journal, Unrecordable
from nuantu.gates.local_day import find_day
from nuantu.gates.pass_lists import PassLists
from nuantu.gates.pass_reader import PassReader
from nuantu.gates.pass_record import Cutoffs, HeldList, PassChange, PassStore, Seen
from nuantu.gates.replay_cache import KEPT_S, ReplayCache
from nuantu.passes.presentation import STEP_S

#: Days for which counts are kept, for a hub that is long gone.
TALLIES_KEPT_DAYS = 60
MINUTE_S = 60


class PassBook:
    """What one gate or door holds of passes, and the way to its record.

    Parameters
    ----------
    store, journal
        The record, and the one way to write into it.
    lists
        What was told and checked.
    clock
        The time the gate goes by.
    on_alarm
        Called when something arises that a person should look at, with its kind.
    """

    def __init__(self, store: PassStore, journal: Journal, lists: PassLists, clock: DoorClock,
                 on_alarm: Callable[[str], None]) -> None:
        held, facts = store.load_passes(), store.load().facts
        self.lists = lists
        self.clock = clock
        self.keys = DayKeys(held.keys)
        self.cache = ReplayCache(self.keys, held.seen, int(facts.get("step_floor", -1)))
        self.reader = PassReader(lists, clock, self.cache)
        self.alarms: set[str] = set()
        self._store, self._journal, self._on_alarm = store, journal, on_alarm
        self._is_fresh = "step_floor" not in facts
        self._forgot_on: int | None = None
        self._emptying: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin. Where there is no record of uses, what may have been shown before is refused. Raises Unrecordable."""
        if self._is_fresh:
            self.cache.floor = self.reader.find_guard_step()
            await self._journal.write(PassChange(facts={"step_floor": str(self.cache.floor)}))
            self._is_fresh = False

    def list_keys(self, day: int, seen: Seen) -> tuple[tuple[int, bytes], ...]:
        """The keys that are written together with a use: the day's, and that of the use's own day."""
        return self.keys.list_keys(day, find_day(seen.step * STEP_S))

    def raise_alarm(self, kind: str) -> None:
        """Something that a person should look at; told once as long as it stands."""
        if kind not in self.alarms:
            self.alarms.add(kind)
            self._on_alarm(kind)

    # --- lists ------------------------------------------------------------------------------------------------------

    def take_list(self, name: str, data: bytes) -> None:
        """Take a list over, and keep it for a start without the hub. Raises PassError, InputError."""
        held: HeldList | None = self.lists.take(name, data, self.clock.now())
        self.alarms.discard(f"list refused: {name}")
        if held is not None:
            self._journal.note(PassChange(lists=self.lists.list_kept(held)))

    def confirm_list(self, name: str) -> None:
        """The hub still has the list that is held."""
        self.lists.confirm(name, self.clock.now())

    def drop_past_lists(self) -> None:
        """Let go of the lists of windows that are over."""
        dropped = self.lists.drop_past(self.clock.now())
        if dropped:
            self._journal.note(PassChange(dropped=dropped))

    # --- forgetting -------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Once a second: forget what is to be forgotten."""
        now_s = self.clock.now()
        floor = self.cache.forget(now_s)
        if floor is not None:
            self._journal.note(PassChange(facts={"step_floor": str(floor)}))
        day = find_day(now_s)
        if day != self._forgot_on:
            self._forgot_on = day
            self._forget(day, now_s)

    def _forget(self, day: int, now_s: int) -> None:
        """Keys and ring older than seven days go, in memory and on the disk, together with what the log still has."""
        self.keys.forget(day - KEPT_DAYS)
        self._journal.note(PassChange(cutoffs=Cutoffs(
            day - KEPT_DAYS, (now_s - KEPT_DAYS * KEPT_S) // MINUTE_S, (now_s - KEPT_S) // STEP_S,
            day - TALLIES_KEPT_DAYS)))
        self._emptying = asyncio.get_running_loop().create_task(self._empty_log())

    async def _empty_log(self) -> None:
        try:
            await self._journal.ask(self._store.empty_log)
        except Unrecordable:
            self._forgot_on = None
