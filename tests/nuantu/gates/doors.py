"""A door for tests: the real controller on a real record, with clocks that stand until they are moved."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from tests.nuantu.gates.event_loop import run_aside

from nuantu.gates import codes
from nuantu.gates.controller import Answer, Controller
from nuantu.gates.lock import SimulatedLock
from nuantu.gates.pass_lists import PassLists
from nuantu.gates.store import Store
from nuantu.gates.wire import AllowedKey, AllowList, Config, KeyKind

SECRET = bytes(range(32))
#: 2026-01-01 03:00 in China, when it is coldest.
NIGHT_S = 1_767_207_600
KEEPER, RIDER, FORMER = 1, 7, 9
FOR_EVER = (0, 2**39)


@dataclass
class SetClock:
    """Two clocks of a machine that move only when told."""

    wall: float = float(NIGHT_S)
    steady: float = 1_000.0

    def read_wall(self) -> float:
        """The machine's time."""
        return self.wall

    def read_steady(self) -> float:
        """Seconds since it started."""
        return self.steady

    def pass_time(self, seconds: float) -> None:
        """Time passes for both."""
        self.wall += seconds
        self.steady += seconds


@dataclass
class Bench:
    """A door on a bench: what it stands on, and the codes that belong to it."""

    folder: Path
    executor: Executor
    clock: SetClock = field(default_factory=SetClock)
    faults: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.plug_in()

    def plug_in(self) -> None:
        """Start the controller on what the record holds."""
        self.store = self.open_store()
        self.lock = SimulatedLock(self.clock)
        self.door = Controller(self.store, self.lock, self.clock, self.executor, self.faults.append, self.load_lists())

    def open_store(self) -> Store:
        """The record."""
        return Store(self.folder / "door.db")

    def load_lists(self) -> PassLists | None:
        """What the door was told about passes; this one takes none."""
        return None

    async def pull_plug(self) -> None:
        """End without a goodbye: what is not on the disk is gone."""
        await self.door.journal.settle()
        self.store.close()

    async def restart(self, away_s: float = 5.0) -> None:
        """Without power for a while, then on again."""
        await self.pull_plug()
        self.clock.wall += away_s
        self.clock.steady = 10.0
        self.plug_in()

    async def enrol(self, *keys: AllowedKey, seats: int | None = None, **config: Any) -> None:
        """The hub lets it in, with a keeper, a rider and whom it once let in, and tells how to behave."""
        self.door.hear_time(round(self.clock.wall))
        await self.door.take_enrolment("17", SECRET)
        self.door.take_config(Config(1, seats, **config))
        self.door.take_allow_list(AllowList(1, keys or (allow(KEEPER, "keeper"), allow(RIDER, "standing")),
                                            frozenset({FORMER})))

    def once(self, serial: int = 0, later: int = 0) -> str:
        """A once code of the door's present window, or of a later one."""
        return codes.derive_once_code(SECRET, codes.find_window(self.door.clock.now()) + later, serial)

    def standing(self, number: int = RIDER, later: int = 0) -> str:
        """The code that a phone would show now, or some steps later."""
        step = codes.find_step(self.door.clock.now()) + later
        seed = codes.derive_standing_seed(SECRET, number, codes.find_span(step * codes.STEP_S))
        return codes.derive_standing_code(seed, step)

    async def press(self, code: str) -> str:
        """What came of a code in one word: by what it opened, or why not."""
        return name_answer(await self.door.press(code))

    async def list_events(self, *leave_out: str) -> list[tuple[str, dict[str, Any]]]:
        """Kinds and facts of what is written down, in order."""
        await self.door.journal.settle()
        return [(event.kind, event.facts) for event in self.store.read_events(0, 100_000)
                if event.kind not in leave_out]


def allow(number: int, kind: KeyKind, span: tuple[int, int] = FOR_EVER) -> AllowedKey:
    """A number on a list."""
    return AllowedKey(number, kind, *span)


def name_answer(answer: Answer) -> str:
    """By what it opened, or why not."""
    return answer.by or answer.why or "?"


OneBench = TypeVar("OneBench", bound=Bench)


def run_door(folder: Path, story: Callable[[OneBench], Coroutine[Any, Any, None]],
             make: Callable[[Path, Executor], OneBench] = Bench) -> None:  # type: ignore[assignment]
    """Tell a story of a door in an event loop of its own."""
    async def tell() -> None:
        with ThreadPoolExecutor(1) as executor:
            bench = make(folder, executor)
            try:
                await story(bench)
                await bench.door.journal.settle()
            finally:
                bench.store.close()

    run_aside(tell())
