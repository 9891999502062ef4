"""A keypad that guessing locks, for a while: after five wrong codes in ten minutes, ten minutes of keepers only."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

TRIES_MAX = 5
TRIES_WITHIN_S = 600
LOCKED_S = 600
#: While it is locked one code in so many seconds is looked at: a keeper's must be found, guessing must not pay.
LOOK_EVERY_S = 5


@dataclass(slots=True)
class Keypad:
    """Times are those of a steady clock, seconds."""

    _wrong: deque[float] = field(default_factory=deque)
    _locked_until: float = float("-inf")
    _looked: float = float("-inf")

    def is_locked(self, at: float) -> bool:
        """Whether nobody but a keeper is let in by a code."""
        return at < self._locked_until

    def remaining_s(self, at: float) -> int:
        """For how many seconds more it is locked; 0 where it is not."""
        return round(max(0.0, self._locked_until - at))

    def may_look(self, at: float) -> bool:
        """Whether a code is looked at while it is locked; if so, the next one has to wait."""
        if at - self._looked < LOOK_EVERY_S:
            return False
        self._looked = at
        return True

    def count_wrong(self, at: float) -> bool:
        """One wrong code more; whether it locks the keypad."""
        while self._wrong and at - self._wrong[0] >= TRIES_WITHIN_S:
            self._wrong.popleft()
        self._wrong.append(at)
        if len(self._wrong) < TRIES_MAX:
            return False
        self._wrong.clear()
        self._locked_until = at + LOCKED_S
        return True

    def lock_again(self, at: float, remaining_s: int) -> None:
        """Go on being locked after a restart, no longer than it takes."""
        self._locked_until = at + max(0, min(remaining_s, LOCKED_S))

    def lift(self) -> None:
        """A person has lifted it: nothing is counted any more."""
        self._wrong.clear()
        self._locked_until = float("-inf")
