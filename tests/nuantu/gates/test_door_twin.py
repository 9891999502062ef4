"""The controller does what a slow twin does that was told from the document, whatever happens in whatever order."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.nuantu.gates.doors import NIGHT_S, SECRET, Bench, SetClock, allow
from tests.oracles.slow_door import SlowDoor

from nuantu.gates.wire import AllowList, Config, Hours, Order

#: Number: kind, from when, until when.
KEYS = {1: ("keeper", 0, 2**39), 2: ("standing", 0, 2**39), 3: ("standing", NIGHT_S - 50, NIGHT_S + 700),
        4: ("keeper", NIGHT_S + 400, NIGHT_S + 4_000)}
PAUSES = st.sampled_from([1, 4, 6, 31, 61, 301, 599, 3_613, 21_617, 90_007])
JUMPS = st.sampled_from([-90_000, -700, -31, 31, 700, 90_000])


class DoorTwin(RuleBasedStateMachine):
    """A door and its twin, told the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="nuantu-door-"))
        self.loop = asyncio.new_event_loop()
        self.executor, self.aside = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self.bench = self.do(self._plug_in())
        self.twin = SlowDoor(SECRET, float(NIGHT_S), self.bench.clock.steady)
        self.twin.started = self.twin.moved_at = self.twin.steady
        self.orders = 0

    def do(self, deed: Any) -> Any:
        """Do something in the door's own loop, in a thread of its own: a browser's may run in this one."""
        return self.aside.submit(self.loop.run_until_complete, deed).result()

    async def _plug_in(self) -> Bench:
        return Bench(self.folder, self.executor, SetClock())

    def teardown(self) -> None:
        """Nothing stays open."""
        self.do(self.bench.door.journal.settle())
        self.bench.store.close()
        self.executor.shutdown()
        self.aside.shutdown()
        self.loop.close()
        shutil.rmtree(self.folder)

    @initialize()
    def enrol(self) -> None:
        """Both know the secret and the numbers."""
        async def tell() -> None:
            self.bench.door.hear_time(NIGHT_S)
            await self.bench.door.take_enrolment("17", SECRET)

        self.do(tell())
        self.twin.hear(NIGHT_S)
        self.list_numbers(set(KEYS), {9})

    @rule(listed=st.sets(st.sampled_from(sorted(KEYS))), revoked=st.sets(st.sampled_from([2, 3, 9])))
    def list_numbers(self, listed: set[int], revoked: set[int]) -> None:
        """A new list."""
        self._act(lambda door: door.take_allow_list(AllowList(
            1, tuple(allow(n, KEYS[n][0], KEYS[n][1:]) for n in listed), frozenset(revoked))))  # type: ignore[arg-type]
        self.twin.keys, self.twin.revoked = {n: KEYS[n] for n in listed}, set(revoked)

    @rule(seats=st.sampled_from([None, None, 0, 1, 3]), open_s=st.sampled_from([None, None, 0, 700]))
    def configure(self, seats: int | None, open_s: int | None) -> None:
        """Seats and hours."""
        now_s = self.twin.now()
        hours = None if open_s is None else ([(now_s - 5, now_s + open_s)], now_s + 5_000)
        self._act(lambda door: door.take_config(
            Config(1, seats, 60, None if hours is None else Hours(tuple(hours[0]), hours[1]))))
        self.twin.seats, self.twin.hours = seats, hours

    @rule(serial=st.integers(0, 2), later=st.integers(-3, 1))
    def press_once(self, serial: int, later: int) -> None:
        """A once code of about now."""
        self._press(self.bench.once(serial, later))

    @rule(number=st.sampled_from([1, 1, 2, 2, 3, 4, 5, 9]), later=st.integers(-2, 2))
    def press_standing(self, number: int, later: int) -> None:
        """A standing code of about now."""
        self._press(self.bench.standing(number, later))

    @rule(count=st.integers(1, 6))
    def guess(self, count: int) -> None:
        """Codes of nobody."""
        for _ in range(count):
            self._press("00000000")

    def _press(self, code: str) -> None:
        found, wanted = self.do(self.bench.press(code)), self.twin.press(code)
        assert found == wanted, (found, wanted)

    @rule(seconds=PAUSES)
    def wait(self, seconds: int) -> None:
        """Time passes."""
        self.bench.clock.pass_time(seconds)
        self.twin.wall += seconds
        self.twin.steady += seconds
        self._act(lambda door: door.tick())
        self.twin.tick()

    @rule(seconds=JUMPS)
    def set_clock(self, seconds: int) -> None:
        """Somebody sets the machine's clock."""
        self.bench.clock.wall += seconds
        self.twin.wall += seconds
        self._act(lambda door: door.tick())
        self.twin.tick()

    @rule(off_s=st.sampled_from([0, 0, 0, 1, -2, 50]))
    def hear_hub(self, off_s: int) -> None:
        """The hub is heard; it keeps its own time, which is about the machine's where nobody set that."""
        hub_s = self.twin.now() + off_s
        self._act(lambda door: door.hear_time(hub_s))
        self.twin.hear(hub_s)

    @rule(away_s=st.sampled_from([1, 40, 700]))
    def crash(self, away_s: int) -> None:
        """Power goes and comes back."""
        facts = self.bench.store.load().facts
        self.do(self.bench.restart(away_s))
        self.twin.restart(away_s)
        # What the record holds of the hub's time and of waiting for it may lag by a minute.
        self.twin.floor = int(facts.get("hub_s", 0))
        self.twin.ran_before = float(facts.get("silent_s", 0))
        self.twin.heard_at = int(facts["heard_s"])

    @rule(again=st.booleans(), off_s=st.sampled_from([30, 0, -5]))
    def order(self, again: bool, off_s: int) -> None:
        """A person opens from afar; the hub may say it twice."""
        self.orders += not again
        until_s = self.twin.now() + off_s
        self.do(self.bench.door.obey(Order(str(self.orders), "unlock", until_s)))
        self.twin.obey(str(self.orders), until_s)

    @rule()
    def go_in(self) -> None:
        """The counter sees one go in."""
        before = len(self.do(self.bench.list_events()))
        self._act(lambda door: door.count_in())
        rang = [kind for kind, _facts in self.do(self.bench.list_events())[before:]] == ["entered", "tailgating"]
        assert rang == self.twin.enter()

    @rule()
    def go_out(self) -> None:
        """Somebody uses the handle and goes: nothing can be in the way."""
        released = self.bench.lock.is_released()
        self._act(lambda door: (door.use_inside(), door.move_leaf(is_open=True), door.count_out(),
                                door.move_leaf(is_open=False)))
        self.twin.leave()
        assert self.bench.lock.is_released() == released

    @rule(burning=st.booleans())
    def burn(self, burning: bool) -> None:
        """The fire alarm, or its reset at the door."""
        self._act(lambda door: door.set_fire(burning=burning))
        self.twin.fire = burning

    @rule(withdrawn=st.booleans())
    def withdraw(self, withdrawn: bool) -> None:
        """The hub withdraws the door, or lets it in again."""
        async def tell() -> None:
            if withdrawn:
                self.bench.door.withdraw()
            else:
                await self.bench.door.take_enrolment("17", SECRET)

        self.do(tell())
        self.twin.withdrawn = withdrawn

    @invariant()
    def agree(self) -> None:
        """What both say of themselves."""
        told = self.bench.door.describe()
        assert (told["people"], told["fire"], not told["locked"], self.bench.door.clock.now()) == (
            self.twin.people, self.twin.fire, self.twin.is_released(), self.twin.now())

    @invariant()
    def open_as_often_as_used(self) -> None:
        """Each open by a code has used up one code, and no code twice."""
        opens = [facts["by"] for kind, facts in self.do(self.bench.list_events())
                 if kind == "opened" and facts["by"] in ("once", "standing", "keeper")]
        assert len(opens) == len(self.twin.used) == len(self.bench.store.load().uses)

    def _act(self, deed: Any) -> None:
        async def tell() -> None:
            deed(self.bench.door)
            await self.bench.door.journal.settle()

        self.do(tell())


@pytest.mark.parametrize("examples", [15, pytest.param(200, marks=pytest.mark.slow)])
def test_a_door_and_its_twin_never_differ(examples: int) -> None:
    run_state_machine_as_test(DoorTwin, settings=settings(
        max_examples=examples, stateful_step_count=40, deadline=None, derandomize=examples < 100,
        suppress_health_check=list(HealthCheck)))
