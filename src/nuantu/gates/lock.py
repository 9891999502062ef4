"""The lock of a door, as far as software reaches it: the outside, and only towards open.

There is no command that locks anything. The relay falls back by itself at the end of a pulse; the inside handle is
mechanical, and nothing here knows a way to hold somebody in.
"""

from __future__ import annotations

from typing import Protocol

from nuantu.gates.clock import Clock


class Lock(Protocol):
    """A relay that releases the outside of a door. The inside handle opens always and is not wired to it."""

    def pulse(self, seconds: float) -> None:
        """Release the outside for so long; the relay times it, also where the controller dies meanwhile."""
        ...

    def hold_open(self) -> None:
        """Release the outside until ``end_hold``: the fire alarm. Without power the relay is released too."""
        ...

    def end_hold(self) -> None:
        """End what ``hold_open`` began; a pulse that is under way goes on."""
        ...

    def is_released(self) -> bool:
        """Whether the outside is free at this moment."""
        ...


class SimulatedLock:
    """A relay in memory, which counts its pulses."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until = float("-inf")
        self._held = False
        self.pulses = 0

    def pulse(self, seconds: float) -> None:
        """Release for so long from now."""
        self._until = max(self._until, self._clock.read_steady() + seconds)
        self.pulses += 1

    def hold_open(self) -> None:
        """Release until told otherwise."""
        self._held = True

    def end_hold(self) -> None:
        """Fall back, unless a pulse is under way."""
        self._held = False

    def is_released(self) -> bool:
        """Whether it is released."""
        return self._held or self._clock.read_steady() < self._until
