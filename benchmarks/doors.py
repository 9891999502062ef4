"""48,000 visits at 600 doors, offered at 200 a second whether or not anybody keeps up; nothing may be lost.

The doors are the real controllers of ``nuantu door``, each with its record on the disk (``synchronous=FULL``) and its
own signed line to a hub that is served as an operator serves it. A visit enters a one-time code, waits for the door's
decision, goes in, stays a while and goes out. Latencies count from the moment at which a visit was due, so that a
queue counts against the door; the hub's from the moment at which a request was sent until its answer was read.

At the end every event in every door's record must stand in the hub, once, and its counts must add up.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import contextlib
import gc
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from nuantu.gates.clock import MachineClock
from nuantu.gates.codes import SERIALS, derive_once_code, find_window
from nuantu.gates.controller import Controller
from nuantu.gates.exchange import Exchange
from nuantu.gates.hub_link import SYNC, HubLink
from nuantu.gates.lock import SimulatedLock
from nuantu.gates.service import TICK_S, open_folder
from nuantu.gates.signing import DeviceKey
from nuantu.gates.store import Store

ROOT = Path(__file__).resolve().parents[1]
SEED = 20261122
PORT = 18820
#: Threads that wait for the doors' disk, and for the hub's answers.
DISK_THREADS, LINE_THREADS = 8, 48
#: How long a visitor stays, seconds; short, so that a run of minutes sees everybody out again.
STAY_S = (5.0, 40.0)
DRAIN_WITHIN_S = 180.0
DOOR_P99_S, HUB_P99_S = 0.050, 0.200
#: 600 controllers share one process, where each should have its own: its threads take turns sooner than usual, seconds.
TURN_S = 0.0005
#: For the same reason no search for rubbish goes through what lives longest: it would look at 600 doors for one.
LONG_LIVED_AFTER = 1_000_000


@dataclass
class Figures:
    """What was measured: seconds each door took to decide, seconds each answer of the hub took, what was refused."""

    decided: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    late: float = 0.0


class TimedLink(HubLink):
    """A line to the hub that notes how long each answer to a sync took."""

    figures: Figures

    def post(self, path: str, door: str, at_s: int, body: Mapping[str, Any]) -> tuple[int, Any]:
        """As the line itself."""
        begin = time.perf_counter()
        answer = super().post(path, door, at_s, body)
        if path == SYNC:
            self.figures.answered.append(time.perf_counter() - begin)
        return answer


@dataclass
class BenchDoor:
    """One controller with its record, its key and its line."""

    key: DeviceKey
    store: Store
    controller: Controller
    exchange: Exchange
    window: int = -1
    serial: int = 0

    def draw_code(self) -> str:
        """The next one-time code of this moment, as the hub would give it out."""
        assert self.controller.keyring.secret is not None
        window = find_window(self.controller.clock.now())
        self.serial = self.serial + 1 if window == self.window else 0
        self.window = window
        return derive_once_code(self.controller.keyring.secret, window, self.serial % SERIALS)

    async def let_through(self, figures: Figures, due: float, stay_s: float) -> None:
        """One visit, from the keypad to the way out."""
        answer = await self.controller.press(self.draw_code())
        figures.decided.append(time.perf_counter() - due)
        if not answer.is_open:
            figures.refused[str(answer.why)] += 1
            return
        await asyncio.sleep(0.5)
        self.controller.move_leaf(is_open=True)
        self.controller.count_in()
        await asyncio.sleep(1.0)
        self.controller.move_leaf(is_open=False)
        await asyncio.sleep(stay_s)
        self.controller.use_inside()
        self.controller.move_leaf(is_open=True)
        self.controller.count_out()
        self.controller.move_leaf(is_open=False)


def serve(data: Path, keys: Sequence[str]) -> tuple[subprocess.Popen[str], str]:
    """A hub that knows these keys and serves, and its address."""
    subprocess.run([sys.executable, str(ROOT / "benchmarks" / "door_hub.py"), str(data)], input="\n".join(keys),
                   text=True, check=True, cwd=ROOT)
    process = subprocess.Popen(
        [sys.executable, "-c", "from nuantu.cli import main; main()", "hub", "--data", str(data), "--port", str(PORT)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("Nuantu: http"):
            return process, line.split(": ", 1)[1].strip()
    sys.exit("The hub did not start.")


def open_doors(folders: Sequence[Path], keys: Sequence[DeviceKey], stores: Sequence[Store], url: str,
               figures: Figures) -> list[BenchDoor]:
    """Controllers on their folders; they share the threads that wait for the disk and for the hub."""
    disk, line = ThreadPoolExecutor(DISK_THREADS, "disk"), ThreadPoolExecutor(LINE_THREADS, "hub")
    clock, doors = MachineClock(), []

    def fail(error: Exception) -> None:
        sys.exit(f"A door's disk failed: {error}")

    for folder, key, store in zip(folders, keys, stores, strict=True):
        controller = Controller(store, SimulatedLock(clock), clock, disk, fail)
        link = TimedLink(url, key)
        link.figures = figures
        doors.append(BenchDoor(key, store, controller, Exchange(controller, link, key, folder.name, "", line)))
    return doors


async def run_visits(doors: Sequence[BenchDoor], figures: Figures, visits: int, rate: float) -> None:
    """Start the doors, offer the visits at their rate, and wait until the hub has everything."""
    rng = random.Random(SEED)
    order = [place % len(doors) for place in range(visits)]
    rng.shuffle(order)
    for door in doors:
        await door.controller.start("bench")
    background = [asyncio.create_task(_start_line(door, place / len(doors))) for place, door in enumerate(doors)]
    background.append(asyncio.create_task(_tick(doors)))
    while not all(door.exchange.is_enrolled and door.controller.config.version for door in doors):
        await asyncio.sleep(0.1)
    figures.answered.clear()
    begin = time.perf_counter()
    under_way: set[asyncio.Task[None]] = set()
    for place, which in enumerate(order):
        due = begin + place / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        figures.late = max(figures.late, time.perf_counter() - due)
        visit = asyncio.create_task(doors[which].let_through(figures, due, rng.uniform(*STAY_S)))
        under_way.add(visit)
        visit.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)
    await _drain(doors)
    for task in background:
        task.cancel()
    await asyncio.gather(*background, return_exceptions=True)


async def _start_line(door: BenchDoor, after_s: float) -> None:
    await asyncio.sleep(2 * after_s)
    await door.exchange.run()


async def _tick(doors: Sequence[BenchDoor]) -> None:
    """Once a second for each door, a tenth of them at a time: in real life they do not tick together either."""
    while True:
        for place in range(10):
            for door in doors[place::10]:
                door.controller.tick()
            await asyncio.sleep(TICK_S / 10)


async def _drain(doors: Sequence[BenchDoor]) -> None:
    until = time.perf_counter() + DRAIN_WITHIN_S
    while time.perf_counter() < until:
        for door in doors:
            await door.controller.journal.settle()
        if not any(door.controller.journal.unsent for door in doors):
            return
        await asyncio.sleep(0.2)


@dataclass(frozen=True, slots=True)
class Found:
    """What the hub lacks of the doors' events, what it has beyond them, events by kind, person-times counted."""

    lost: int
    more: int
    kinds: Counter[str]
    counted: int


def compare(doors: Sequence[BenchDoor], hub: Path) -> Found:
    """Every door's record beside the hub's."""
    held: set[str] = set()
    for door in doors:
        held.update(event.id for event in door.store.read_events(0, 1_000_000))
    with contextlib.closing(sqlite3.connect(hub)) as base:
        rows = base.execute("SELECT event, kind FROM stations_doorevent").fetchall()
        counted = base.execute("SELECT coalesce(sum(entered), 0) FROM stations_visitcount").fetchone()[0]
    known = {event for event, _kind in rows}
    return Found(len(held - known), len(rows) - len(held & known), Counter(kind for _event, kind in rows), counted)


def find_share(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed; nought of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def report(told: argparse.Namespace, figures: Figures, found: Found, took_s: float) -> bool:
    """Print the table; whether everything that must hold did."""
    table = Table("figure", "to reach", "measured",
                  title=f"{told.visits:,} visits at {told.doors} doors, {told.rate:g} a second")
    entered = found.kinds["entered"]
    table.add_row("events of doors that the hub has not", "0", str(found.lost))
    table.add_row("events twice, or of no door", "0", str(found.more))
    table.add_row("opened, went in, counted in", f"{told.visits:,} each",
                  f"{told.visits - sum(figures.refused.values()):,}, {entered:,}, {found.counted:,}")
    for name, values, limit in (("a door's decision", figures.decided, DOOR_P99_S),
                                ("the hub's intake", figures.answered, HUB_P99_S)):
        shares = ", ".join(f"{1_000 * find_share(values, share):.1f}" for share in (0.5, 0.99, 0.999))
        table.add_row(f"{name}: p50, p99, p99.9 ms", f"p99 ≤ {1_000 * limit:.0f}", shares)
    table.add_row("requests to the hub a second", "", f"{len(figures.answered) / took_s:.0f}")
    table.add_row("events a second", "", f"{found.kinds.total() / took_s:.0f}")
    table.add_row("latest start of a visit, ms", "", f"{1_000 * figures.late:.0f}")
    for why, count in figures.refused.items():
        table.add_row(f"refused: {why}", "0", str(count))
    hub, own = (resource.getrusage(which) for which in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    table.add_row("CPU of the hub, of all doors, s", "", f"{hub.ru_utime + hub.ru_stime:.0f}, "
                  f"{own.ru_utime + own.ru_stime:.0f}")
    Console().print(table)
    return found.lost == found.more == 0 and entered == found.counted == told.visits and not figures.refused


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=48_000)
    parser.add_argument("--doors", type=int, default=600)
    parser.add_argument("--rate", type=float, default=200.0, help="visits offered a second")
    told = parser.parse_args()
    sys.setswitchinterval(TURN_S)
    with tempfile.TemporaryDirectory(prefix="nuantu-doors-") as place:
        folders = [Path(place) / f"B-{number:04d}" for number in range(told.doors)]
        opened = [open_folder(folder, folder.name) for folder in folders]
        keys = [key for key, _store in opened]
        process, url = serve(Path(place) / "hub", [base64.b64encode(key.public).decode() for key in keys])
        figures = Figures()
        try:
            doors = open_doors(folders, keys, [store for _key, store in opened], url, figures)
            gc.freeze()
            gc.set_threshold(*gc.get_threshold()[:2], LONG_LIVED_AFTER)
            begin = time.perf_counter()
            asyncio.run(run_visits(doors, figures, told.visits, told.rate))
            took_s = time.perf_counter() - begin
        finally:
            process.terminate()
            process.wait(30)
        found = compare(doors, Path(place) / "hub" / "hub.sqlite3")
        if not report(told, figures, found, took_s):
            sys.exit("Something was lost, came twice, or was refused.")


if __name__ == "__main__":
    main()
