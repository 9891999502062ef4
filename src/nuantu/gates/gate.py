"""One gate of a compound: who is let through, what is counted, what is remembered and for how long.

All lanes of a gate are in one process and share one cache of uses: of two lanes that read the same code at once one
lets in. Nobody is asked while somebody waits, and no refusal is the last word: a guard can let anybody in by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from nuantu.gates.challenge import Challenge
from nuantu.gates.clock import JUMP_S, Clock, DoorClock
from nuantu.gates.gate_words import FULL_DISK, MANUAL_REASONS, NOT_ANSWERED_WORDS, SENTENCES
from nuantu.gates.journal import Journal, Unrecordable
from nuantu.gates.local_day import find_day, find_first_minute
from nuantu.gates.lock import Lock, SimulatedLock
from nuantu.gates.pass_book import MINUTE_S, TALLIES_KEPT_DAYS, PassBook
from nuantu.gates.pass_lists import PassLists
from nuantu.gates.pass_record import Count, PassChange, PassStore, Scan, Seen, sum_counts
from nuantu.gates.scan_limit import ScanLimit
from nuantu.passes.verdict import Code, Light, Verdict
from nuantu.passes.verify import NOT_ANSWERED

#: How long a lane is released, seconds.
PULSE_S = 5.0
#: How long after being let in somebody may still pass, seconds.
PASS_WITHIN_S = 60.0
#: So many refusals in a row for reasons of time, of codes that are otherwise good, make the clock doubtful.
DOUBTFUL_FROM = 3
_OF_TIME = frozenset({Code.E_EXP, Code.E_NBF, Code.E_STALE, Code.E_FUTURE, Code.E_CLOCK})


@dataclass(frozen=True, slots=True)
class Told:
    """What the gate says of a code: verdict, and the sentence for guard and rider."""

    verdict: Verdict
    words: str

    @property
    def light(self) -> Light:
        """Green, amber or red."""
        return self.verdict.light

    @property
    def opens(self) -> bool:
        """Whether the lane was released."""
        return self.verdict.opens


@dataclass(slots=True)
class Lane:
    """A way through the gate: its barrier, what it asks for, its limits, and since when somebody let in has not passed
    yet."""

    lock: Lock
    challenge: Challenge
    limit: ScanLimit = field(default_factory=ScanLimit)
    let_in_at: float | None = None


class Gate:
    """The controller of one gate; everything runs in one event loop, only the disk is waited for elsewhere.

    Parameters
    ----------
    store, clock, executor, on_broken
        As of a door's ``Controller``.
    lists
        What the gate was told: its descriptor, whom it trusts, which credentials were withdrawn, the compound's rules.
    lanes
        How many ways through the gate share this process.
    challenges
        Whether every rider is asked for a number, not only those for whom the guard wants it.
    """

    def __init__(self, store: PassStore, lists: PassLists, clock: Clock, executor: Executor,
                 on_broken: Callable[[Exception], None], lanes: int = 1, *, challenges: bool = False) -> None:
        self.store = store
        self.clock = DoorClock(clock, lists.floor_s)
        self.journal = Journal(store, executor, on_broken, _hear_nothing)
        self.book = PassBook(store, self.journal, lists, self.clock, self._count_alarm)
        self.lanes = [Lane(SimulatedLock(clock), Challenge(always=challenges)) for _ in range(lanes)]
        self.told_through = int(store.load().facts.get("told_through", -1))
        self._counts = Counter({(one.day, one.what): one.n for one in store.load_passes().tallies})
        self._unwritten: Counter[tuple[int, str]] = Counter()
        self._doubts = 0

    async def start(self) -> None:
        """Begin. A gate without a record refuses what may have been shown before it began. Raises Unrecordable."""
        await self.book.start()

    async def stop(self) -> None:
        """Write what is still to be written."""
        self._flush()
        self.journal.retry()
        await self.journal.settle()

    # --- codes ------------------------------------------------------------------------------------------------------

    async def scan(self, lane: int, text: str) -> Told:
        """A lane's reader has read a text: decide, write, release, answer. Lanes are counted from 1."""
        way, steady = self.lanes[lane - 1], self.clock.steady()
        if not way.limit.may_read(steady):
            return self._refuse(Verdict(Code.E_RATE, "too many codes"))
        # The cache takes a use before the disk is waited for, so that two lanes that read one code let one in.
        asked = way.challenge.find(steady)
        reading = self.book.reader.read(text, None if asked is None else asked.encode())
        if reading.seen is not None and reading.credential is not None:
            way.challenge.use()
            return await self._take(way, reading.verdict, reading.seen, reading.credential)
        self._doubt(reading.verdict.code)
        if not way.limit.may_refuse(steady):
            return self._refuse(Verdict(Code.E_RATE, "too many refusals"))
        missing = NOT_ANSWERED_WORDS if reading.verdict.reason == NOT_ANSWERED else None
        return self._refuse(reading.verdict, missing or reading.ruling)

    async def _take(self, way: Lane, verdict: Verdict, seen: Seen, credential: bytes) -> Told:
        """A good code: on the disk first, then the barrier. An amber one that does not open is used up all the same."""
        now_s = self.clock.now()
        day = find_day(now_s)
        self.book.keys.draw(day)
        scan = Scan(now_s // MINUTE_S, self.book.keys.mark(day, credential), verdict.code.value)
        try:
            await self.journal.write(PassChange(
                keys=self.book.list_keys(day, seen), seen=(seen,), scans=(scan,),
                counts=(Count(day, scan.verdict, 1),)))
        except Unrecordable:
            self.book.cache.give_back(seen)
            return self._refuse(Verdict(Code.E_RATE, "the record is full"), FULL_DISK)
        self._counts[day, scan.verdict] += 1
        self._doubt(verdict.code)
        if verdict.opens:
            self.book.alarms.discard("clock")
            way.challenge.end()
            way.lock.pulse(PULSE_S)
            way.let_in_at = self.clock.steady()
        return Told(verdict, SENTENCES[verdict.code])

    def _refuse(self, verdict: Verdict, words: str | None = None) -> Told:
        """Say no. Of who was refused nothing is kept; that somebody was is counted."""
        now_s = self.clock.now()
        self._count(verdict.code.value)
        if verdict.code is not Code.E_RATE:
            self.journal.note(PassChange(scans=(Scan(now_s // MINUTE_S, b"", verdict.code.value),)))
        return Told(verdict, words or SENTENCES[verdict.code])

    def _doubt(self, code: Code) -> None:
        """Several good codes in a row that only the time speaks against speak against this clock."""
        self._doubts = self._doubts + 1 if code in _OF_TIME else 0
        if self._doubts >= DOUBTFUL_FROM or code in (Code.E_EXP, Code.E_CLOCK):
            self.book.raise_alarm("clock")

    # --- what people and hardware tell ------------------------------------------------------------------------------

    def let_by_hand(self, lane: int, reason: str) -> None:
        """A guard lets somebody in; counted by reason, and nothing else of it is kept."""
        assert reason in MANUAL_REASONS, reason
        self._count(f"manual:{reason}")
        self.lanes[lane - 1].challenge.end()
        self.lanes[lane - 1].lock.pulse(PULSE_S)

    def ask_challenge(self, lane: int) -> None:
        """The guard wants the next rider of a lane to enter a number; it is drawn anew."""
        self.lanes[lane - 1].challenge.ask(self.clock.steady())

    def end_challenge(self, lane: int) -> None:
        """The guard wants no number any more."""
        self.lanes[lane - 1].challenge.end()

    def show_challenge(self, lane: int) -> dict[str, Any]:
        """What a lane asks for now, and for how many seconds yet; None where it asks for nothing."""
        one, steady = self.lanes[lane - 1].challenge, self.clock.steady()
        return {"challenge": one.find(steady), "seconds": one.count_left(steady)}

    def pass_through(self, lane: int) -> None:
        """The contact behind a lane saw somebody pass: how long they stood there since their code was read."""
        way = self.lanes[lane - 1]
        if way.let_in_at is not None:
            seconds = self.clock.steady() - way.let_in_at
            way.let_in_at = None
            if seconds <= PASS_WITHIN_S:
                self._count("measured")
                self._count("seconds", max(1, round(seconds)))

    def _count_alarm(self, kind: str) -> None:
        self._count(f"alarm:{kind}")

    def _count(self, what: str, n: int = 1) -> None:
        day = find_day(self.clock.now())
        self._counts[day, what] += n
        self._unwritten[day, what] += n

    # --- time -------------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Once a second: a clock that jumped, counts to write, what is to be forgotten."""
        if abs(self.clock.find_jump()) > JUMP_S:
            self.book.raise_alarm("clock")
        self._flush()
        self.journal.retry()
        self.book.tick()
        first = find_day(self.clock.now()) - TALLIES_KEPT_DAYS
        for key in [one for one in self._counts if one[0] < first]:
            del self._counts[key]

    def _flush(self) -> None:
        if self._unwritten:
            counts = tuple(Count(day, what, n) for (day, what), n in sorted(self._unwritten.items()))
            self._unwritten.clear()
            self.journal.note(PassChange(counts=counts))

    def hear_time(self, hub_s: int) -> None:
        """The hub told its time; one before what is signed already is not believed."""
        if hub_s < self.book.lists.floor_s:
            self.book.raise_alarm("hub clock")
            return
        if abs(self.clock.attest(hub_s)) > JUMP_S:
            self._count("alarm:clock")
        self.book.alarms.discard("clock")

    # --- what it tells ----------------------------------------------------------------------------------------------

    def read_counts(self, day: int) -> dict[str, int]:
        """What was counted on a day."""
        return sum_counts((Count(one, what, n) for (one, what), n in self._counts.items()), day)

    def list_days(self) -> list[int]:
        """The days on which something was counted, in order."""
        return sorted({day for day, _what in self._counts})

    async def mark_told(self, day: int) -> None:
        """The hub has the counts of a day, and of all days before it."""
        self.told_through = day
        await self.journal.write(PassChange(facts={"told_through": str(day)}))

    async def hand_over(self, day: int, minute: int) -> tuple[bytes, list[str]] | None:
        """After an incident: a day's key and the marks of a minute (local, 0 to 1439), in hexadecimal; None where
        the key is gone. That it was handed over is counted."""
        key = self.book.keys.find(day)
        if key is None:
            return None
        first = find_first_minute(day) + minute
        scans = await self.journal.ask(lambda: self.store.read_scans(first, first + 1))
        self._count("handed over")
        self._flush()
        return key, sorted({scan.mark.hex() for scan, _n in scans if scan.mark})

    def describe(self) -> dict[str, Any]:
        """What the gate is and holds, for the screen beside it."""
        now_s = self.clock.now()
        asked = [self.show_challenge(lane) for lane in range(1, len(self.lanes) + 1)]
        return {**self.book.lists.describe(now_s), "lanes": len(self.lanes), "asked": asked, "time": now_s,
                "is_synced": self.clock.is_attested, "alarms": sorted(self.book.alarms | self.book.lists.alarms),
                "unrecorded": self.journal.unrecorded, "seen": len(self.book.cache),
                "counts": self.read_counts(find_day(now_s))}


def _hear_nothing(events: Sequence[Any]) -> None:
    """A gate tells the hub of no single event."""
