"""The process of one door: its folder, its loops, its end."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nuantu.core.errors import InputError, NuantuError
from nuantu.gates.clock import Clock, MachineClock
from nuantu.gates.controller import Controller
from nuantu.gates.exchange import Exchange
from nuantu.gates.gate_enrol import find_first
from nuantu.gates.gate_folder import load_lists
from nuantu.gates.hub_link import HubLink
from nuantu.gates.journal import Unrecordable
from nuantu.gates.list_exchange import ListExchange
from nuantu.gates.lock import SimulatedLock
from nuantu.gates.panel import Panel
from nuantu.gates.pass_lists import DESCRIPTOR, PassLists
from nuantu.gates.pass_record import PassStore
from nuantu.gates.signing import DeviceKey, load_key, make_key, show_fingerprint
from nuantu.gates.store import Change
from nuantu.passes.credential import PassClass

KEY_FILE, RECORD_FILE = "door.pem", "door.db"
TICK_S = 1.0


class RecordBrokenError(NuantuError):
    """The disk failed under a door's record: whoever watches the process is to start it anew (75: try again)."""

    exit_status = 75


@dataclass(frozen=True, slots=True)
class DoorSettings:
    """What a door is started with. ``hub`` None is without a hub at all; ``authority`` a PEM of one to trust.

    ``descriptor`` is the file that says which passes it takes; None where it takes none, or was given one before.
    Instead of it ``roots`` may be given with the number of the door's descriptor, ``gate``: the hub serves the rest.
    """

    station: str
    data: Path
    hub: str | None
    port: int = 0
    name: str = ""
    authority: Path | None = None
    descriptor: Path | None = None
    roots: Path | None = None
    gate: int | None = None


class Door:
    """One door, running: controller, hub, panel. ``say`` is told what a person should read."""

    def __init__(self, settings: DoorSettings, say: Callable[[str], None], clock: Clock | None = None) -> None:
        self.settings = settings
        self._say = say
        self._clock = clock or MachineClock()
        self._broken: asyncio.Future[Exception] = asyncio.get_running_loop().create_future()
        self.key, self.store = open_folder(settings.data, settings.station)
        self._disk, self._line, self._fetching = (ThreadPoolExecutor(1, name) for name in ("disk", "hub", "lists"))
        self._lists: ListExchange | None = None
        self.controller = Controller(self.store, SimulatedLock(self._clock), self._clock, self._disk, self._break,
                                     self._open_lists())
        self.exchange = self._connect(self._line)
        self.panel = Panel(self.controller, self.describe)

    def _open_lists(self) -> PassLists | None:
        """What the door was told about passes; None where it takes none. Its number is of no compound's gate."""
        now_s, descriptor = int(self._clock.read_wall()), self.settings.descriptor
        if descriptor is None and DESCRIPTOR not in self.store.load_passes().lists:
            descriptor = self._find_first(now_s)
            if descriptor is None:
                return None
        return load_lists(self.store, descriptor, now_s, PassClass.DOOR)

    def _find_first(self, now_s: int) -> Path | None:
        """The descriptor that a door begins with, which is fetched where it was given the roots alone."""
        settings = self.settings
        with (contextlib.nullcontext() if settings.hub is None else
              contextlib.closing(HubLink(settings.hub, self.key, settings.authority))) as link:
            return find_first(settings.data, link, settings.gate, settings.roots, PassClass.DOOR, now_s)

    def _list_loops(self) -> list[Coroutine[Any, Any, None]]:
        """What runs besides clock and disk: the door's own line to its hub, and the one that fetches lists."""
        loops = [] if self.exchange is None else [self.exchange.run()]
        if self.controller.book is not None and self.settings.hub is not None:
            link = HubLink(self.settings.hub, self.key, self.settings.authority)
            self._lists = ListExchange(self.controller.book, link, self._fetching)
            loops.append(self._lists.run())
        return loops

    def _connect(self, executor: Executor) -> Exchange | None:
        if self.settings.hub is None:
            if self.controller.keyring.secret is None:
                raise InputError("this door was never let in by a hub, so it knows no codes", file=self.settings.data,
                                 fix="start it once with --hub")
            return None
        link = HubLink(self.settings.hub, self.key, self.settings.authority)
        return Exchange(self.controller, link, self.key, self.settings.station, self.settings.name, executor,
                        on_said=self._say)

    def _break(self, error: Exception) -> None:
        if not self._broken.done():
            self._broken.set_result(error)

    async def run(self, stop: asyncio.Event) -> None:
        """Run until told to stop. Raises RecordBrokenError."""
        port = await self.panel.listen(self.settings.port)
        with contextlib.suppress(Unrecordable):  # told in the state; whoever must be let in is
            await self.controller.start(version("nuantu"))
        self._say(f"Nuantu door {self.settings.station}: http://127.0.0.1:{port}")
        tasks: list[asyncio.Task[Any]] = [
            asyncio.create_task(one) for one in (self._tick(), self._watch_disk(), stop.wait())]
        tasks += [asyncio.create_task(one) for one in self._list_loops()]
        # The first that ends was told to stop, or has failed.
        ended, _others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.panel.close()
        for task in ended:
            task.result()
        await self.controller.stop()

    async def _watch_disk(self) -> None:
        error = await asyncio.shield(self._broken)
        raise RecordBrokenError(f"{self.store.path}: the disk failed ({error}); check it, and start the door again.")

    async def _tick(self) -> None:
        while True:
            self.controller.tick()
            await asyncio.sleep(TICK_S)

    def close(self) -> None:
        """Close files and threads."""
        if self.exchange is not None:
            self.exchange.link.abort()
        if self._lists is not None:
            self._lists.link.abort()
        self._line.shutdown(wait=False, cancel_futures=True)
        self._fetching.shutdown(wait=False, cancel_futures=True)
        self._disk.shutdown()
        self.store.close()

    def describe(self) -> dict[str, Any]:
        """What the panel shows: the state that the hub is told, and how it stands with the hub."""
        silent_s = self.controller.silence.measure()
        return {"station": self.settings.station, "door": self.controller.door_id,
                "fingerprint": show_fingerprint(self.key.public),
                "hub": "offline" if self.exchange is None else self.exchange.said,
                "silent_s": None if silent_s == float("inf") else round(silent_s), "time": self.controller.clock.now(),
                "seats": self.controller.config.seats, **self.controller.describe(), "passes": self._describe_passes()}

    def _describe_passes(self) -> dict[str, Any] | None:
        book = self.controller.book
        if book is None:
            return None
        return {**book.lists.describe(self.controller.clock.now()), "alarms": sorted(book.alarms | book.lists.alarms),
                "lists_hub": "offline" if self._lists is None else self._lists.said}


def open_folder(folder: Path, station: str) -> tuple[DeviceKey, PassStore]:
    """Key and record of a door; both made, with their folder, at the first start.

    Raises
    ------
    InputError
        Where one of the two is missing, the record is another station's, or another controller uses it.
    """
    key_path, record_path = folder / KEY_FILE, folder / RECORD_FILE
    if folder.exists() and not folder.is_dir():
        raise InputError("this is a file", file=folder, field="--data", fix="name a folder")
    if record_path.exists() and not key_path.exists():
        raise InputError("the door has a record and no key", file=folder, fix="bring its key back")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = load_key(key_path) if key_path.exists() else make_key(key_path)
    except OSError as error:
        raise InputError(f"the folder of the door cannot be written ({error.strerror})", file=folder) from error
    store = PassStore(record_path)
    try:
        held = store.load().facts
        if held.get("station", station) != station:
            raise InputError(f"this is the folder of the door at {held['station']}", file=folder, field="--station",
                             fix="name that station, or another --data folder")
        if "station" not in held:
            store.commit([Change(facts={"station": station})])
    except BaseException:
        store.close()
        raise
    return key, store


async def run_door(settings: DoorSettings, say: Callable[[str], None]) -> None:
    """Run a door until the process is asked to end (SIGTERM, SIGINT)."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    door = Door(settings, say)
    try:
        say(f"key {show_fingerprint(door.key.public)}")
        await door.run(stop)
    finally:
        door.close()
