"""What the stations of a demonstration are filled from: the moment, one seed, and the stations made so far."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml
from django.utils.timezone import get_default_timezone, localdate

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.stations.models import Station

FILE = Path(__file__).resolve().parents[1] / "data" / "demo_stations.yaml"
NAMES = UUID("0f6b7a52-54a5-4f0f-8a67-6f2f6f0f5a11")
SEED = 20261122


class StationScene:
    """What is being filled. ``moment`` is when the demonstration stands; parts draw from ``draw(their name)``."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        #: In the order in which they were made: the two open round the clock first.
        self.stations: list[Station] = []

    @cached_property
    def told(self) -> dict[str, Any]:
        """The file."""
        read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        return read

    @property
    def today(self) -> date:
        """The day of the demonstration."""
        return localdate(self.moment)

    def draw(self, part: str) -> random.Random:
        """A source of chance of a part's own, the same each time, so that parts do not move one another."""
        return random.Random(f"{SEED} {part}")  # noqa: S311 (invented stations, nothing secret)

    def token(self, *words: object) -> UUID:
        """The same token for the same words."""
        return uuid5(NAMES, "/".join(map(str, words)))

    def day(self, days: int) -> date:
        """A day so many days from today."""
        return self.today + timedelta(days=days)

    def at(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """A moment of such a day, by the clock on the wall."""
        return datetime.combine(self.day(days), time(hour, minute), get_default_timezone()).astimezone(UTC)

    def find_account(self, login: str) -> Account:
        """Somebody of staff by login."""
        return Account.objects.get(login=login)

    def find_unit(self, name: str) -> Unit:
        """A district or street by its name."""
        return Unit.objects.get(name=f"{name}总工会")


#: A part fills what is its own into the scene, once the stations stand.
Part = Callable[[StationScene], None]
