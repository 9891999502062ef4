"""One door: who is let in, what is written down, what rings. It asks nobody while somebody waits outside.

Exit is not decided here. The inside handle is mechanical; ``use_inside`` hears that it was used. No function of this
class, and none of its lock, can keep anybody in.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from nuantu.gates.clock import JUMP_S, Clock, DoorClock
from nuantu.gates.codes import is_code
from nuantu.gates.events import Event
from nuantu.gates.gate_words import SENTENCES
from nuantu.gates.journal import Journal, Unrecordable
from nuantu.gates.keypad import Keypad
from nuantu.gates.keyring import Keyring, Match
from nuantu.gates.local_day import find_day
from nuantu.gates.lock import Lock
from nuantu.gates.pass_book import PassBook
from nuantu.gates.pass_lists import PassLists
from nuantu.gates.pass_record import PassChange, PassStore, Seen
from nuantu.gates.passage import DOUBTFUL_AFTER_S, Passage
from nuantu.gates.scan_limit import ScanLimit
from nuantu.gates.silence import Silence
from nuantu.gates.store import Change, Held, Store
from nuantu.gates.used import Use, UsedCodes
from nuantu.gates.wire import AllowList, Config, Order, read_allow_list, read_config, write_allow_list, write_config
from nuantu.gates.words import REFUSALS, WELCOME
from nuantu.passes.verdict import Code

#: How long the outside is released by an open, seconds.
PULSE_S = 5.0
#: A value of equipment is an event at most this often, seconds, unless it had never been told.
TELEMETRY_EVERY_S = 600
MARKS_MAX = 64
#: So many events that the hub has not make the next turn come at once.
HURRY_FROM = 100
#: What the door's event says of a pass that did not open, in the words that it has for codes; anything else is "wrong".
PASS_FAULTS = {Code.E_REPLAY: "used", Code.E_EXP: "expired", Code.E_STALE: "expired", Code.E_REVOKED: "revoked",
               Code.E_STATUS_STALE: "stale", Code.E_TRUST_EXPIRED: "stale"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the door did about a code or a pass: ``by`` where it opened, ``why`` where not, a pass's verdict."""

    by: str | None = None
    why: str | None = None
    verdict: Code | None = None

    @property
    def is_open(self) -> bool:
        """Whether it opened."""
        return self.by is not None

    @property
    def words(self) -> str:
        """What is said to whoever stands outside."""
        if self.is_open:
            return WELCOME
        return REFUSALS[self.why or "wrong"] if self.verdict is None else SENTENCES[self.verdict]


class Controller:
    """The controller of one door; everything runs in one event loop, only the disk is waited for elsewhere.

    Parameters
    ----------
    store, lock, clock
        The record, the relay, the machine's clocks.
    executor
        Threads that wait for the disk.
    on_broken
        Called when the disk has failed and nothing can be written any more: the process should end.
    lists
        What the door was told about passes, where it takes them; the store is a ``PassStore`` then.
    """

    def __init__(self, store: Store, lock: Lock, clock: Clock, executor: Executor,
                 on_broken: Callable[[Exception], None], lists: PassLists | None = None) -> None:
        held = store.load()
        facts = held.facts
        self.lock = lock
        self.clock = DoorClock(clock, max(int(facts.get("hub_s", 0)), 0 if lists is None else lists.floor_s))
        self.silence = Silence(self.clock, _read_int(facts, "heard_s"), int(facts.get("silent_s", 0)))
        self.wake = asyncio.Event()
        self.journal = Journal(store, executor, on_broken, self._hurry, acked=int(facts.get("acked", 0)))
        self.book: PassBook | None = None
        if lists is not None:
            assert isinstance(store, PassStore)
            self.book = PassBook(store, self.journal, lists, self.clock, lambda _kind: None)
        self._pass_limit = ScanLimit()
        self.keypad = Keypad()
        self.passage = Passage(int(facts.get("people", 0)), moved_at=clock.read_steady())
        self.config = read_config(json.loads(facts["config"])) if "config" in facts else Config()
        self.keyring = Keyring(_read_secret(facts), _read_list(facts), UsedCodes(held.uses, held.floors),
                               "withdrawn" in facts)
        self.door_id = facts.get("door")
        self.fire = facts.get("fire") == "1"
        self.equipment: dict[str, tuple[float | None, int]] = {}
        self._told: dict[str, tuple[float | None, float]] = {}
        self._done = set(held.done)
        self._after = self._find_end(held)
        self._is_lockout_written = "locked_until_s" in facts
        self._resume(facts)

    def _hurry(self, events: Sequence[Event]) -> None:
        """Have the hub hear at once of what cannot wait for the next turn."""
        if self.journal.unsent >= HURRY_FROM or any(event.is_urgent for event in events):
            self.wake.set()

    def _find_end(self, held: Held) -> str:
        return "first" if held.last_seq == 0 else "stop" if held.facts.get("clean") == "1" else "crash"

    def _resume(self, facts: Mapping[str, str]) -> None:
        """What was under way goes on: a fire release, a locked keypad."""
        if self.fire:
            self.lock.hold_open()
        if "locked_until_s" in facts:
            self.keypad.lock_again(self.clock.steady(), int(facts["locked_until_s"]) - self.clock.now())

    async def start(self, version: str) -> None:
        """Write down that the door runs. Raises Unrecordable where that is not possible; it may run all the same."""
        await self.journal.write(Change((self._tell("started", after=self._after, version=version),),
                                        facts={"clean": "0"}))
        if self.book is not None:
            await self.book.start()

    async def stop(self) -> None:
        """Write what is still to be written, and that this was no crash."""
        self.journal.retry()
        self.journal.note(Change(facts={"clean": "1", **self.silence.list_facts(due=False)}))
        await self.journal.settle()

    # --- the keypad -------------------------------------------------------------------------------------------------

    async def press(self, code: str) -> Answer:
        """Somebody has entered a code: decide, write, release, answer."""
        steady, now_s = self.clock.steady(), self.clock.now()
        locked = self.keypad.is_locked(steady)
        if locked and not self.keypad.may_look(steady):
            return Answer(why="locked_out")  # not written down either: whoever hammers must not fill the disk
        match = self.keyring.match(code, now_s, self.silence.measure()) if is_code(code) else Match(None, "wrong")
        if match.by == "keeper" and match.fault is None:
            return await self._open_for(match)
        if locked:
            return self._refuse("locked_out")
        if match.fault == "wrong":
            return self._count_wrong(steady)
        why = match.fault or self._find_obstacle(steady, now_s)
        return self._refuse(why) if why else await self._open_for(match)

    def _find_obstacle(self, steady: float, now_s: int) -> str | None:
        if self.config.hours is not None and not self.config.hours.is_open(now_s):
            return "closed"
        return "full" if self.passage.is_full(steady, self.config.seats) else None

    def _refuse(self, why: str, **facts: Any) -> Answer:
        self.journal.note(Change((self._tell("refused", why=why, **facts),)))
        return Answer(why=why)

    def _count_wrong(self, steady: float) -> Answer:
        if self.keypad.count_wrong(steady):
            until_s = self.clock.now() + self.keypad.remaining_s(steady)
            self._is_lockout_written = True
            self.journal.note(Change((self._tell("refused", why="wrong"), self._tell("lockout", until=until_s)),
                                     facts={"locked_until_s": str(until_s)}))
            return Answer(why="wrong")
        return self._refuse("wrong")

    async def _open_for(self, match: Match) -> Answer:
        assert match.by is not None
        assert match.use is not None
        is_keeper = match.by == "keeper"
        # Taken before the disk is waited for, so that the same code pressed twice at once opens once.
        self.keyring.used.add(match.use)
        self.passage.expect(self.clock.steady())
        if not await self._record(self._tell("opened", by=match.by), uses=(match.use,), must_open=is_keeper):
            self.keyring.used.give_back(match.use)
            self.passage.give_back()
            return Answer(why="unrecorded")
        if is_keeper:
            self._lift_lockout()
        self.lock.pulse(PULSE_S)
        self._forget_uses()
        return Answer(by=match.by)

    async def _record(self, event: Event, *, uses: tuple[Use, ...] = (), done: tuple[str, ...] = (),
                      must_open: bool) -> bool:
        """Write an open; whether it may happen. Who must be let in is, and the record hears of it when it can."""
        try:
            await self.journal.write(Change((event,), uses, done))
        except Unrecordable:
            if must_open:
                late = Event(event.kind, event.at_s, {**event.facts, "late": True}, event.id)
                self.journal.note(Change((late,), uses, done))
            return must_open
        return True

    def _forget_uses(self) -> None:
        floors = self.keyring.used.forget_oldest()
        if floors is not None:
            self.journal.note(Change(floors=floors))

    def _lift_lockout(self) -> None:
        self.keypad.lift()
        self._forget_lockout()

    def _forget_lockout(self) -> None:
        """A lock-out that is over is over for good: no restart under another clock may find it again."""
        if self._is_lockout_written and not self.keypad.is_locked(self.clock.steady()):
            self._is_lockout_written = False
            self.journal.note(Change(facts={"locked_until_s": None}))

    # --- the reader of passes ---------------------------------------------------------------------------------------

    async def read_pass(self, text: str) -> Answer:
        """Somebody shows a pass: decide, write, release, answer. A locked keypad does not keep it out.

        The door's event says that a pass opened it and nothing else: no part of the pass, and no mark of it.
        """
        assert self.book is not None, "this door takes no passes"
        steady, now_s = self.clock.steady(), self.clock.now()
        if not self._pass_limit.may_read(steady):
            return Answer(why="wrong", verdict=Code.E_RATE)
        why = "revoked" if self.keyring.is_withdrawn else self._find_obstacle(steady, now_s)
        if why is not None:
            return self._refuse(why)  # before it is read: who is sent away has not used their code up
        reading = self.book.reader.read(text)
        if reading.verdict.opens and reading.seen is not None:
            return await self._open_for_pass(reading.verdict.code, reading.seen)
        if reading.seen is not None:
            self.journal.note(PassChange(keys=self.book.list_keys(find_day(now_s), reading.seen), seen=(reading.seen,)))
        if not self._pass_limit.may_refuse(steady):
            return Answer(why="wrong", verdict=Code.E_RATE)
        told = self._refuse(PASS_FAULTS.get(reading.verdict.code, "wrong"))
        return Answer(why=told.why, verdict=reading.verdict.code)

    async def _open_for_pass(self, verdict: Code, seen: Seen) -> Answer:
        assert self.book is not None
        self.passage.expect(self.clock.steady())
        try:
            await self.journal.write(PassChange((self._tell("opened", by="pass"),), seen=(seen,),
                                                keys=self.book.list_keys(find_day(self.clock.now()), seen)))
        except Unrecordable:
            self.book.cache.give_back(seen)
            self.passage.give_back()
            return Answer(why="unrecorded")
        self.lock.pulse(PULSE_S)
        return Answer(by="pass", verdict=verdict)

    # --- orders -----------------------------------------------------------------------------------------------------

    async def obey(self, order: Order) -> None:
        """Do what a person ordered through the hub, at most once and only within its time."""
        if order.id in self._done:
            return
        self._done.add(order.id)
        if order.kind != "unlock" or self.clock.now() >= order.until_s:
            why = "expired" if order.kind == "unlock" else "unknown"
            self.journal.note(Change((self._tell("refused", why=why, order=order.id),), done=(order.id,)))
            return
        self.passage.expect(self.clock.steady())
        await self._record(self._tell("opened", by="order", order=order.id), done=(order.id,), must_open=True)
        self._lift_lockout()
        self.lock.pulse(PULSE_S)

    # --- what the hardware tells ------------------------------------------------------------------------------------

    def use_inside(self) -> None:
        """The inside handle was used: somebody is out already, whatever this door thinks."""
        self.passage.free(self.clock.steady())
        self.journal.note(Change((self._tell("opened", by="inside"),)))

    def set_fire(self, *, burning: bool) -> None:
        """The fire alarm went off; or a person at the door has reset it."""
        if burning == self.fire:
            return
        self.fire = burning
        if burning:
            self.lock.hold_open()
        else:
            self.lock.end_hold()
            self.passage.free(self.clock.steady())
        event = self._tell("opened", by="fire") if burning else self._tell("fire_over")
        self.journal.note(Change((event,), facts={"fire": "1" if burning else None}))

    def move_leaf(self, *, is_open: bool) -> None:
        """The contact says that the leaf was opened or closed."""
        steady = self.clock.steady()
        if not is_open:
            open_s = self.passage.close_leaf(steady)
            if open_s is not None:
                self._note("contact_closed", open_s=open_s)
            return
        if self.passage.is_open:
            return
        freed = self.passage.open_leaf(steady) or self.fire
        self._note("contact_open")
        if not freed:
            self._note("tamper", why="forced")

    def count_in(self) -> None:
        """The counter saw one person go in."""
        allowed = self.passage.enter(self.clock.steady()) or self.fire
        events = [self._tell("entered")] + ([] if allowed else [self._tell("tailgating", over=1)])
        self.journal.note(Change(tuple(events), facts=self._list_people()))

    def count_out(self) -> None:
        """The counter saw one person go out."""
        self.passage.leave(self.clock.steady())
        self.journal.note(Change((self._tell("left"),), facts=self._list_people()))

    def correct_count(self, people: int) -> None:
        """A person has looked and says how many are inside."""
        self.passage.correct(self.clock.steady(), people)
        self.journal.note(Change((self._tell("counted", people=people),), facts=self._list_people()))

    def call_help(self) -> None:
        """The help button was pressed."""
        self._note("help")

    def report_tamper(self) -> None:
        """The case was opened."""
        self._note("tamper", why="case")

    def measure(self, mark: str, value: float | None) -> None:
        """Equipment tells a value; None where its sensor tells none."""
        if mark not in self.equipment and len(self.equipment) >= MARKS_MAX:
            return
        self.equipment[mark] = (value, self.clock.now())
        told = self._told.get(mark)
        if told is None or (value != told[0] and self.clock.steady() - told[1] >= TELEMETRY_EVERY_S):
            self._told[mark] = (value, self.clock.steady())
            self._note("telemetry", mark=mark, value=value)

    def tick(self) -> None:
        """Once a second: what stands open too long, a clock that jumped, what waits for room, what time tells."""
        jump_s = self.clock.find_jump()
        if jump_s:
            self._note("clock_jump", by_s=jump_s)
        held_s = None if self.fire else self.passage.find_held(self.clock.steady(), self.config.held_open_s)
        if held_s is not None:
            self._note("held_open", for_s=held_s)
        self._forget_lockout()
        if self.book is not None:
            self.book.tick()
        self.keyring.prepare(self.clock.now())
        self.journal.retry()
        facts = self.silence.list_facts()
        if facts:
            self.journal.note(Change(facts={**facts}))

    # --- what the hub tells -----------------------------------------------------------------------------------------

    def hear_time(self, hub_s: int) -> None:
        """The hub told its time."""
        moved_s = self.clock.attest(hub_s)
        if abs(moved_s) > JUMP_S:
            self._note("clock_jump", by_s=moved_s)
        self.silence.end()
        facts = self.silence.list_facts()
        if facts:
            self.journal.note(Change(facts={**facts, "hub_s": str(hub_s)}))

    async def take_enrolment(self, door: str, secret: bytes) -> None:
        """The hub knows this door, by this id, with this secret. Raises Unrecordable."""
        shared = base64.b64encode(secret).decode()
        if (door, secret) != (self.door_id, self.keyring.secret) or self.keyring.is_withdrawn:
            await self.journal.write(Change(facts={"door": door, "secret": shared, "withdrawn": None}))
        self.door_id, self.keyring.is_withdrawn = door, False
        self.keyring.take_secret(secret)

    def withdraw(self) -> None:
        """The hub has withdrawn this door: keepers only, until it is let in again."""
        if not self.keyring.is_withdrawn:
            self.keyring.is_withdrawn = True
            self.journal.note(Change(facts={"withdrawn": "1"}))

    def take_config(self, config: Config) -> None:
        """How the door is to behave from now on."""
        if config != self.config:
            self.config = config
            self.journal.note(Change(facts={"config": write_config(config)}))

    def take_allow_list(self, allow: AllowList) -> None:
        """Whose numbers are taken from now on."""
        if allow != self.keyring.allow:
            self.keyring.take_allow_list(allow)
            self.journal.note(Change(facts={"allow": write_allow_list(allow)}))

    # --- what it is -------------------------------------------------------------------------------------------------

    def describe(self) -> dict[str, Any]:
        """The state that the hub is told."""
        steady = self.clock.steady()
        leaf = {None: "unknown", True: "open", False: "closed"}[self.passage.is_open]
        locked_s = self.keypad.remaining_s(steady)
        return {"people": self.passage.people, "contact": leaf, "locked": not self.lock.is_released(),
                "fire": self.fire, "keypad_locked_until": self.clock.now() + locked_s if locked_s else None,
                "count_doubtful": steady - self.passage.moved_at >= DOUBTFUL_AFTER_S,
                "unrecorded": self.journal.unrecorded, "pending": self.journal.unsent,
                "config_version": self.config.version, "allow_version": self.keyring.allow.version,
                "equipment": [{"mark": mark, "value": value, "at": at_s}
                              for mark, (value, at_s) in sorted(self.equipment.items())]}

    def _tell(self, kind: str, **facts: Any) -> Event:
        return Event(kind, self.clock.now(), facts)

    def _note(self, kind: str, **facts: Any) -> None:
        self.journal.note(Change((self._tell(kind, **facts),)))

    def _list_people(self) -> dict[str, str | None]:
        return {"people": str(self.passage.people)}


def _read_int(facts: Mapping[str, str], name: str) -> int | None:
    return int(facts[name]) if name in facts else None


def _read_secret(facts: Mapping[str, str]) -> bytes | None:
    return base64.b64decode(facts["secret"]) if "secret" in facts else None


def _read_list(facts: Mapping[str, str]) -> AllowList:
    return read_allow_list(json.loads(facts["allow"])) if "allow" in facts else AllowList()
