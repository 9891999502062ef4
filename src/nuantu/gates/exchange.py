"""A door and its hub in turn: enrol until a person has approved, then tell and hear every two seconds."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import random
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from nuantu.core.errors import InputError
from nuantu.gates.controller import Controller
from nuantu.gates.events import Event, NumberedEvent
from nuantu.gates.hub_link import ENROL, SYNC, HubGone, HubLink, HubRefused
from nuantu.gates.journal import Unrecordable
from nuantu.gates.signing import NEW_DOOR, DeviceKey
from nuantu.gates.store import KEPT
from nuantu.gates.wire import SyncReply, read_enrolled, read_sync_reply

PROTOCOL = 1
EVERY_S = 2.0
#: Not more often than this, however many events there are, seconds.
LEAST_S = 0.2
WAITING_EVERY_S = 10.0
REFUSED_EVERY_S = 60.0
BACK_OFF_S = (1.0, 60.0)
EVENTS_MAX = 200
#: Events that the hub has are dropped so many at once.
DROPPED_AT_ONCE = 500
#: Unsent events from which on more is sent at once instead of waiting for the next turn.
_MANY = 50


@dataclass(slots=True)
class Exchange:
    """What one door says to its hub and hears from it. ``said`` is the last thing worth telling a person about it."""

    controller: Controller
    link: HubLink
    key: DeviceKey
    station: str
    name: str
    executor: Executor
    chance: random.Random = field(default_factory=random.SystemRandom)
    said: str = "not heard yet"
    is_enrolled: bool = False
    on_said: Callable[[str], None] | None = None
    _most: int = EVENTS_MAX
    _failures: int = 0

    async def run(self) -> None:
        """Enrol and sync until cancelled."""
        while True:
            wait_s = await self._turn()
            with contextlib.suppress(TimeoutError):
                # After a failure events must not shorten the wait: a hub that comes back is not to be trampled.
                await asyncio.wait_for(self.controller.wake.wait() if wait_s == EVERY_S else asyncio.Event().wait(),
                                       wait_s)
            await asyncio.sleep(LEAST_S)

    async def _turn(self) -> float:
        """One step; for how long to wait after it, seconds."""
        self.controller.wake.clear()
        step: Callable[[], Awaitable[float]] = self.sync if self.is_enrolled else self.enrol
        try:
            wait_s = await step()
        except HubGone as gone:
            self._say(f"the hub cannot be reached ({gone})")
        except HubRefused as refused:
            return self._take_refusal(refused)
        except InputError as error:
            self._say(f"the hub's answer cannot be read: {error}")
        except Unrecordable:
            self._say("the hub was heard; the disk has no room for it")
        else:
            self._failures = 0
            return wait_s
        return self._back_off()

    def _back_off(self) -> float:
        least, most = BACK_OFF_S
        self._failures += 1
        wait_s = min(most, least * 2.0 ** min(self._failures - 1, 10))
        return wait_s * self.chance.uniform(0.75, 1.0)

    def _take_refusal(self, refused: HubRefused) -> float:
        self._say(str(refused))
        told_s = refused.read_number("time")
        if refused.reason == "time" and told_s is not None and self._failures == 0:
            self._failures += 1
            self.controller.hear_time(told_s)
            return LEAST_S
        if refused.reason == "revoked":
            self.controller.withdraw()
        if refused.reason in ("revoked", "unknown"):
            self.is_enrolled = False
            return WAITING_EVERY_S
        if refused.status == 413 and self._most > 1:
            self._most //= 2
            return LEAST_S
        return REFUSED_EVERY_S if refused.status == 400 else self._back_off()

    async def enrol(self) -> float:
        """Ask to be let in; for how long to wait then, seconds."""
        body = {"station": self.station, "name": self.name, "protocol": PROTOCOL, "public_key": self._show_key()}
        status, answer = await self._post(ENROL, NEW_DOOR, body)
        if status == 202:
            self._say("waiting for somebody at the hub to approve this door")
            return WAITING_EVERY_S
        enrolled = read_enrolled(answer)
        self.controller.hear_time(enrolled.time_s)
        await self.controller.take_enrolment(enrolled.door, enrolled.secret)
        self.is_enrolled = True
        self._say(f"this is door {enrolled.door}")
        return LEAST_S

    def _show_key(self) -> str:
        return base64.b64encode(self.key.public).decode()

    async def sync(self) -> float:
        """Tell what the hub does not have, hear what it has to say; for how long to wait then, seconds."""
        controller, journal = self.controller, self.controller.journal
        assert controller.door_id is not None
        store, after = journal.store, journal.acked
        first, last = store.first_seq, store.last_seq
        events: list[NumberedEvent] = []
        if last > after:
            # Asked for in one go: events that are committed in between must not look like another door's at the hub.
            last, events = await journal.ask(lambda: (store.last_seq, store.read_events(after, self._most)))
        body = {"first": first, "events": [event.to_wire() for event in events], "state": controller.describe()}
        try:
            _status, answer = await self._post(SYNC, controller.door_id, body)
        except HubRefused as refused:
            through = refused.read_number("through")
            if refused.status == 409 and refused.reason == "sequence" and through is not None:
                await self._move_above(through)
                return LEAST_S
            raise
        reply = read_sync_reply(answer)
        await self._take(reply, first, last)
        self._say(f"in touch as door {controller.door_id}")
        return LEAST_S if journal.unsent >= _MANY else EVERY_S

    async def _take(self, reply: SyncReply, first: int, last: int) -> None:
        controller, journal = self.controller, self.controller.journal
        controller.hear_time(reply.time_s)
        if reply.config is not None:
            controller.take_config(reply.config)
        if reply.allow is not None:
            controller.take_allow_list(reply.allow)
        for order in reply.orders:
            await controller.obey(order)
        if reply.through > last:
            await self._move_above(reply.through)
        else:
            # A hub that was restored from a backup asks for what it lost; what is no longer held it cannot have.
            journal.acked = max(reply.through, first - 1)
            if journal.store.first_seq <= journal.acked - KEPT - DROPPED_AT_ONCE:
                with contextlib.suppress(Unrecordable):  # a full disk has no room for a deletion either
                    await journal.ask(lambda: journal.store.drop_sent(journal.acked, KEPT))

    async def _move_above(self, through: int) -> None:
        """The hub has other events under our numbers: what it did not confirm goes on above them."""
        journal = self.controller.journal
        event = Event("tamper", self.controller.clock.now(), {"why": "sequence"})
        after = min(journal.acked, journal.store.last_seq)
        await journal.ask(lambda: journal.store.renumber(after, max(through, after), event))
        journal.acked = max(through, after)

    async def _post(self, path: str, door: str, body: dict[str, Any]) -> tuple[int, Any]:
        loop = asyncio.get_running_loop()
        at_s = self.controller.clock.now()
        return await loop.run_in_executor(self.executor, self.link.post, path, door, at_s, body)

    def _say(self, words: str) -> None:
        if words != self.said:
            self.said = words
            if self.on_said is not None:
                self.on_said(words)
