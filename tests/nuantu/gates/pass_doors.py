"""A station's door for tests that takes passes of class 2 beside its keypad."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from tests.nuantu.gates.doors import NIGHT_S, Bench
from tests.nuantu.gates.paper_issuer import PaperIssuer, Phone

from nuantu.gates.controller import Answer
from nuantu.gates.pass_lists import PassLists, open_lists
from nuantu.gates.pass_record import PassChange, PassStore
from nuantu.passes.credential import PassClass

DOOR = 9


@dataclass
class PassDoorBench(Bench):
    """A door that stands for some time: what may have been shown before its first start is long over."""

    issuer: PaperIssuer = field(default_factory=lambda: PaperIssuer(NIGHT_S, gate=DOOR, kind=PassClass.DOOR))

    def open_store(self) -> PassStore:
        """The record, with the lists that were carried to the door."""
        store = PassStore(self.folder / "door.db")
        if not store.load_passes().lists:
            store.commit([PassChange(lists=tuple(self.issuer.make_held().values()), facts={"step_floor": "0"})])
        return store

    def load_lists(self) -> PassLists:
        """What it was told about passes."""
        held = cast("PassStore", self.store).load_passes().lists
        return open_lists([root.public for root in self.issuer.roots], held, int(self.clock.wall))

    async def show(self, phone: Phone, gate: int = DOOR) -> str:
        """What came of a phone's screen now: by what it opened, or the verdict, or why it was not looked at."""
        return name_reading(await self.door.read_pass(phone.show(self.clock.wall, gate)))


def name_reading(answer: Answer) -> str:
    """By what it opened, or the verdict, or why not."""
    return answer.by or (answer.verdict and answer.verdict.value) or answer.why or "?"


def make_pass_door(folder: Path, executor: Executor) -> PassDoorBench:
    """A door as above."""
    return PassDoorBench(folder, executor)
