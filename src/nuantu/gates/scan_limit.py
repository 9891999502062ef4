"""How many unreadable or refused codes a lane looks at and answers one by one.

Refusals beyond a rate are answered as E_RATE and only counted, so that whoever holds garbage before the reader fills
neither disk nor screen; a code that is good is found all the same, since refusing costs less than reading. Only where
more codes come than could ever be read by a camera is a code left unread.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: Refusals that a lane answers at once, and how many a second it regains.
BURST, REGAINED_PER_S = 10.0, 1.0
#: Codes that a lane reads at all within a second.
READ_MAX_PER_S = 200.0


@dataclass(slots=True)
class Bucket:
    """Turns that are used up and come back with time. Times are those of a steady clock, seconds."""

    size: float
    per_s: float
    _left: float = field(init=False)
    _at: float | None = None

    def __post_init__(self) -> None:
        self._left = self.size

    def take(self, at: float) -> bool:
        """Use one turn up; whether there was one."""
        if self._at is not None:
            self._left = min(self.size, self._left + max(0.0, at - self._at) * self.per_s)
        self._at = at
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True


@dataclass(slots=True)
class ScanLimit:
    """The limits of one lane."""

    _read: Bucket = field(default_factory=lambda: Bucket(READ_MAX_PER_S, READ_MAX_PER_S))
    _refused: Bucket = field(default_factory=lambda: Bucket(BURST, REGAINED_PER_S))

    def may_read(self, at: float) -> bool:
        """Whether a code is read."""
        return self._read.take(at)

    def may_refuse(self, at: float) -> bool:
        """Whether a refusal is answered and written down as such."""
        return self._refused.take(at)
