"""How long a door has not heard the hub: what its list of keys is worth."""

from __future__ import annotations

from nuantu.gates.clock import DoorClock

#: The record is told of a growing silence, and of a hub that goes on being heard, this often, seconds.
WRITTEN_EVERY_S = 60


class Silence:
    """The greater of two measures: the clock since the hub was heard, and the time this door ran since.

    The first counts what passed without power, the second cannot be shortened by setting a clock. ``heard_s`` is None
    where the hub was never heard; ``ran_s`` is what earlier runs have waited for it.
    """

    def __init__(self, clock: DoorClock, heard_s: int | None, ran_s: int) -> None:
        self._clock = clock
        self._heard_s = heard_s
        self._ran_s: float = ran_s
        self._since = clock.steady()
        self._written = clock.steady()

    def measure(self) -> float:
        """Seconds since the hub was heard; infinite where it never was."""
        if self._heard_s is None:
            return float("inf")
        return max(self._clock.now() - self._heard_s, self._ran_s + self._clock.steady() - self._since)

    def end(self) -> None:
        """The hub was heard. Where that ends a silence worth the name, the record hears of it at once."""
        if self.measure() > WRITTEN_EVERY_S:
            self._written = float("-inf")
        self._heard_s, self._ran_s, self._since = self._clock.now(), 0, self._clock.steady()

    def list_facts(self, *, due: bool = True) -> dict[str, str | None]:
        """What the record should hold of it, where it is time to write that; empty where it is not."""
        at = self._clock.steady()
        if (due and at - self._written < WRITTEN_EVERY_S) or self._heard_s is None:
            return {}
        self._written = at
        return {"heard_s": str(self._heard_s), "silent_s": str(round(self._ran_s + at - self._since))}
