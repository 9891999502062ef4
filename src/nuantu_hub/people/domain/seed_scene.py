"""What a demonstration is filled from: the told data, one seed, and the moment it stands at."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml
from django.utils.timezone import get_default_timezone, localdate

from nuantu_hub.people.models import Account, Enterprise, Unit
from nuantu_hub.site import clock

FILE = Path(__file__).resolve().parents[1] / "data" / "demo.yaml"
SEED = 20261121
NAMES = UUID("5b0f3d5e-7a0e-4e52-9a6c-1d2f0c9a7e11")


class Scene:
    """What is being filled: the told data, the moment, and what has been made so far, by its name."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        self.rng = random.Random(SEED)  # noqa: S311 (invented people, nothing secret)
        self.units: dict[str, Unit] = {}
        self.accounts: dict[str, Account] = {}
        self.enterprises: dict[str, Enterprise] = {}

    @cached_property
    def told(self) -> dict[str, Any]:
        """The file."""
        read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        return read

    @property
    def today(self) -> date:
        """The day of the demonstration."""
        return localdate(self.moment)

    def token(self, *words: object) -> UUID:
        """The same token for the same words."""
        return uuid5(NAMES, "/".join(map(str, words)))

    def day(self, days: int) -> date:
        """A day so many days from today."""
        return self.today + timedelta(days=days)

    def at(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """A moment of such a day, by the clock on the wall."""
        return datetime.combine(self.day(days), time(hour, minute), get_default_timezone()).astimezone(UTC)

    def find_unit(self, name: str) -> Unit:
        """A unit by the name that the file uses."""
        return self.units[name]


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Do something as of a moment."""
    before = clock._SET.get()
    clock.set_clock(moment)
    try:
        yield
    finally:
        clock.set_clock(before)


def draw_name(scene: Scene) -> str:
    """An invented name."""
    return str(scene.rng.choice(scene.told["surnames"])) + str(scene.rng.choice(scene.told["given"]))
