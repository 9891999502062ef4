"""Codes that were used, by what they are and not by when: a clock that is set back revives none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

#: Uses of one kind that are remembered one by one: nine months of a busy station.
REMEMBERED_MAX = 20_000


class Use(NamedTuple):
    """One use. ``period`` is the window of a once code or the step of a standing one, ``which`` serial or number."""

    kind: Literal["once", "standing"]
    period: int
    which: int


@dataclass(frozen=True, slots=True)
class Floors:
    """Up to which window and step everything counts as used, since single uses of these are no longer remembered."""

    once: int = -1
    standing: int = -1


class UsedCodes:
    """The uses that a door remembers, in memory; the record holds the same."""

    def __init__(self, uses: Iterable[Use] = (), floors: Floors | None = None) -> None:
        self._uses = set(uses)
        self.floors = floors or Floors()

    def __len__(self) -> int:
        return len(self._uses)

    def holds(self, use: Use) -> bool:
        """Whether this counts as used."""
        return use in self._uses or use.period <= getattr(self.floors, use.kind)

    def add(self, use: Use) -> None:
        """It is used from now on."""
        self._uses.add(use)

    def give_back(self, use: Use) -> None:
        """It was not used after all: nothing was opened by it."""
        self._uses.discard(use)

    def forget_oldest(self, most: int = REMEMBERED_MAX) -> Floors | None:
        """Forget the oldest tenth of a kind where it has more than ``most``; the floors then, None if nothing changed.

        The oldest are those of the lowest windows and steps, whenever they were used: what a wrong clock far ahead let
        in does not take the present along.
        """
        before = self.floors
        for kind in ("once", "standing"):
            held = sorted(use.period for use in self._uses if use.kind == kind)
            if len(held) > most:
                floor = max(held[len(held) - most + most // 10 - 1], getattr(self.floors, kind))
                self._uses = {use for use in self._uses if use.kind != kind or use.period > floor}
                self.floors = Floors(floor, self.floors.standing) if kind == "once" else Floors(self.floors.once, floor)
        return None if self.floors == before else self.floors
