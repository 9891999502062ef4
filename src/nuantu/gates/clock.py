"""A door's clock: the hub's time carried on by a steady clock, the machine's until the hub was heard.

Whoever can set a machine's clock should gain nothing from it, and a machine whose battery is empty should not open by
the codes of 1970.
"""

from __future__ import annotations

import time
from typing import Protocol

#: A difference of wall and steady clock that is a jump and no drift, seconds.
JUMP_S = 5
#: The hub's time is whole seconds and travels: nearer than this nothing is corrected, seconds.
NEAR_S = 2


class Clock(Protocol):
    """Two clocks of a machine."""

    def read_wall(self) -> float:
        """UTC seconds since 1970, as far as the machine knows."""
        ...

    def read_steady(self) -> float:
        """Seconds since some moment, never set, counting also while the machine sleeps."""
        ...


class MachineClock:
    """The clocks of this machine."""

    def read_wall(self) -> float:
        """The machine's UTC time, seconds."""
        return time.time()

    def read_steady(self) -> float:
        """Seconds since the machine was started, sleep included."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)


class DoorClock:
    """The time a door goes by.

    Parameters
    ----------
    clock
        The machine's.
    floor_s
        The last time that the hub told before this start, UTC seconds; the door never stands before it.
    """

    def __init__(self, clock: Clock, floor_s: int = 0) -> None:
        self._clock = clock
        self._started = clock.read_steady()
        self._floor_s = floor_s
        self._anchor: tuple[float, float] | None = None
        self._last = (clock.read_wall(), self._started)

    def now(self) -> int:
        """The door's time, UTC seconds."""
        steady = self._clock.read_steady()
        if self._anchor is not None:
            return int(self._anchor[0] + steady - self._anchor[1])
        return int(max(self._clock.read_wall(), self._floor_s + steady - self._started))

    def read_bare(self) -> int:
        """The time as it is told, even where it cannot be: whether a clock is behind shows by this one."""
        return self.now() if self._anchor is not None else int(self._clock.read_wall())

    def steady(self) -> float:
        """Seconds that nobody can set."""
        return self._clock.read_steady()

    @property
    def is_attested(self) -> bool:
        """Whether the hub has told the time since the start."""
        return self._anchor is not None

    def attest(self, hub_s: int) -> int:
        """Take the hub's time; by how many seconds the door's time was moved, 0 where it was near enough."""
        moved = hub_s - self.now()
        is_far = abs(moved) > NEAR_S
        if self._anchor is None or is_far:
            # The second that was told has begun and not ended: half of it more is the better guess.
            self._anchor = (hub_s + 0.5, self._clock.read_steady())
        return moved if is_far else 0

    def find_jump(self) -> int:
        """By how many seconds the machine's clock jumped since it was last asked; 0 where it did not."""
        wall, steady = self._clock.read_wall(), self._clock.read_steady()
        jump = (wall - self._last[0]) - (steady - self._last[1])
        self._last = (wall, steady)
        return round(jump) if abs(jump) > JUMP_S else 0
